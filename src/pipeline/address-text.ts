import { formatAddress } from '../bytes/address.ts';

const SLOTS = 4_096;

/**
 * IP addresses as text, remembered: the same few hundred come again with every flow.
 * Direct mapped (a crafted collision costs one formatting, never a longer search), so it needs no bound beyond its slots.
 */
export class AddressText {
  readonly #words = new Uint32Array(SLOTS * 5);
  readonly #texts: string[] = new Array<string>(SLOTS).fill('');

  /** `length` is 4 or 16; text as CONTRACT has it (RFC 5952 for IPv6). */
  of(b: Buffer, at: number, length: number): string {
    const words = this.#words;
    let hash = length;
    for (let i = at; i < at + length; i += 4) hash = Math.imul(hash ^ word(b, i), 0x9e3779b1) ^ (hash >>> 13);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const base = slot * 5;
    let same = words[base + 4] === length;
    for (let i = 0; same && i < length; i += 4) same = words[base + (i >> 2)] === word(b, at + i) >>> 0;
    if (same) return this.#texts[slot]!;
    words[base + 4] = length;
    for (let i = 0; i < length; i += 4) words[base + (i >> 2)] = word(b, at + i);
    return (this.#texts[slot] = formatAddress(b, at, length));
  }
}

const word = (b: Buffer, at: number): number => (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
