import { EventEmitter } from 'node:events';

/**
 * Stands for standard output where Ink writes to: it takes whole frames and hands on their lines. Ink's own way to the terminal clears
 * the screen, scroll-back included, whenever a frame is as high as the terminal; the painter never does.
 */
export class FrameSink extends EventEmitter {
  columns: number;
  rows: number;
  readonly isTTY = false;
  readonly #onFrame: (lines: readonly string[]) => void;

  constructor(columns: number, rows: number, onFrame: (lines: readonly string[]) => void) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#onFrame = onFrame;
  }

  write(frame: string): boolean {
    this.#onFrame(frame === '' ? [] : frame.split('\n'));
    return true;
  }
}
