import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../src/bytes/address.ts';
import { AddressText } from '../../src/pipeline/address-text.ts';

describe('AddressText', () => {
  it('agrees with plain formatting over many addresses, in any order, asked twice', () => {
    const texts = new AddressText();
    const octets = Buffer.alloc(20_000 * 4);
    let state = 1;
    for (let i = 0; i < octets.length; i += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      octets[i] = state >>> 24;
    }
    for (let pass = 0; pass < 2; pass += 1) {
      for (let at = 0; at + 16 <= octets.length; at += 4) {
        for (const length of [4, 16]) {
          if (texts.of(octets, at, length) !== formatAddress(octets, at, length)) expect.fail(`differs at ${at}, length ${length}`);
        }
      }
    }
    expect(texts.of(octets, 0, 4)).toBe(formatAddress(octets, 0, 4));
  });

  it('the empty slots of the table stand for no address', () => {
    expect(new AddressText().of(Buffer.alloc(16), 0, 4)).toBe('0.0.0.0');
    expect(new AddressText().of(Buffer.alloc(16), 0, 16)).toBe('::');
  });
});

describe('MACs', () => {
  it('are written as CONTRACT has them, beside addresses with the same octets', () => {
    const texts = new AddressText();
    const octets = Buffer.from('02000000000102000000000102000000', 'hex');
    expect(texts.mac(octets, 0)).toBe('02:00:00:00:00:01');
    expect(texts.of(octets, 0, 4)).toBe('2.0.0.0');
    expect(texts.mac(octets, 6)).toBe('02:00:00:00:00:01');
    expect(texts.mac(octets, 1)).toBe('00:00:00:00:01:02');
  });
});
