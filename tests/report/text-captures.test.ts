import { describe, expect, it } from 'vitest';
import type { CaptureFacts } from '../../src/model/snapshot.ts';
import { writeCaptures } from '../../src/report/text-captures.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aCapture, aSnapshot } from '../builders/snapshot.ts';

const written = (more: Partial<CaptureFacts>, language: 'en' | 'fr' = 'en'): string =>
  writtenBy(writeCaptures, viewOf(aSnapshot({ captures: [aCapture(more)] }), { language }));

describe('writeCaptures', () => {
  it.each<[string, Partial<CaptureFacts>, string]>([
    ['what, when, how long', {}, '4,400 packets (8.10 MB), from 2023-11-14 22:13:20 UTC to 2023-11-14 22:25:51 UTC: 12 min 31 s'],
    ['hash', {}, 'SHA-256 0123456789abcdef'],
    ['form', {}, 'format pcapng, link type ETHERNET'],
    ['no link type', { linkTypes: [] }, 'format pcapng SHA-256'],
    ['no packets', { first: null, last: null, frames: 0 }, 'no packets'],
    [
      'damage',
      { damage: { offset: 4_096, reason: 'capture-cut-short', frame: 17 } },
      'Damaged at octet 4,096, after packet 17: the file ends in the middle of a record. Everything before it was analysed.',
    ],
    ['damage of a kind without words', { damage: { offset: 1, reason: 'new-kind', frame: 0 } }, 'after packet 0: new-kind.'],
    ['loss', { dropped: 12 }, 'it lost 12 packets'],
  ])('tells %s', (_name, more, expected) => {
    expect(written(more)).toContain(expected);
  });

  it('leaves out what is not there', () => {
    expect(written({ sha256: null })).not.toContain('SHA');
    expect(written({ dropped: null })).not.toContain('lost');
    expect(written({})).not.toContain('Damaged');
  });
});
