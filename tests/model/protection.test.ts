import { describe, expect, it } from 'vitest';
import { contentOctets, protectionOf } from '../../src/model/protection.ts';
import { byClass } from '../builders/snapshot.ts';

describe('protectionOf', () => {
  it.each([
    [{}, 'none'],
    [{ 'proven-encrypted': 1 }, 'encrypted'],
    [{ text: 1, media: 1 }, 'readable'],
    [{ 'proven-compressed': 1 }, 'readable'],
    [{ 'high-entropy': 1, unknown: 1 }, 'unknown'],
    [{ text: 1, 'proven-encrypted': 1 }, 'mixed'],
    [{ unknown: 1, 'proven-encrypted': 1 }, 'mixed'],
  ] as const)('content %j is %s', (octets, protection) => {
    expect(protectionOf({ octetsByClass: byClass(octets) })).toBe(protection);
  });
});

describe('contentOctets', () => {
  it('counts every class once', () => {
    const octetsByClass = byClass({
      'proven-encrypted': 1,
      'proven-compressed': 2,
      'high-entropy': 4,
      'structured-binary': 8,
      text: 16,
      media: 32,
      unknown: 64,
    });
    expect(contentOctets({ octetsByClass })).toEqual({ readable: 2 + 8 + 16 + 32, encrypted: 1, opaque: 4 + 64 });
  });
});
