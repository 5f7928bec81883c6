import * as packet from 'dns-packet';
import { TYPE, typeName } from './codes.ts';

/** Longest data handed on: nothing legitimate of these types comes near, and it bounds what crafted pointers can cost. */
const DATA_OCTETS_MAX = 4096;

interface Codec {
  decode(octets: Buffer, offset: number): unknown;
}
/** The codec of one record type: exported by the package, but left out of its types. */
const codecOf = (packet as unknown as { default: { record(type: string): Codec } }).default.record;

const TYPES: ReadonlySet<number> = new Set([
  TYPE.HINFO, TYPE.CAA, TYPE.DS, TYPE.DNSKEY, TYPE.RRSIG, TYPE.SSHFP, TYPE.NAPTR, TYPE.TLSA, TYPE.RP,
]); // prettier-ignore

/** True for the types that dns-packet reads: these cost many times what the others do. */
export const isRare = (type: number): boolean => TYPES.has(type);

/**
 * The data of a record of a rarer type as its values in the standard's order, or null where dns-packet cannot tell.
 *
 * The guard: dns-packet sees a copy of the data alone with its length in front, never the message. Its names may only point into
 * those few octets then (RFC 3597, 4 forbids compression in these types anyway), and what it throws ends here.
 */
export function rareData(type: number, buffer: Buffer, start: number, end: number): string | null {
  const length = end - start;
  if (!isRare(type) || length === 0 || length > DATA_OCTETS_MAX) return null;
  const octets = Buffer.alloc(length + 2);
  octets.writeUInt16BE(length, 0);
  buffer.copy(octets, 2, start, end);
  try {
    return values(codecOf(typeName(type)).decode(octets, 0)).join(' ');
  } catch {
    return null;
  }
}

function values(data: unknown): string[] {
  if (Buffer.isBuffer(data)) return [data.toString('hex')];
  if (Array.isArray(data)) return data.flatMap(values);
  if (typeof data === 'object' && data !== null) return Object.values(data).flatMap(values);
  return data === undefined || data === null || data === '' ? [] : [String(data)];
}
