import { u16, u16le, u32, u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';

/** Called for each option; `[start, end)` is its value without padding. */
export type OnOption = (code: number, buffer: Buffer, start: number, end: number) => void;

const ignore: OnOption = () => undefined;

/**
 * Walks the options in `buffer[start, end)` up to opt_endofopt or the end (draft-ietf-opsawg-pcapng, 3.5).
 * False where one reaches past the end. Octets past the bound are not looked at.
 */
export function walkOptions(buffer: Buffer, start: number, end: number, big: boolean, onOption: OnOption = ignore): boolean {
  const bound = Math.min(end, start + CAPTURE_BOUNDS.optionOctetsMax);
  let at = start;
  while (at < bound) {
    if (at + 4 > end) return false;
    const code = big ? u16(buffer, at) : u16le(buffer, at);
    const length = big ? u16(buffer, at + 2) : u16le(buffer, at + 2);
    if (code === 0 /* opt_endofopt */) return true;
    const from = at + 4;
    if (from + length > end) return false;
    onOption(code, buffer, from, from + length);
    at = from + ((length + 3) & ~3);
  }
  return true;
}

/** True where every record of a name resolution block lies within it (draft-ietf-opsawg-pcapng, 4.5). */
export function namesSound(buffer: Buffer, start: number, end: number, big: boolean): boolean {
  let at = start;
  while (at < end) {
    if (at + 4 > end) return false;
    const type = big ? u16(buffer, at) : u16le(buffer, at);
    const length = big ? u16(buffer, at + 2) : u16le(buffer, at + 2);
    if (type === 0 /* nrb_record_end */) return true;
    if (at + 4 + length > end) return false;
    at += 4 + ((length + 3) & ~3);
  }
  return true;
}

/** A 64-bit number as a double; numbers past 2^53 lose their last digits. */
export function u64(buffer: Buffer, at: number, big: boolean): number {
  return big ? u32(buffer, at) * 2 ** 32 + u32(buffer, at + 4) : u32le(buffer, at + 4) * 2 ** 32 + u32le(buffer, at);
}

/** A signed 64-bit number as a double. */
export function i64(buffer: Buffer, at: number, big: boolean): number {
  const value = big ? buffer.readBigInt64BE(at) : buffer.readBigInt64LE(at);
  return Number(value);
}
