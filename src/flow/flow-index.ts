import { KEY_HASH, KEY_KIND, KEY_WORDS, KEY_WORDS_V4 } from './flow-key.ts';
import { WORD_HASH, WORD_NEXT, WORDS } from './flow-records.ts';

const NONE = -1;

/** The hash chains over the words of flow-records.ts: at most one slot to two buckets. The links lie in the words themselves. */
export class FlowIndex {
  #buckets = new Int32Array(0);
  #mask = 0;

  /** Rebuilds the index for `capacity` slots, of which those below `used` are all live. */
  resize(words: Int32Array, used: number, capacity: number): void {
    let buckets = 2;
    while (buckets < capacity * 2) buckets *= 2;
    this.#buckets = new Int32Array(buckets).fill(NONE);
    this.#mask = buckets - 1;
    for (let slot = 0; slot < used; slot += 1) this.link(words, slot);
  }

  /** The slot of a key with its hash (FlowKey), or -1. */
  find(words: Int32Array, key: Int32Array): number {
    const compared = ((key[KEY_KIND]! >> 8) & 0xff) === 4 ? KEY_WORDS_V4 : KEY_WORDS;
    let slot = this.#buckets[key[KEY_HASH]! & this.#mask]!;
    while (slot !== NONE) {
      const base = slot * WORDS;
      let i = 0;
      while (i < compared && words[base + i] === key[i]) i += 1;
      if (i === compared) return slot;
      slot = words[base + WORD_NEXT]!;
    }
    return NONE;
  }

  /** Puts a slot, whose key and hash are written, at the head of its chain. */
  link(words: Int32Array, slot: number): void {
    const bucket = words[slot * WORDS + WORD_HASH]! & this.#mask;
    words[slot * WORDS + WORD_NEXT] = this.#buckets[bucket]!;
    this.#buckets[bucket] = slot;
  }

  /** Takes a slot out of its chain. */
  unlink(words: Int32Array, slot: number): void {
    const bucket = words[slot * WORDS + WORD_HASH]! & this.#mask;
    const next = words[slot * WORDS + WORD_NEXT]!;
    let at = this.#buckets[bucket]!;
    if (at === slot) {
      this.#buckets[bucket] = next;
      return;
    }
    while (words[at * WORDS + WORD_NEXT] !== slot) at = words[at * WORDS + WORD_NEXT]!;
    words[at * WORDS + WORD_NEXT] = next;
  }
}
