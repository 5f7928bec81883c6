import { describe, expect, it } from 'vitest';
import { contentOctets, protectionOf } from '../../src/ui/protection.ts';
import { aDestination, byClass } from '../builders/snapshot.ts';

describe('protection', () => {
  it.each([
    [{}, 'none'],
    [{ 'proven-encrypted': 1 }, 'encrypted'],
    [{ text: 1, media: 1 }, 'readable'],
    [{ 'high-entropy': 1, unknown: 1 }, 'unknown'],
    [{ text: 1, 'proven-encrypted': 1 }, 'mixed'],
  ] as const)('content %j is %s', (octets, protection) => {
    expect(protectionOf(aDestination({ octetsByClass: byClass(octets) }))).toBe(protection);
  });

  it('add up the octets of content', () => {
    expect(contentOctets(aDestination({ octetsByClass: byClass({ text: 1, media: 2, unknown: 4 }) }))).toEqual({
      readable: 3,
      encrypted: 0,
      opaque: 4,
    });
  });
});
