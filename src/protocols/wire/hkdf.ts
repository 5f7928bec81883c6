import { addBlock, BLOCK_OCTETS, DIGEST_OCTETS, finishSha256, putDigest, startSha256 } from './sha256.ts';

const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** Reused: one digest is worked out at a time. */
const padded = new Uint8Array(BLOCK_OCTETS);
const state = new Int32Array(8);
const inner = new Uint8Array(DIGEST_OCTETS);

/** HMAC-SHA-256 (RFC 2104) under one key: what the key adds is worked out once. */
export class HmacKey {
  readonly #inner = new Int32Array(8);
  readonly #outer = new Int32Array(8);

  /** The key is `b[start, end)`: at most 64 octets, as long as it is no digest of something longer. */
  constructor(b: Uint8Array, start: number, end: number) {
    pad(this.#inner, b, start, end, INNER_PAD);
    pad(this.#outer, b, start, end, OUTER_PAD);
  }

  /** Writes the first `octets` (at most 32) octets of the code of `b[start, end)` to `out[at]`. */
  sign(b: Uint8Array, start: number, end: number, out: Uint8Array, at: number, octets: number): void {
    state.set(this.#inner);
    finishSha256(state, b, start, end, BLOCK_OCTETS);
    putDigest(state, inner, 0, DIGEST_OCTETS);
    state.set(this.#outer);
    finishSha256(state, inner, 0, DIGEST_OCTETS, BLOCK_OCTETS);
    putDigest(state, out, at, octets);
  }
}

function pad(into: Int32Array, b: Uint8Array, start: number, end: number, octet: number): void {
  padded.fill(octet);
  for (let i = 0; start + i < end; i += 1) padded[i] = octet ^ b[start + i]!;
  startSha256(into);
  addBlock(into, padded, 0);
}

/** What HKDF-Expand-Label is asked for. */
export interface Label {
  readonly info: Uint8Array;
  readonly octets: number;
}

/** A label of HKDF-Expand-Label (RFC 8446, section 7.1) without a context, for at most one block of SHA-256. */
export function label(text: string, octets: number): Label {
  const name = Buffer.from(`tls13 ${text}`, 'latin1');
  return { info: Buffer.concat([Buffer.from([0, octets, name.length]), name, Buffer.from([0 /* no context */, 1 /* first block */])]), octets };
}

/** HKDF-Expand-Label (RFC 8446, section 7.1): writes the octets that the label asks for to `out[at]`. */
export function expandLabel(secret: HmacKey, { info, octets }: Label, out: Uint8Array, at: number): void {
  secret.sign(info, 0, info.length, out, at, octets);
}
