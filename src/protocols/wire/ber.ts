import type { Cursor } from '../../bytes/cursor.ts';

/** Tags of X.690 that SNMP and LDAP share. */
export const BER = { integer: 0x02, octets: 0x04, object: 0x06, enumerated: 0x0a, sequence: 0x30 } as const;

/** Reads a tag, which must be this one, and gives the length behind it (X.690, 8.1). */
export function berHeader(c: Cursor, tag: number): number {
  if (c.u8() !== tag) c.fail('bad-value');
  return berLength(c);
}

/** Reads a definite length of up to four octets (RFC 3417, 8 and RFC 4511, 5.1 allow no other). */
export function berLength(c: Cursor): number {
  const first = c.u8();
  if (first < 0x80) return first;
  if (first === 0x81) return c.u8();
  if (first === 0x82) return c.u16();
  if (first === 0x83) return c.u24();
  if (first === 0x84) return c.u32();
  c.fail('bad-length');
  return 0;
}

/** Reads a whole number, without its sign, under `tag`. */
export function berInteger(c: Cursor, tag: number = BER.integer): number {
  let value = 0;
  for (let left = berHeader(c, tag); left > 0 && c.flaw === null; left -= 1) value = ((value << 8) | c.u8()) >>> 0;
  return value;
}
