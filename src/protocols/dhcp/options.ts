import { u32 } from '../../bytes/read.ts';
import type { Flaw } from '../../bytes/cursor.ts';

// RFC 2132, 2: https://www.rfc-editor.org/rfc/rfc2132#section-2
const COOKIE_AT = 236;
const COOKIE = 0x63825363;
const OPTIONS_AT = 240;
const PAD = 0;
const END = 255;
/** Option 52: the fields `sname` and `file` of the header carry options too (RFC 2132, 9.3). */
const OVERLOAD = 52;
const SERVER_NAME = { at: 44, end: 108, bit: 2 } as const;
const FILE = { at: 108, end: 236, bit: 1 } as const;
/** Options of one message: no real one comes near, and joining repeated ones stays cheap. */
const OPTIONS_MAX = 512;

/** The options of one message. One that is repeated continues the earlier one (RFC 3396, 5). */
export interface Options {
  of(code: number): Buffer | null;
  readonly flaw: Flaw | null;
}

/** Reads the options of the DHCP message in `buffer[start, end)`; its fixed part has been checked to be there. */
export function readOptions(buffer: Buffer, start: number, end: number): Options {
  const reader = new Reader(buffer);
  if (end - start >= OPTIONS_AT && u32(buffer, start + COOKIE_AT) === COOKIE) {
    reader.read(start + OPTIONS_AT, end);
    const overload = reader.of(OVERLOAD)?.[0] ?? 0;
    for (const field of [FILE, SERVER_NAME]) if ((overload & field.bit) !== 0) reader.read(start + field.at, start + field.end);
  }
  return reader;
}

class Reader implements Options {
  readonly buffer: Buffer;
  readonly values = new Map<number, Buffer>();
  count = 0;
  flaw: Flaw | null = null;

  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }

  of(code: number): Buffer | null {
    return this.values.get(code) ?? null;
  }

  read(start: number, end: number): void {
    const { buffer } = this;
    for (let at = start; at < end;) {
      const code = buffer[at++]!;
      if (code === END) return;
      if (code === PAD) continue;
      const length = at < end ? buffer[at++]! : Infinity;
      if (at + length > end) return void (this.flaw ??= 'truncated');
      if (++this.count > OPTIONS_MAX) return void (this.flaw ??= 'too-many');
      const earlier = this.values.get(code);
      const value = buffer.subarray(at, at + length);
      this.values.set(code, earlier === undefined ? value : Buffer.concat([earlier, value]));
      at += length;
    }
  }
}
