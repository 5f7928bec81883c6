import { describe, expect, it } from 'vitest';
import { coverageView, remarkRows, remarks } from '../../../src/ui/view/coverage.ts';
import { aCapture, aCoverage, aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, french, safe, textOf } from '../frames.ts';

describe('what was not seen', () => {
  const texts = (coverage: Parameters<typeof aCoverage>[0]): string =>
    remarks(aState({}, aSnapshot({ coverage: aCoverage(coverage) })), english)
      .map(({ text, warning }) => (warning ? `! ${text}` : text))
      .join('\n');

  it.each([
    [{ framesRead: 0 }, '! No packet was read'],
    [{ framesDecoded: 4_400 }, 'All 4,400 packets were understood.'],
    [{}, '3 packets not understood: of a kind that is not read (link layer).'],
    [{}, '! 2 packets were recorded only in part.'],
    [{}, '! 1 gap in the connections'],
    [{ kernelDrops: null }, 'cannot be known'],
    [{ kernelDrops: 7 }, '! 7 packets were lost'],
    [{ payloadOctets: 0 }, 'No content was exchanged'],
    [{}, '96.4\u00a0% of the content'],
    [{ limits: [{ code: 'flows-evicted', count: 2, incomplete: true }] }, '! 2 connections were dropped'],
    [{ limits: [{ code: 'never-heard', count: 2, incomplete: false }] }, 'never-heard: 2'],
    [{}, 'Bluetooth'],
  ])('%j says %s', (coverage, text) => expect(texts(coverage)).toContain(text));

  it('names damage first', () => {
    const damaged = aSnapshot({ captures: [aCapture({ damage: { offset: 99, reason: 'capture-cut-short', frame: 5 } })] });
    expect(remarks(aState({}, damaged), english)[0]).toMatchObject({ warning: true, text: expect.stringContaining('octet 99') as string });
  });

  it('lists every capture with its hash', () => {
    const text = textOf(coverageView(aState(), french, 120));
    expect(text).toContain('talking-bear.pcapng');
    expect(text).toContain('0123456789abcdef');
    expect(textOf(coverageView(aState({}, aSnapshot({ captures: [aCapture({ first: null, last: null })] })), english, 80))).toContain(
      'no packets',
    );
  });

  it('marks what makes the result incomplete', () => {
    expect(textOf(remarkRows(english, { text: safe('lost'), warning: true }, 40))).toBe(' ! lost');
    expect(textOf(remarkRows(english, { text: safe('fine'), warning: false }, 40))).toBe(' · fine');
  });
});
