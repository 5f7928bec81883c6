import { describe, expect, it } from 'vitest';
import { chooseHeaderLength, headerLengths } from '../../src/capture/pcap-variant.ts';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';

const FILE_HEADER = 24;
const usual = headerLengths(0xa1b2c3d4);

describe('chooseHeaderLength', () => {
  it.each([
    [0xa1b2c3d4, 16],
    [0xa1b2c3d4, 20],
    [0xa1b2c3d4, 24],
    [0xa1b2cd34, 24],
    [0xa1b2cd34, 28],
    [0xa1b23c4d, 16],
  ])('tells magic %i with headers of %i octets from two records', (magic, headerLength) => {
    for (const big of [false, true]) {
      for (const count of [2, 3, 9]) {
        const b = buildPcap(sampleFrames(count), { magic, headerLength, big });
        expect(chooseHeaderLength(b, FILE_HEADER, b.length, big, headerLengths(magic), true)).toBe(headerLength);
      }
    }
  });

  it('waits for the second record, and decides when there is none', () => {
    const b = buildPcap(sampleFrames(3));
    expect(chooseHeaderLength(b, FILE_HEADER, FILE_HEADER + 10, false, usual, false)).toBeNull();
    expect(chooseHeaderLength(b, FILE_HEADER, FILE_HEADER + 40, false, usual, false)).toBeNull();
    expect(chooseHeaderLength(b, FILE_HEADER, FILE_HEADER + 40, false, usual, true)).toBe(16);
    expect(chooseHeaderLength(b, FILE_HEADER, FILE_HEADER, false, usual, true)).toBe(16);
  });

  it('takes the usual length for a single record, also where it is torn after eight octets more', () => {
    const b = buildPcap(sampleFrames(1), { headerLength: 24 });
    expect(chooseHeaderLength(b, FILE_HEADER, b.length, false, usual, true)).toBe(16);
  });

  it('takes the usual length where no length makes sense', () => {
    const b = Buffer.alloc(200, 0xff);
    expect(chooseHeaderLength(b, 0, 200, false, usual, false)).toBe(16);
  });
});
