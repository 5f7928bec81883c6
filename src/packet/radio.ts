import { u16le, u32, u32le } from '../bytes/read.ts';
import { stepOfLinkType } from './link-type.ts';
import type { Packet } from './packet.ts';
import { next, STEP, stopped } from './step.ts';

/** Words of presence bits that are passed. */
const WORDS_MAX = 16;
const AVS_MAGIC = 0x80211000;
/** Radiotap's flags: a check sequence stands at the end, the header is padded, the check has failed. */
const FLAG = { checked: 0x10, padded: 0x20, damaged: 0x40 } as const;
/** The flags of PPI: a check sequence stands at the end, the check has failed. */
const COMMON_FLAG = { checked: 1, damaged: 4 } as const;

/**
 * Radiotap: fields announced by bits, of which the flags tell check sequence and padding of the frame behind. One that came damaged over
 * the air is not read: any octet of it may be wrong, those of the addresses too, and nobody it was meant for has taken it.
 */
export function radiotap(p: Packet, at: number, end: number): number {
  if (end - at < 8) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const length = u16le(b, at + 2);
  if (length < 8 || b[at] !== 0) return stopped(p, 'bad-value', 'link');
  if (at + length > end) return stopped(p, 'truncated', 'link');
  const flags = radiotapFlags(b, at, at + length);
  if ((flags & FLAG.damaged) !== 0) return stopped(p, 'bad-value', 'link');
  const checked = (flags & FLAG.checked) !== 0 ? 4 : 0;
  return next(p, (flags & FLAG.padded) !== 0 ? STEP.wifiPadded : STEP.wifi, at + length, Math.max(at + length, end - checked));
}

/** The flags field (bit 1), which only the timestamp (bit 0, eight octets, aligned to the header's start) may precede. */
function radiotapFlags(b: Buffer, at: number, end: number): number {
  const present = u32le(b, at + 4);
  let field = at + 4;
  for (let words = 0; words < WORDS_MAX; words += 1) {
    if (field + 4 > end) return 0;
    field += 4;
    if ((b[field - 1]! & 0x80) === 0) break;
  }
  if ((present & 2) === 0) return 0;
  if ((present & 1) !== 0) field = at + (((field - at + 7) >> 3) << 3) + 8;
  return field < end ? b[field]! : 0;
}

/** Per-packet information: fields, and the link type of what follows. */
export function ppi(p: Packet, at: number, end: number): number {
  if (end - at < 8) return stopped(p, 'truncated', 'link');
  const b = p.buffer;
  const length = u16le(b, at + 2);
  if (length < 8 || b[at] !== 0) return stopped(p, 'bad-value', 'link');
  if (at + length > end) return stopped(p, 'truncated', 'link');
  const flags = commonFlags(b, at + 8, at + length);
  if ((flags & COMMON_FLAG.damaged) !== 0) return stopped(p, 'bad-value', 'link');
  const checked = (flags & COMMON_FLAG.checked) !== 0 ? 4 : 0;
  return next(p, stepOfLinkType(u32le(b, at + 4)), at + length, Math.max(at + length, end - checked));
}

/** The flags in the field of 802.11 common data (type 2); 0 where there is none. */
function commonFlags(b: Buffer, from: number, end: number): number {
  let field = from;
  while (field + 4 <= end) {
    const length = u16le(b, field + 2);
    if (u16le(b, field) === 2 && length >= 10 && field + 14 <= end) return b[field + 12]!;
    field += 4 + length;
  }
  return 0;
}

/** Prism: a header whose second word is its length in the octet order of the machine that captured; some cards write AVS. */
export function prism(p: Packet, at: number, end: number): number {
  if (end - at < 8) return stopped(p, 'truncated', 'link');
  if ((u32(p.buffer, at) & 0xfffff000) >>> 0 === AVS_MAGIC) return avs(p, at, end);
  const little = u32le(p.buffer, at + 4);
  return behind(p, at, end, little <= 0xffff ? little : u32(p.buffer, at + 4));
}

/** AVS: magic number and header length in network order. */
export function avs(p: Packet, at: number, end: number): number {
  if (end - at < 8) return stopped(p, 'truncated', 'link');
  return behind(p, at, end, u32(p.buffer, at + 4));
}

function behind(p: Packet, at: number, end: number, length: number): number {
  if (length < 8) return stopped(p, 'bad-length', 'link');
  if (at + length > end) return stopped(p, 'truncated', 'link');
  return next(p, STEP.wifi, at + length, end);
}
