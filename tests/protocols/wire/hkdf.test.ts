import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HmacKey, label, wordsOf } from '../../../src/protocols/wire/hkdf.ts';

function hmac(key: Buffer, message: Buffer): string {
  const code = new Int32Array(8);
  new HmacKey(wordsOf(key)).sign(message, 0, message.length, code);
  return hexOf(code);
}

function hexOf(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

it('words are big-endian, the last filled up with zeros', () => {
  expect(hexOf(wordsOf(Buffer.from('0102030485', 'hex')))).toBe('0102030485000000');
});

describe('HMAC-SHA-256', () => {
  // RFC 4231, 4.2 to 4.4.
  it.each([
    ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '4a656665',
      '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  ])('of key %s', (key, message, code) => {
    expect(hmac(Buffer.from(key, 'hex'), Buffer.from(message, 'hex'))).toBe(code);
  });

  it('agrees with another implementation at every length of key and message', () => {
    const octets = Buffer.from(Array.from({ length: 150 }, (_, i) => (i * 57) & 0xff));
    for (let length = 0; length <= 150; length += 1) {
      const key = octets.subarray(0, length % 65);
      const message = octets.subarray(0, length);
      expect(hmac(key, message)).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }
  });
});

describe('HKDF-Expand-Label', () => {
  it('expands as RFC 9001, appendix A.1 shows it', () => {
    const secret = wordsOf(Buffer.from('7db5df06e7a69e432496adedb00851923595221596ae2ae9fb8115c1e9ed0a44', 'hex'));
    const out = new Int32Array(8);
    new HmacKey(secret).expand(label('client in', 32), out);
    expect(hexOf(out)).toBe('c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea');
    new HmacKey(out).expand(label('quic key', 16), out);
    expect(hexOf(out).slice(0, 32)).toBe('1f369613dd76d5467730efcbe3b1a22d');
  });
});
