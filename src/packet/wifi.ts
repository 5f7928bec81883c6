import { u16 } from '../bytes/read.ts';
import { stepOfEtherType } from './ether-type.ts';
import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { next, STEP, stopped } from './step.ts';

const MANAGEMENT = 0;
const DATA = 2;
const TO_DISTRIBUTION = 0x01;
const FROM_DISTRIBUTION = 0x02;
const PROTECTED = 0x40;
const ORDER = 0x80;
/** Two addresses and a length. */
const SUBFRAME_HEADER = 14;

/** An IEEE 802.11 frame (9.2, 9.3); `padded`: the header is filled up to a multiple of four, as some cards do. */
export function wifi(p: Packet, at: number, end: number, padded: boolean): number {
  if (end - at < 2) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const kind = (b[at]! >> 2) & 3;
  if ((b[at]! & 3) !== 0) return stopped(p, 'bad-value', 'link');
  p.layers |= LAYER.wifi;
  if (kind === DATA) return data(p, at, end, padded);
  if (kind === MANAGEMENT && end - at >= 24) {
    p.destinationMacAt = at + 4;
    p.sourceMacAt = at + 10;
  }
  return stopped(p, 'control', 'link');
}

function data(p: Packet, at: number, end: number, padded: boolean): number {
  const b = p.buffer;
  const flags = b[at + 1]!;
  const ways = flags & (TO_DISTRIBUTION | FROM_DISTRIBUTION);
  const hasQuality = (b[at]! & 0x80) !== 0;
  const qualityAt = at + (ways === 3 ? 30 : 24);
  let length = qualityAt - at + (hasQuality ? 2 : 0);
  if (hasQuality && (flags & ORDER) !== 0) length += 4; // HT control
  if (padded) length = (length + 3) & ~3;
  if (at + length > end) return stopped(p, 'truncated', 'link');
  p.destinationMacAt = (ways & TO_DISTRIBUTION) !== 0 ? at + 16 : at + 4;
  p.sourceMacAt = ways === 3 ? at + 24 : ways === FROM_DISTRIBUTION ? at + 16 : at + 10;
  if ((b[at]! & 0x40) !== 0) return stopped(p, 'control', 'link'); // null function: no body
  const body = at + length;
  if ((flags & PROTECTED) !== 0) return protectedBody(p, body, end);
  if ((b[at + 22]! & 0x0f) !== 0) return stopped(p, 'fragment', 'link');
  if (hasQuality && (b[qualityAt]! & 0x80) !== 0) return subframe(p, body, end);
  return next(p, STEP.llc, body, end);
}

/** Cards that decrypt may leave the bit set, and the eight octets of the vector in place: plain LLC/SNAP shows that. */
function protectedBody(p: Packet, at: number, end: number): number {
  if (isSnap(p, at, end)) return next(p, STEP.llc, at, end);
  if (isSnap(p, at + 8, end)) return next(p, STEP.llc, at + 8, end);
  return stopped(p, 'encrypted', 'link');
}

function isSnap(p: Packet, at: number, end: number): boolean {
  if (end - at < 8) return false;
  const b = p.buffer;
  const header = u16(b, at) === 0xaaaa && u16(b, at + 2) === 0x0300 && u16(b, at + 4) === 0;
  return header && stepOfEtherType(u16(b, at + 6)) !== STEP.unsupported;
}

/** One subframe of an A-MSDU (9.3.2.2), with addresses and a length of its own; all but the last are filled up to a multiple of four. */
export function subframe(p: Packet, at: number, end: number): number {
  if (end - at < SUBFRAME_HEADER) return stopped(p, 'truncated', 'link');
  p.destinationMacAt = at;
  p.sourceMacAt = at + 6;
  const length = SUBFRAME_HEADER + u16(p.buffer, at + 12);
  const following = at + ((length + 3) & ~3);
  if (following < end) {
    p.aggregateAt = following;
    p.aggregateEnd = end;
  }
  return next(p, STEP.llc, at + SUBFRAME_HEADER, Math.min(end, at + length));
}
