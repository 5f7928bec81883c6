import { describe, expect, it } from 'vitest';
import type { UiStatus } from '../../../src/ui/feed.ts';
import { coverageView, remarkRows, remarks } from '../../../src/ui/view/coverage.ts';
import { aCapture, aCoverage, aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, LIVE, french, safe, textOf } from '../frames.ts';

const RECORDING = { folder: '/tmp/rec', files: 2, frames: 9, octets: 5_000_000, missing: 0, problem: null, freeOctets: 11_200_000_000 };

const FAILURE = { code: 'no-permission', interface: 'wlan0', detail: 'EPERM\x07', mend: [['sudo', 'setcap', 'x']] };

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

  it.each<[Partial<UiStatus>, string | null]>([
    [{ failure: { ...FAILURE, code: 'no-such-code' } }, '! The capture ended: no-such-code (EPERM\\x07)'],
    [{ failure: FAILURE }, '! The capture ended: capturing on wlan0 is not permitted (EPERM\\x07)\n! This mends it: sudo setcap x'],
    [{ storeProblem: 'full' }, '! The session is not kept any more: the disk is full.'],
    [{ recording: { ...RECORDING, problem: 'source.failure.disk-full' } }, 'the disk of /tmp/rec is full'],
    [{ storeProblem: 'no-such-code' }, '! The session is not kept any more: no-such-code.'],
    [{ backlogFrames: 9_000, behindMicros: 2_500_000 }, '! The analysis is behind by 9,000 packets (2\u00a0s).'],
    [{ backlogFrames: 10, behindMicros: 1_000 }, null],
    [{ interfaceDrops: 3 }, '! The interface lost 3 packets.'],
    [{ kernelDrops: 4 }, '! 4 packets were lost'],
    [{ recording: RECORDING }, 'Recorded so far: 2 files (5.00\u00a0MB) in /tmp/rec.'],
    [{ recording: RECORDING }, '11.2\u00a0GB is free'],
    [{ recording: { ...RECORDING, missing: 7 } }, '! 7 packets are missing from the recording.'],
    [{ recording: { ...RECORDING, problem: 'no-such-code' } }, '! Nothing is recorded any more: no-such-code.'],
    [
      { heardMs: 1_700_000_000_000 },
      '! The engine has not answered since 2023-11-14\u00a022:13:20\u00a0UTC. Everything shown is as of then',
    ],
    [
      { heardMs: 1_700_000_000_000, state: 'lost' },
      '! The engine ended unexpectedly; it was last heard at 2023-11-14\u00a022:13:20\u00a0UTC.',
    ],
    [{ notices: [{ code: 'never-heard', count: 2, incomplete: true }] }, '! never-heard: 2'],
  ])('of a live session %j says %s', (more, text) => {
    const said = (status: UiStatus): string => remarks(aState({ status }), english).map(({ text: words, warning }) => (warning ? `! ${words}` : words)).join('\n'); // prettier-ignore
    if (text === null) expect(said({ ...LIVE, ...more })).toBe(said(LIVE));
    else expect(said({ ...LIVE, ...more })).toContain(text);
  });

  it('says no notice twice', () => {
    const status = { ...LIVE, notices: [{ code: 'timestamps-backwards', count: 4, incomplete: false }] };
    expect(remarks(aState({ status }), english)).toEqual(remarks(aState({ status: LIVE }), english));
  });

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

  it('says that all could be read where all could, and which of two captures of one name is damaged', () => {
    const coverage = aCoverage({ payloadOctets: 10, readableOctets: 10, encryptedOctets: 0, opaqueOctets: 0 });
    expect(textOf(coverageView(aState({}, aSnapshot({ coverage })), english, 100))).toContain('All of the content could be read by anyone');
    const damage = { offset: 5, frame: 2, reason: 'capture-cut-short' };
    const captures = [aCapture({ name: 'a.pcap' }), aCapture({ name: 'a.pcap', damage })];
    expect(textOf(coverageView(aState({}, aSnapshot({ captures })), english, 100))).toContain('a.pcap (#2): Damaged at octet 5');
  });
});
