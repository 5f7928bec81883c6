import { describe, expect, it } from 'vitest';
import { isGroup, isRandomised, openVendors, packVendors } from '../../src/knowledge/vendors.ts';

const vendors = openVendors(
  packVendors([
    ['ACDE48', 'Large block'],
    ['ACDE487', 'Middle block'],
    ['ACDE48712', 'Small block'],
    ['000000', 'First'],
    ['FCFFFF', 'Last'],
    ['ACDE49', ''],
  ]),
);

describe('vendors', () => {
  it.each([
    ['ac:de:48:00:00:01', 'Large block'],
    ['ac:de:48:70:00:01', 'Middle block'],
    ['ac:de:48:71:2f:01', 'Small block'],
    ['ac:de:48:71:3f:01', 'Middle block'],
    ['00:00:00:00:00:01', 'First'],
    ['fc:ff:ff:ff:ff:ff', 'Last'],
    ['ac:de:49:00:00:01', null],
    ['02:00:00:00:00:01', null],
    ['ae:de:48:00:00:01', null],
    ['ad:de:48:00:00:01', null],
  ])('%s is of %j', (mac, vendor) => {
    expect(vendors.vendorOf(mac)).toBe(vendor);
  });

  it('tells made-up and group addresses by their bits', () => {
    expect([isRandomised('02:00:00:00:00:01'), isRandomised('00:00:00:00:00:01')]).toEqual([true, false]);
    expect([isGroup('01:00:5e:00:00:fb'), isGroup('00:00:5e:00:00:fb')]).toEqual([true, false]);
  });
});
