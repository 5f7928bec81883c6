import { u24 } from '../../bytes/read.ts';
import type { FieldsOf } from '../../model/observation.ts';
import type { CERTIFICATE } from '../tls/vocabulary.ts';
import { readCertificate } from './certificate.ts';

/** A certificate with its place in the chain: the fields of `tls.certificate`. */
export type ChainLink = FieldsOf<typeof CERTIFICATE>;

const CHAIN_MAX = 10;
/** Messages over this are read anew each time, so that what is remembered stays under SLOTS times this. */
const REMEMBERED_LENGTH_MAX = 16 << 10;
const SLOTS = 1_024;
const NONE: readonly ChainLink[] = [];

interface Slot {
  readonly octets: Buffer;
  readonly chain: readonly ChainLink[];
}

/**
 * Chains read before, by a few of their octets; the octets themselves are compared, so a clash only costs a reading.
 * A chain that comes again (a server is asked hundreds of times) costs one comparison instead of ten microseconds.
 */
const slots: (Slot | undefined)[] = Array<Slot | undefined>(SLOTS).fill(undefined);

/**
 * Reads the certificate_list of a Certificate message up to TLS 1.2 (RFC 5246, section 7.4.2) at buffer[start, end): at most
 * ten certificates. Empty where the message is not sound, or holds none.
 */
export function readChain(buffer: Buffer, start: number, end: number): readonly ChainLink[] {
  if (end - start < 6 || u24(buffer, start) !== end - start - 3) return NONE;
  const slot = slotOf(buffer, start, end);
  const known = slots[slot];
  if (known !== undefined && known.octets.compare(buffer, start, end) === 0) return known.chain;
  const chain = readList(buffer, start + 3, end);
  if (end - start <= REMEMBERED_LENGTH_MAX && chain.length > 0) {
    slots[slot] = { octets: Buffer.from(buffer.subarray(start, end)), chain };
  }
  return chain;
}

/** A slot by the length and by the last octets of the leaf: they are its signature, as good as random. */
function slotOf(buffer: Buffer, start: number, end: number): number {
  const leafEnd = Math.min(start + 6 + u24(buffer, start + 3), end);
  return (u24(buffer, leafEnd - 3) ^ (end - start)) & (SLOTS - 1);
}

function readList(buffer: Buffer, start: number, end: number): readonly ChainLink[] {
  const chain: ChainLink[] = [];
  let at = start;
  while (at + 3 <= end && chain.length < CHAIN_MAX) {
    const length = u24(buffer, at);
    at += 3;
    if (at + length > end) return NONE;
    if (length > 0) chain.push({ position: chain.length, ...readCertificate(buffer, at, at + length) });
    at += length;
  }
  return chain;
}
