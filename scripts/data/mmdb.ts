import { Reader } from 'mmdb-lib';
import type { CountryResponse } from 'mmdb-lib';
import { formatAddress } from '../../src/bytes/address.ts';
import type { AddressRange } from '../../src/knowledge/ranges.ts';

/** What the country databases of @ip-location-db hold: a bare code. */
interface Row {
  readonly country_code?: string;
}

/**
 * Every network of a MaxMind DB file in address order, with the number that `valueOf` gives its country.
 * mmdb-lib looks up single addresses only, so the search tree is walked here (MaxMind DB format 2.0, "Binary Search Tree").
 */
export function mmdbRanges(file: Buffer, valueOf: (code: string) => number): AddressRange[] {
  const reader = new Reader<CountryResponse>(file);
  const { nodeCount, recordSize, ipVersion } = reader.metadata;
  const bits = ipVersion === 4 ? 32 : 128;
  const values = new Map<number, number>();
  const ranges: AddressRange[] = [];
  const leaf = (pointer: number, first: bigint, depth: number): void => {
    let value = values.get(pointer);
    if (value === undefined) {
      const row = reader.get(addressText(first, bits)) as Row | null;
      values.set(pointer, (value = valueOf(row?.country_code ?? '')));
    }
    if (value !== 0) ranges.push({ first, last: first + (1n << BigInt(bits - depth)) - 1n, value });
  };
  const walk = (node: number, first: bigint, depth: number): void => {
    for (const side of [0, 1] as const) {
      const record = recordAt(file, recordSize, node, side);
      const start = side === 0 ? first : first | (1n << BigInt(bits - depth - 1));
      if (record < nodeCount) walk(record, start, depth + 1);
      else if (record > nodeCount) leaf(record, start, depth + 1);
    }
  };
  walk(0, 0n, 0);
  return ranges;
}

function recordAt(file: Buffer, recordSize: number, node: number, side: 0 | 1): number {
  const at = node * ((recordSize * 2) / 8);
  if (recordSize === 24) return file.readUIntBE(at + side * 3, 3);
  if (recordSize === 32) return file.readUInt32BE(at + side * 4);
  const shared = file[at + 3]!;
  return side === 0 ? ((shared & 0xf0) << 20) | file.readUIntBE(at, 3) : ((shared & 0x0f) << 24) | file.readUIntBE(at + 4, 3);
}

function addressText(address: bigint, bits: number): string {
  const octets = Buffer.from(address.toString(16).padStart(bits / 4, '0'), 'hex');
  return formatAddress(octets, 0, octets.length);
}
