import { describe, expect, it } from 'vitest';
import type { ContentClass } from '../../src/model/destination.ts';
import { protectionText } from '../../src/report/protection.ts';
import { byClass } from '../builders/snapshot.ts';

describe('protectionText', () => {
  it.each<[Partial<Record<ContentClass, number>>, RegExp]>([
    [{}, /^no content/],
    [{ 'proven-encrypted': 5 }, /^encrypted/],
    [{ text: 5 }, /^anyone on the way/],
    [{ 'proven-compressed': 5, media: 1 }, /^anyone on the way/],
    [{ 'high-entropy': 5 }, /^cannot be told/],
    [{ unknown: 5 }, /^cannot be told/],
    [{ text: 1, 'proven-encrypted': 2, unknown: 3 }, /^1\u00a0B could be read .* 2\u00a0B was encrypted, 3\u00a0B cannot/],
    [{ 'proven-encrypted': 2, unknown: 3 }, /^2\u00a0B was encrypted, 3\u00a0B cannot be told$/],
  ])('%j', (octets, expected) => {
    expect(protectionText('en', { octetsByClass: byClass(octets) })).toMatch(expected);
  });
});
