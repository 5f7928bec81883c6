import { formatIpv4, formatIpv6 } from '../../bytes/address.ts';
import type { Cursor } from '../../bytes/cursor.ts';
import { TYPE, typeName } from './codes.ts';
import { readName } from './name.ts';
import { rareData } from './rare-data.ts';
import { readServiceBinding } from './svcb.ts';

/** Characters of a record's data that are kept. */
const DATA_TEXT_MAX = 1024;
/** A character-string that is full continues in the next one (RFC 1035, 3.3). */
const STRING_FULL = 255;

/**
 * The data of one record as text. The cursor is narrowed to it; compression pointers count from `base`.
 * What is malformed, or of a type unknown here, is hex; the cursor keeps the flaw.
 */
export function dataText(type: number, c: Cursor, base: number): string {
  const start = c.position;
  const { end } = c;
  const text = known(type, c, base) ?? rareData(typeName(type), c.buffer, start, end);
  if (text === null || c.flaw !== null) return c.buffer.hexSlice(start, Math.min(end, start + DATA_TEXT_MAX / 2));
  return text.length > DATA_TEXT_MAX ? text.slice(0, DATA_TEXT_MAX) : text;
}

/** RFC 1035, 3.3; AAAA: RFC 3596; SRV: RFC 2782; NSEC: RFC 4034, 4. */
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
  let out = '';
  let joint = '';
  while (c.remaining > 0 && out.length < DATA_TEXT_MAX) {
    const length = c.u8();
    const part = c.utf8(length);
    if (part === '') continue;
    out += joint + part;
    joint = length === STRING_FULL ? '' : '; ';
  }
  return out;
}

/** The types that exist at a name, each with a blank before it (RFC 4034, 4.1.2). */
function typeBitMap(c: Cursor): string {
  let out = '';
  while (c.remaining > 0 && out.length < DATA_TEXT_MAX) {
    const window = c.u8();
    const length = c.u8();
    for (let octet = 0; octet < length && c.flaw === null; octet += 1) {
      const bits = c.u8();
      for (let bit = 0; bit < 8; bit += 1) if ((bits & (0x80 >> bit)) !== 0) out += ` ${typeName((window << 8) | (octet << 3) | bit)}`;
    }
  }
  return out;
}
