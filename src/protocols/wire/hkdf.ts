import { addSchedule, BLOCK_OCTETS, copyWords, DIGEST_OCTETS, expandSchedule, finishSha256, startSha256 } from './sha256.ts';

const INNER_PAD = 0x36363636;
const OUTER_PAD = 0x5c5c5c5c;
const BLOCK_WORDS = BLOCK_OCTETS / 4;
const DIGEST_WORDS = DIGEST_OCTETS / 4;
/** Bits of what is hashed under a key: the block that the key fills, and a digest. */
const OUTER_BITS = (BLOCK_OCTETS + DIGEST_OCTETS) * 8;

/** Reused: one digest is worked out at a time. */
const state = new Int32Array(DIGEST_WORDS);
const schedule = new Int32Array(64);

/** Octets as big-endian words, the last filled up with zeros. */
export function wordsOf(b: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(b.length / 4));
  for (let i = 0; i < b.length; i += 1) words[i >> 2]! |= b[i]! << (24 - 8 * (i & 3));
  return words;
}

/** HMAC-SHA-256 (RFC 2104) under one key: what the key adds is worked out once. Keys and codes are words, as SHA-256 has them. */
export class HmacKey {
  readonly #inner = new Int32Array(DIGEST_WORDS);
  readonly #outer = new Int32Array(DIGEST_WORDS);

  /** The key may be as long as a block: 16 words. */
  constructor(key: Int32Array) {
    pad(this.#inner, key, INNER_PAD);
    pad(this.#outer, key, OUTER_PAD);
  }

  /** Puts the code of `b[start, end)` into `code` (8 words). */
  sign(b: Uint8Array, start: number, end: number, code: Int32Array): void {
    copyWords(this.#inner, state);
    finishSha256(state, b, start, end, BLOCK_OCTETS);
    this.#finish(code);
  }

  /** HKDF-Expand-Label (RFC 8446, section 7.1): puts what the label asks for into `secret` (8 words); less is the start of it. */
  expand(label: Label, secret: Int32Array): void {
    copyWords(this.#inner, state);
    addSchedule(state, label.schedule);
    this.#finish(secret);
  }

  /** The digest in `state` is hashed once more. */
  #finish(code: Int32Array): void {
    copyWords(state, schedule);
    schedule[DIGEST_WORDS] = 0x80000000 | 0;
    for (let i = DIGEST_WORDS + 1; i < BLOCK_WORDS - 1; i += 1) schedule[i] = 0;
    schedule[BLOCK_WORDS - 1] = OUTER_BITS;
    expandSchedule(schedule);
    copyWords(this.#outer, code);
    addSchedule(code, schedule);
  }
}

function pad(into: Int32Array, key: Int32Array, octets: number): void {
  for (let i = 0; i < BLOCK_WORDS; i += 1) schedule[i] = i < key.length ? octets ^ key[i]! : octets;
  expandSchedule(schedule);
  startSha256(into);
  addSchedule(into, schedule);
}

/** What HKDF-Expand-Label is asked for: always the same block, so that its message schedule is worked out once. */
export interface Label {
  readonly schedule: Int32Array;
}

/** A label of HKDF-Expand-Label (RFC 8446, section 7.1) for `octets` octets, at most 32, without a context. */
export function label(text: string, octets: number): Label {
  const name = Buffer.from(`tls13 ${text}`, 'latin1');
  const info = [0, octets, name.length, ...name, 0 /* no context */, 1 /* first block */];
  const block = Buffer.alloc(BLOCK_OCTETS);
  block.set([...info, 0x80]);
  block.writeUInt16BE((BLOCK_OCTETS + info.length) * 8, BLOCK_OCTETS - 2);
  const words = new Int32Array(64);
  words.set(wordsOf(block));
  expandSchedule(words);
  return { schedule: words };
}
