import { formatIpv6, formatMac } from '../../bytes/address.ts';
import { Cursor, type Flaw } from '../../bytes/cursor.ts';
import type { RecordValue } from '../../model/observation.ts';
import { readName } from '../dns/name.ts';

// RFC 4861, 4.6: https://www.rfc-editor.org/rfc/rfc4861#section-4.6; DNS: RFC 8106, 5.
const OPTION = { sourceLink: 1, targetLink: 2, prefix: 3, mtu: 5, rdnss: 25, dnssl: 31 } as const;
const OPTIONS_MAX = 64;
const VALUES_MAX = 32;
const MAC_OPTION_OCTETS = 6;

/** What the options of one neighbour discovery message say. */
export interface NeighborOptions {
  sourceLink: string | null;
  targetLink: string | null;
  mtu: number | null;
  readonly prefixes: RecordValue[];
  readonly rdnss: string[];
  readonly dnssl: string[];
  flaw: Flaw | null;
}

/** Reads the options in `buffer[start, end)`. An option of length zero ends the reading (RFC 4861, 4.6). */
export function readNeighborOptions(buffer: Buffer, start: number, end: number): NeighborOptions {
  const found: NeighborOptions = { sourceLink: null, targetLink: null, mtu: null, prefixes: [], rdnss: [], dnssl: [], flaw: null };
  const c = new Cursor().over(buffer, start, end);
  for (let n = 0; n < OPTIONS_MAX && c.remaining > 0; n += 1) {
    const type = c.u8();
    const length = c.u8() * 8 - 2;
    if (length < 0) {
      c.fail('bad-length');
      break;
    }
    const outer = c.enter(length);
    if (c.flaw === null) readOption(type, c, found);
    c.leave(outer);
  }
  found.flaw = c.flaw;
  return found;
}

function readOption(type: number, c: Cursor, found: NeighborOptions): void {
  switch (type) {
    case OPTION.sourceLink:
      if (c.remaining === MAC_OPTION_OCTETS) found.sourceLink ??= formatMac(c.buffer, c.position);
      break;
    case OPTION.targetLink:
      if (c.remaining === MAC_OPTION_OCTETS) found.targetLink ??= formatMac(c.buffer, c.position);
      break;
    case OPTION.prefix:
      readPrefix(c, found);
      break;
    case OPTION.mtu:
      c.skip(2);
      found.mtu ??= c.u32();
      break;
    case OPTION.rdnss:
      c.skip(6);
      while (c.remaining >= 16 && found.rdnss.length < VALUES_MAX) found.rdnss.push(address(c));
      break;
    case OPTION.dnssl:
      readSearchList(c, found);
  }
}

/** RFC 4861, 4.6.2: length, flags, two lifetimes, four reserved octets, the prefix. */
function readPrefix(c: Cursor, found: NeighborOptions): void {
  const length = c.u8();
  const flags = c.u8();
  c.skip(12);
  if (c.remaining < 16 || found.prefixes.length >= VALUES_MAX) return;
  found.prefixes.push({ prefix: address(c), length, on_link: (flags & 0x80) !== 0, autonomous: (flags & 0x40) !== 0 });
}

/** RFC 8106, 5.2: names one after another, padded with zeros. */
function readSearchList(c: Cursor, found: NeighborOptions): void {
  c.skip(6);
  while (c.remaining > 0 && found.dnssl.length < VALUES_MAX) {
    const name = readName(c, c.position);
    if (c.flaw === null && name !== '.') found.dnssl.push(name);
  }
}

function address(c: Cursor): string {
  const at = c.position;
  c.skip(16);
  return formatIpv6(c.buffer, at);
}
