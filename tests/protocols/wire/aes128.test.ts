import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encryptBlock } from '../../../src/protocols/wire/aes128.ts';

function encrypted(key: Buffer, block: Buffer): string {
  const out = Buffer.alloc(16);
  encryptBlock(key, Buffer.concat([Buffer.alloc(3), block]), 3, out);
  return out.toString('hex');
}

describe('AES-128 of one block', () => {
  // FIPS 197, appendices B and C.1; the sample and the mask of RFC 9001, appendix A.2.
  it.each([
    ['2b7e151628aed2a6abf7158809cf4f3c', '3243f6a8885a308d313198a2e0370734', '3925841d02dc09fbdc118597196a0b32'],
    ['000102030405060708090a0b0c0d0e0f', '00112233445566778899aabbccddeeff', '69c4e0d86a7b0430d8cdb78070b4c55a'],
    ['9f50449e04a0e810283a1e9933adedd2', 'd1b1c98dd7689fb8ec11d242b123dc9b', '437b9aec36'],
  ])('under %s of %s', (key, block, expected) => {
    expect(encrypted(Buffer.from(key, 'hex'), Buffer.from(block, 'hex')).slice(0, expected.length)).toBe(expected);
  });

  it('agrees with another implementation', () => {
    for (let i = 0; i < 64; i += 1) {
      const key = Buffer.from(Array.from({ length: 16 }, (_, n) => (n * 31 + i * 7) & 0xff));
      const block = Buffer.from(Array.from({ length: 16 }, (_, n) => (n * 13 + i * 101) & 0xff));
      expect(encrypted(key, block)).toBe(createCipheriv('aes-128-ecb', key, null).update(block).toString('hex'));
    }
  });
});
