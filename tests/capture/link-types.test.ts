import { describe, expect, it } from 'vitest';
import { canonicalLinkType, linkTypeName } from '../../src/capture/link-types.ts';

describe('linkTypeName', () => {
  it.each([
    [0, 'NULL'],
    [1, 'ETHERNET'],
    [101, 'RAW'],
    [113, 'LINUX_SLL'],
    [127, 'IEEE802_11_RADIOTAP'],
    [276, 'LINUX_SLL2'],
    [9999, 'LINKTYPE_9999'],
  ])('%i is %s', (linkType, name) => expect(linkTypeName(linkType)).toBe(name));
});

describe('canonicalLinkType', () => {
  it.each([
    [12, 101],
    [14, 101],
    [101, 101],
    [1, 1],
    [9999, 9999],
  ])('%i is read as %i', (value, linkType) => expect(canonicalLinkType(value)).toBe(linkType));
});
