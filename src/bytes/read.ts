/** Big-endian reads without bounds checks of their own: check the length once, then these cannot fail. */
export const u16 = (b: Buffer, at: number): number => (b[at]! << 8) | b[at + 1]!;

export const u24 = (b: Buffer, at: number): number => (b[at]! << 16) | (b[at + 1]! << 8) | b[at + 2]!;

export const u32 = (b: Buffer, at: number): number => ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;

/** Little-endian, as classic capture files and radiotap use. */
export const u16le = (b: Buffer, at: number): number => b[at]! | (b[at + 1]! << 8);

export const u32le = (b: Buffer, at: number): number => (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0;

declare global {
  // Part of Node's Buffer since its first versions, but left out of @types/node: the fastest way from octets to text.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the parameter must be spelt as @types/node spells it
  interface Buffer<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> {
    latin1Slice(start: number, end: number): string;
    utf8Slice(start: number, end: number): string;
    hexSlice(start: number, end: number): string;
  }
}
