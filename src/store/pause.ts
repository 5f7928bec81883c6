const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Stands still, the whole thread with it. For SQLite, whose calls do not return before they are done either. */
export function pause(milliseconds: number): void {
  Atomics.wait(nobody, 0, 0, milliseconds);
}
