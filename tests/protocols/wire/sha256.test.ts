import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addBlock, DIGEST_OCTETS, finishSha256, putDigest, startSha256 } from '../../../src/protocols/wire/sha256.ts';

function sha256(octets: Buffer, start = 0, end = octets.length): string {
  const state = new Int32Array(8);
  startSha256(state);
  finishSha256(state, octets, start, end, 0);
  const digest = Buffer.alloc(DIGEST_OCTETS);
  putDigest(state, digest, 0, DIGEST_OCTETS);
  return digest.toString('hex');
}

describe('SHA-256', () => {
  // The examples of FIPS 180.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ])('of %j', (text, digest) => {
    expect(sha256(Buffer.from(text, 'latin1'))).toBe(digest);
  });

  it('agrees with another implementation at every length around the ends of blocks', () => {
    const octets = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 89) & 0xff));
    for (let length = 0; length < 190; length += 1) {
      const expected = createHash('sha256')
        .update(octets.subarray(3, 3 + length))
        .digest('hex');
      expect(sha256(octets, 3, 3 + length)).toBe(expected);
    }
  });

  it('goes on from blocks that were taken before, and gives as much of the digest as is asked for', () => {
    const octets = Buffer.alloc(100, 7);
    const state = new Int32Array(8);
    startSha256(state);
    addBlock(state, octets, 0);
    finishSha256(state, octets, 64, 100, 64);
    const out = Buffer.alloc(8);
    putDigest(state, out, 1, 6);
    expect(out.toString('hex')).toBe(`00${sha256(octets).slice(0, 12)}00`);
  });
});
