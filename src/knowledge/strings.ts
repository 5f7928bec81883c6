import { asUint32, octetsOf } from './sections.ts';

/** A packed list of texts: offsets in one section, UTF-8 in the next. A text is made when it is asked for. */
export class StringTable {
  readonly #offsets: Uint32Array;
  readonly #octets: Buffer;

  constructor(offsets: Buffer, octets: Buffer) {
    this.#offsets = asUint32(offsets);
    this.#octets = octets;
  }

  /** Number of texts. */
  get count(): number {
    return Math.max(0, this.#offsets.length - 1);
  }

  /** The text with this index; empty where there is none. */
  at(index: number): string {
    const start = this.#offsets[index];
    const end = this.#offsets[index + 1];
    return start === undefined || end === undefined ? '' : this.#octets.utf8Slice(start, end);
  }
}

/** The two sections of a string table. */
export function packStrings(texts: readonly string[]): [Uint8Array, Uint8Array] {
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  const offsets = new Uint32Array(texts.length + 1);
  encoded.forEach((octets, i) => (offsets[i + 1] = offsets[i]! + octets.length));
  return [octetsOf(offsets), Buffer.concat(encoded)];
}
