import type { Network } from '../../src/knowledge/networks.ts';
import type { AddressRange } from '../../src/knowledge/ranges.ts';

/** Autonomous systems in the order of first mention; ranges refer to them by index + 1. */
export class AsnNames {
  readonly networks: Network[] = [];
  readonly #indexes = new Map<number, number>();

  /** 1 + the index of this system. */
  valueOf(asn: number, organisation: string): number {
    let index = this.#indexes.get(asn);
    if (index === undefined) {
      index = this.networks.length;
      this.#indexes.set(asn, index);
      this.networks.push({ asn, organisation });
    }
    return index + 1;
  }
}

/** The rows `first,last,asn,name` of an @ip-location-db CSV with numeric addresses; the name may be quoted. */
export function* asnRanges(csv: string, names: AsnNames): Generator<AddressRange> {
  let at = 0;
  while (at < csv.length) {
    let end = csv.indexOf('\n', at);
    if (end < 0) end = csv.length;
    const first = csv.indexOf(',', at);
    const second = csv.indexOf(',', first + 1);
    const third = csv.indexOf(',', second + 1);
    if (first > at && second > first && third > second && third < end) {
      const asn = Number(csv.slice(second + 1, third));
      const value = names.valueOf(asn, unquote(csv.slice(third + 1, end).trimEnd()));
      yield { first: BigInt(csv.slice(at, first)), last: BigInt(csv.slice(first + 1, second)), value };
    }
    at = end + 1;
  }
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
