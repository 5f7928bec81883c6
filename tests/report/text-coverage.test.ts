import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/model/snapshot.ts';
import { writeCoverage } from '../../src/report/text-coverage.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aCoverage, aSnapshot } from '../builders/snapshot.ts';

const written = (more: Partial<Coverage>): string => writtenBy(writeCoverage, viewOf(aSnapshot({ coverage: aCoverage(more) })));

describe('writeCoverage', () => {
  it.each<[string, Partial<Coverage>, string]>([
    [
      'packets not understood',
      {},
      '4,397 of 4,400 packets were understood. - 3 packets not understood: of a kind that is not read (link layer).',
    ],
    ['all understood', { framesDecoded: 4_400, notDecoded: [] }, 'All 4,400 packets were understood.'],
    ['nothing read', { framesRead: 0, framesDecoded: 0 }, 'No packet was read'],
    ['snapped packets', {}, '2 packets were recorded only in part.'],
    ['gaps', {}, '1 gap in the connections: 1.46 kB are missing'],
    ['no loss', {}, 'No packet was lost while recording'],
    ['loss', { kernelDrops: 7 }, '7 packets were lost while recording'],
    ['loss not known', { kernelDrops: null }, 'cannot be known'],
    ['content', {}, '96.4 % of the content is encrypted'],
    ['content that all could read', { payloadOctets: 10, readableOctets: 10 }, 'All of the content could be read by anyone'],
    ['captures of which nothing was read', { limits: [{ code: 'captures-unread', count: 1, incomplete: true }] }, '1 capture was not read'],
    ['blind spots', {}, '2 connections may hide the names'],
    [
      'names asked for in secret',
      { blindSpots: [{ code: 'encrypted-dns', count: 2, incomplete: false }] },
      '2 connections looked up names in encrypted form',
    ],
    ['other radios', {}, 'Bluetooth, mobile data and other radios are not in this capture.'],
    ['limits', {}, '4 packets are dated before the packet in front of them'],
    ['a code without words', { limits: [{ code: 'brand-new', count: 5, incomplete: true }] }, 'brand-new: 5'],
    ['what no capture shows', { blindSpots: [], limits: [] }, 'What the destinations do with the data'],
  ])('tells %s', (_name, more, expected) => {
    expect(written(more)).toContain(expected);
  });

  it('tells damage beside all else that was not seen', () => {
    const { captures } = aSnapshot();
    const damaged = captures.map((capture) => ({ ...capture, damage: { offset: 100, frame: 2, reason: 'capture-cut-short' } }));
    expect(writtenBy(writeCoverage, viewOf(aSnapshot({ captures: damaged })))).toContain('1 capture is damaged: what lies behind');
    expect(
      writtenBy(writeCoverage, viewOf(aSnapshot({ captures: captures.map((capture) => ({ ...capture, damage: null })) }))),
    ).not.toContain('damaged');
  });
});
