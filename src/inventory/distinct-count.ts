/** 2^20 bits, 128 KiB: of as many texts three in five are told apart, of a tenth as many nineteen in twenty. */
const BITS = 1 << 20;

/**
 * Counts different texts in bounded memory, without keeping any: a text sets one bit, and set bits are counted. Two texts may share a bit,
 * so the count is a lower bound, whoever chose the texts.
 */
export class DistinctCount {
  /** Made when the first text comes: most counts stay at none. */
  #bits: Uint8Array | null = null;
  /** At least so many different texts were added. */
  count = 0;

  add(text: string): void {
    const bits = (this.#bits ??= new Uint8Array(BITS / 8));
    const hash = hashOf(text) & (BITS - 1);
    const mask = 1 << (hash & 7);
    if ((bits[hash >>> 3]! & mask) !== 0) return;
    bits[hash >>> 3]! |= mask;
    this.count += 1;
  }
}

/** FNV-1a over the UTF-16 units, its bits mixed once more (MurmurHash3's last step): near texts get far hashes. The same in every run. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
