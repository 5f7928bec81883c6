import { formatAddress, formatMac } from '../bytes/address.ts';

const SLOTS = 4_096;
/** Four words of address, and its length. */
const WORDS = 5;
const LENGTH = 4;

/**
 * Addresses as text, remembered: the same few hundred come again with every flow, and as the same string each time,
 * so that a table keyed by it need not hash it again.
 * Direct mapped (a crafted collision costs one formatting, never a longer search), so it needs no bound beyond its slots.
 */
export class AddressText {
  readonly #words = new Uint32Array(SLOTS * WORDS);
  readonly #texts: string[] = new Array<string>(SLOTS).fill('');

  /** `length` is 4 or 16; text as CONTRACT has it (RFC 5952 for IPv6). */
  of(b: Buffer, at: number, length: number): string {
    const words = this.#words;
    let hash = length;
    for (let i = at; i < at + length; i += 4) hash = Math.imul(hash ^ word(b, i), 0x9e3779b1) ^ (hash >>> 13);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const base = slot * WORDS;
    let same = words[base + LENGTH] === length;
    for (let i = 0; same && i < length; i += 4) same = words[base + (i >> 2)] === word(b, at + i) >>> 0;
    if (same) return this.#texts[slot]!;
    words[base + LENGTH] = length;
    for (let i = 0; i < length; i += 4) words[base + (i >> 2)] = word(b, at + i);
    return (this.#texts[slot] = formatAddress(b, at, length));
  }

  /** A MAC as text. */
  mac(b: Buffer, at: number): string {
    const words = this.#words;
    const high = word(b, at);
    const low = (b[at + 4]! << 8) | b[at + 5]!;
    const hash = Math.imul(high ^ Math.imul(low, 0x85ebca6b), 0x9e3779b1);
    const base = ((hash ^ (hash >>> 15)) & (SLOTS - 1)) * WORDS;
    if (words[base + LENGTH] === 6 && words[base] === high >>> 0 && words[base + 1] === low) return this.#texts[base / WORDS]!;
    words[base] = high;
    words[base + 1] = low;
    words[base + LENGTH] = 6;
    return (this.#texts[base / WORDS] = formatMac(b, at));
  }
}

const word = (b: Buffer, at: number): number => (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
