import { u24 } from '../../bytes/read.ts';
import type { FieldsOf } from '../../model/observation.ts';
import type { CERTIFICATE } from '../tls/vocabulary.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { OctetMemo } from './octet-memo.ts';

/** A certificate with its place in the chain: the fields of `tls.certificate`. */
export type ChainLink = FieldsOf<typeof CERTIFICATE>;

const CHAIN_MAX = 10;
const NONE: readonly ChainLink[] = [];

/** Chains read before: a server is asked hundreds of times, and comparing costs a tenth of reading. */
const chains = new OctetMemo<readonly ChainLink[]>(1_024);
/** Certificates behind the first: a few authorities stand above all servers. */
const authorities = new OctetMemo<Certificate>(128);

/**
 * Reads the certificate_list of a Certificate message up to TLS 1.2 (RFC 5246, section 7.4.2) at buffer[start, end): at most
 * ten certificates. Empty where the message is not sound, or holds none.
 */
export function readChain(buffer: Buffer, start: number, end: number): readonly ChainLink[] {
  if (end - start < 6 || u24(buffer, start) !== end - start - 3) return NONE;
  const mark = markOf(buffer, start, Math.min(start + 6 + u24(buffer, start + 3), end)) ^ (end - start);
  const known = chains.get(mark, buffer, start, end);
  if (known !== undefined) return known;
  const chain = readList(buffer, start + 3, end);
  if (chain.length > 0) chains.keep(mark, buffer, start, end, chain);
  return chain;
}

/** A number that few other certificates give: from their last octets, which are a signature, as good as random. */
function markOf(buffer: Buffer, start: number, end: number): number {
  return end - start < 3 ? 0 : u24(buffer, end - 3);
}

function readList(buffer: Buffer, start: number, end: number): readonly ChainLink[] {
  const chain: ChainLink[] = [];
  let at = start;
  while (at + 3 <= end && chain.length < CHAIN_MAX) {
    const length = u24(buffer, at);
    at += 3;
    if (at + length > end) return NONE;
    const position = chain.length;
    if (length > 0) chain.push({ position, ...(position === 0 ? readCertificate : readAuthority)(buffer, at, at + length) });
    at += length;
  }
  return chain;
}

function readAuthority(buffer: Buffer, start: number, end: number): Certificate {
  const mark = markOf(buffer, start, end);
  const known = authorities.get(mark, buffer, start, end);
  if (known !== undefined) return known;
  const certificate = readCertificate(buffer, start, end);
  authorities.keep(mark, buffer, start, end, certificate);
  return certificate;
}
