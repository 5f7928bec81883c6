import { describe, expect, it } from 'vitest';
import { asnRanges, AsnNames } from '../../../scripts/data/asn.ts';

describe('AS ranges', () => {
  it('read plain and quoted names, and know each system once', () => {
    const names = new AsnNames();
    const csv = '1,5,64500,"A ""quoted"", name"\r\n7,9,64501,Plain\n10,10,64500,"A ""quoted"", name"\nbroken\n,,\n11,12,64501,Plain';
    expect([...asnRanges(csv, names)]).toEqual([
      { first: 1n, last: 5n, value: 1 },
      { first: 7n, last: 9n, value: 2 },
      { first: 10n, last: 10n, value: 1 },
      { first: 11n, last: 12n, value: 2 },
    ]);
    expect(names.networks).toEqual([
      { asn: 64_500, organisation: 'A "quoted", name' },
      { asn: 64_501, organisation: 'Plain' },
    ]);
  });
});
