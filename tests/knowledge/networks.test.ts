import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/bytes/address.ts';
import { countryNumber, openCountries, openNetworks, packCountries, packNetworks } from '../../src/knowledge/networks.ts';

const number = (text: string): bigint => BigInt(`0x${parseAddress(text)!.toString('hex')}`);

describe('countries', () => {
  const countries = openCountries(
    packCountries(
      [{ first: number('9.9.0.0'), last: number('9.9.255.255'), value: countryNumber('CH') }],
      [{ first: number('2a00::'), last: number('2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'), value: countryNumber('FR') }],
    ),
  );

  it.each([
    ['9.9.9.9', 'CH'],
    ['9.10.0.0', null],
    ['2a00::1', 'FR'],
    ['2a01::1', null],
    ['::ffff:9.9.9.9', 'CH'],
    ['64:ff9b::909:909', 'CH'],
  ])('%s lies in %j', (address, country) => {
    expect(countries.countryOf(parseAddress(address)!)).toBe(country);
  });

  it('knows nothing of octets that are no address', () => {
    expect(countries.countryOf(Buffer.alloc(3))).toBeNull();
  });

  it('takes two letters only', () => {
    expect([countryNumber('FR'), countryNumber('fr'), countryNumber('')]).toEqual([0x4652, 0, 0]);
  });
});

describe('networks', () => {
  const networks = openNetworks(
    packNetworks(
      [
        { asn: 64_500, organisation: 'Exemple & Fils' },
        { asn: 4_200_000_000, organisation: 'Big' },
      ],
      [{ first: 256n, last: 511n, value: 2 }],
      [{ first: 1n << 125n, last: (1n << 125n) + 5n, value: 1 }],
    ),
  );

  it.each([
    ['0.0.1.7', { asn: 4_200_000_000, organisation: 'Big' }],
    ['0.0.2.0', null],
    ['2000::5', { asn: 64_500, organisation: 'Exemple & Fils' }],
    ['2000::6', null],
  ])('%s is announced by %j', (address, network) => {
    expect(networks.asOf(parseAddress(address)!)).toEqual(network);
    expect(networks.asOf(parseAddress(address)!)).toEqual(network);
  });

  it('are not taken for each other, however many there are', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => ({ asn: i + 1, organisation: `o${i}` }));
    const ranges = many.map((_, i) => ({ first: BigInt(i), last: BigInt(i), value: i + 1 }));
    const { asOf } = openNetworks(packNetworks(many, ranges, []));
    const octets = Buffer.alloc(4);
    for (const i of [5, 1_029, 5, 2_053, 2_999, 0]) {
      octets.writeUInt32BE(i);
      expect(asOf(octets)).toEqual(many[i]);
    }
  });
});
