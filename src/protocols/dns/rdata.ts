import { formatIpv4, formatIpv6 } from '../../bytes/address.ts';
import type { Cursor } from '../../bytes/cursor.ts';
import { commonText } from '../wire/common-text.ts';
import { TYPE, typeName } from './codes.ts';
import { readName } from './name.ts';
import { rareData } from './rare-data.ts';
import { readServiceBinding } from './svcb.ts';

/** Characters of a record's data that are kept. */
const DATA_TEXT_MAX = 1024;
/** A character-string that is full continues in the next one (RFC 1035, 3.3). */
const STRING_FULL = 255;
/** Octets of a window of types (RFC 4034, 4.1.2). */
const WINDOW_OCTETS_MAX = 32;

/** The text of a record being read: at most three octets a character, a last string, and what joins them. Reused. */
const room = Buffer.alloc(DATA_TEXT_MAX * 3 + STRING_FULL + 2);

/**
 * The data of one record as text. The cursor is narrowed to it; compression pointers count from `base`.
 * What is malformed, or of a type unknown here, is hex; the cursor keeps the flaw.
 */
export function dataText(type: number, c: Cursor, base: number): string {
  const start = c.position;
  const { end } = c;
  const text = known(type, c, base) ?? rareData(type, c.buffer, start, end);
  if (text === null || c.flaw !== null) return hexText(c.buffer, start, end);
  return text.length > DATA_TEXT_MAX ? text.slice(0, DATA_TEXT_MAX) : text;
}

/** The data of one record, `buffer[start, end)`, as hex, cut as all texts of data are. */
export function hexText(buffer: Buffer, start: number, end: number): string {
  return buffer.hexSlice(start, Math.min(end, start + DATA_TEXT_MAX / 2));
}

/** RFC 1035, 3.3; AAAA: RFC 3596; SRV: RFC 2782; NSEC: RFC 4034, 4; NSEC3: RFC 5155, 3. */
function known(type: number, c: Cursor, base: number): string | null {
  switch (type) {
    case TYPE.A:
      return address(c, 4);
    case TYPE.AAAA:
      return address(c, 16);
    case TYPE.CNAME:
    case TYPE.NS:
    case TYPE.PTR:
    case TYPE.DNAME:
      return readName(c, base);
    case TYPE.MX:
      return `${c.u16()} ${readName(c, base)}`;
    case TYPE.SRV:
      return `${c.u16()} ${c.u16()} ${c.u16()} ${readName(c, base)}`;
    case TYPE.SOA:
      return `${readName(c, base)} ${readName(c, base)} ${c.u32()} ${c.u32()} ${c.u32()} ${c.u32()} ${c.u32()}`;
    case TYPE.TXT:
    case TYPE.SPF:
      return strings(c);
    case TYPE.NSEC:
      return `${readName(c, base)}${typeBitMap(c)}`;
    case TYPE.NSEC3:
      return `${c.u8()} ${c.u8()} ${c.u16()} ${c.hex(c.u8()) || '-'} ${c.hex(c.u8())}${typeBitMap(c)}`;
    case TYPE.SVCB:
    case TYPE.HTTPS:
      return readServiceBinding(c, base);
    default:
      return null;
  }
}

function address(c: Cursor, length: 4 | 16): string {
  if (c.remaining !== length) {
    c.fail('bad-length');
    return '';
  }
  return length === 4 ? formatIpv4(c.buffer, c.position) : formatIpv6(c.buffer, c.position);
}

/** The character-strings of a TXT record, joined by `; `; one that is full runs on into the next. */
function strings(c: Cursor): string {
  let length = 0;
  let joint = false;
  let wide = 0;
  while (c.remaining > 0 && length < (wide < 0x80 ? DATA_TEXT_MAX : DATA_TEXT_MAX * 3)) {
    const octets = c.u8();
    let at = c.position;
    c.skip(octets);
    if (c.flaw !== null) return '';
    if (octets === 0) continue;
    if (joint) {
      room[length++] = 0x3b; /* ; */
      room[length++] = 0x20;
    }
    for (const stop = at + octets; at < stop; at += 1) {
      wide |= c.buffer[at]!;
      room[length++] = c.buffer[at]!;
    }
    joint = octets !== STRING_FULL;
  }
  return wide < 0x80 ? commonText(room, 0, length) : room.utf8Slice(0, length);
}

/** The types that exist at a name, each with a blank before it (RFC 4034, 4.1.2); as many as are shown. */
function typeBitMap(c: Cursor): string {
  let out = '';
  while (c.remaining > 0 && out.length < DATA_TEXT_MAX) {
    const window = c.u8() << 8;
    const length = c.u8();
    if (length > WINDOW_OCTETS_MAX) c.fail('bad-value');
    for (let octet = 0; octet < length && c.flaw === null && out.length < DATA_TEXT_MAX; octet += 1) {
      const bits = c.u8();
      for (let bit = 0; bit < 8 && bits !== 0; bit += 1)
        if ((bits & (0x80 >> bit)) !== 0) out += ` ${typeName(window | (octet << 3) | bit)}`;
    }
  }
  return out;
}
