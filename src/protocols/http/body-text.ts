import { ATTEMPTS, leastRoomFor, packingOf, unpack, type Packing } from '../../bytes/unpack.ts';
import { unpackAllowance } from './unpack-allowance.ts';

/** Octets that all layers of one body together may give, and how many of the innermost are looked at. */
const UNPACKED_MAX = 1 << 20;
const LOOKED_AT_MAX = 256 << 10;
const LAYERS_MAX = 2;
/** What gives more than this for each of its octets is worth a word. */
const RATIO_NOTED = 100;
/** Octets of a body that must all be text where its label says that it is something else. */
const TEXT_PROBED = 256;

/** Names of the HTTP Content Coding Registry (RFC 9110, 18.6) that are undone, and their old spellings (RFC 9110, 8.4.1.3). */
const CODINGS: Readonly<Record<string, Packing>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br', zstd: 'zstd' };

/**
 * Why less is known of a body than its octets say: `cut` (they end early), `damaged`, `limit` (more would have come out than is taken),
 * `ratio` (more than a hundred octets for one), `mislabelled` (they are not what the header says), `unknown` (packed in a way that is not
 * undone here), `refused` (too many bodies had to be unpacked).
 */
export type BodyFlaw = 'cut' | 'damaged' | 'limit' | 'ratio' | 'mislabelled' | 'unknown' | 'refused';

/** A body as it was before it was packed, one character an octet. */
export interface BodyText {
  /** Null where it could not be unpacked. */
  readonly text: string | null;
  /** What was taken off, outermost first, by the octets; empty where nothing was. */
  readonly encodings: readonly string[];
  readonly octets: number;
  readonly flaw: BodyFlaw | null;
}

/**
 * Unpacks what was seen of a body. `codings` are its labels (Content-Encoding, in the order applied); what the octets say counts for more:
 * devices send gzip without a label, and plain text under one.
 */
export function bodyText(codings: string | null, seen: Buffer): BodyText {
  const labels = labelsOf(codings);
  const encodings: string[] = [];
  const granted = unpackAllowance.grant(seen.length);
  let octets = seen;
  let flaw: BodyFlaw | null = null;
  let left = UNPACKED_MAX;
  for (;;) {
    const label = labels.pop();
    const packing = packingUnder(label, octets);
    if (packing === null) {
      if (label !== undefined) return unlike(encodings, octets, CODINGS[label] === undefined);
      break;
    }
    if (encodings.length === LAYERS_MAX) return limited(encodings, octets, 'limit');
    if (leastRoomFor(packing, octets) > granted) return refused(encodings);
    const { octets: inner, flaw: why, work } = unpack(packing, octets, Math.min(left, granted), granted < UNPACKED_MAX ? 0 : ATTEMPTS);
    unpackAllowance.charge(seen.length, work);
    if (why !== null && (isText(octets) || (why === 'damaged' && inner.length === 0))) {
      if (label !== undefined) return unlike(encodings, octets, false);
      break;
    }
    if (why === 'limit' && inner.length === 0 && granted < UNPACKED_MAX) return refused(encodings);
    encodings.push(packing);
    flaw ??= why;
    left -= inner.length;
    octets = inner;
    if (why === 'limit') break;
  }
  if (encodings.length === 0) return plain(octets);
  if (flaw !== 'limit' && octets.length <= seen.length * RATIO_NOTED) return said(encodings, octets, flaw);
  return limited(encodings, octets, flaw ?? 'ratio');
}

/** How to undo `label`: the octets count for more, only Brotli begins like anything. Null where they are not what it says. */
function packingUnder(label: string | undefined, octets: Buffer): Packing | null {
  const begun = packingOf(octets);
  const named = label === undefined ? null : (CODINGS[label] ?? null);
  if (named === 'br') return 'br';
  return begun ?? (named === 'deflate' ? 'deflate' : null);
}

/** The labels that say something, in the order in which they were applied. */
function labelsOf(codings: string | null): string[] {
  if (codings === null) return [];
  return codings
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label !== 'identity');
}

const said = (encodings: readonly string[], octets: Buffer, flaw: BodyFlaw | null): BodyText => ({
  text: octets.latin1Slice(0, Math.min(octets.length, LOOKED_AT_MAX)),
  encodings,
  octets: octets.length,
  flaw,
});

const plain = (octets: Buffer): BodyText => said([], octets, null);

/** The octets are not what the label says, or nobody here knows it: text is taken for what it is, all else for nothing. */
function unlike(encodings: readonly string[], octets: Buffer, unknown: boolean): BodyText {
  if (isText(octets)) return said(encodings, octets, 'mislabelled');
  return { text: null, encodings, octets: 0, flaw: unknown ? 'unknown' : 'mislabelled' };
}

function limited(encodings: readonly string[], octets: Buffer, flaw: BodyFlaw): BodyText {
  unpackAllowance.limited += 1;
  return said(encodings, octets, flaw);
}

/** A body that others left no room for: what it says is not known. */
export function refused(encodings: readonly string[]): BodyText {
  unpackAllowance.refused += 1;
  return { text: null, encodings, octets: 0, flaw: 'refused' };
}

/** No control character but line ends and tabs at the start. */
function isText(octets: Buffer): boolean {
  const end = Math.min(octets.length, TEXT_PROBED);
  for (let at = 0; at < end; at += 1) {
    const octet = octets[at]!;
    if (octet === 0x7f || (octet < 0x20 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d)) return false;
  }
  return end > 0;
}
