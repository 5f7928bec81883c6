import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/open-capture.ts';
import type { SourceKind } from '../../../src/capture/live/live-source.ts';
import type { DriverResult } from './driver.ts';
import { Lab, labMissing } from './lab.ts';

const FIXTURE = new URL('../../../fixtures/captures/talkative-toy/capture.pcapng', import.meta.url).pathname;
const PACKETS_PER_SECOND = 2_000;

const missing = await labMissing('tcpreplay', 'dumpcap', 'tcpdump');
if (missing !== null) console.log(`live conformance is skipped: ${missing}`);

/** What a capture file holds, as the driver tells it. */
async function sent(path: string): Promise<string[]> {
  const frames: string[] = [];
  await openCapture(path).run((frame) => {
    const hash = createHash('sha256').update(frame.buffer.subarray(frame.start, frame.end)).digest('hex').slice(0, 16);
    frames.push(`${frame.number} 0 ${frame.originalLength} ${hash}`);
  }, new AbortController().signal);
  return frames;
}

/** Observations without what follows from the moment at which the traffic was sent. */
const comparable = ({ observations }: DriverResult): string[] =>
  observations
    .map((text) => JSON.parse(text) as [string, Record<string, unknown>])
    .filter(([kind]) => kind !== 'capture.end' && !kind.startsWith('behaviour.'))
    .map(([kind, fields]) =>
      JSON.stringify([kind, Object.entries(fields).filter(([name]) => !/^(first|last)$|duration|delay|interval/.test(name))]),
    );

describe.skipIf(missing !== null)('every source', () => {
  let lab: Lab;
  let expected: string[];
  const results = new Map<string, DriverResult>();

  beforeAll(async () => {
    lab = new Lab('same');
    expected = await sent(FIXTURE);
  });
  afterAll(() => lab.close());

  it.each<[SourceKind]>([['dumpcap'], ['tcpdump'], ['libpcap']])(
    '%s gives the frames that were sent, whole and in order',
    async (wanted) => {
      const driven = lab.drive({ wish: { interfaces: ['near'], wanted, searchPath: '' }, recording: null });
      await driven.capturing;
      lab.send(FIXTURE, 'far', PACKETS_PER_SECOND);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      driven.stop();
      const result = await driven.result;
      results.set(wanted, result);
      expect(result.report).toMatchObject({ kind: wanted, interfaces: ['near'], failure: null, unanalysedFrames: 0, damage: null });
      expect(result.frames).toEqual(expected);
    },
  );

  it('says what each can know', () => {
    const known = [...results].map(([kind, { report }]) => [kind, report?.knowledge.kernelTimestamps, report?.dropped]);
    expect(known).toEqual([
      ['dumpcap', true, 0],
      ['tcpdump', true, 0],
      ['libpcap', false, null],
    ]);
    const codes = results.get('libpcap')?.report?.notices.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['live-arrival-times', 'live-lengths-unknown', 'live-drops-unknown']));
  });

  it('leads to the same observations', () => {
    const [first, ...others] = [...results.values()].map(comparable);
    expect(first!.length).toBeGreaterThan(100);
    for (const other of others) expect(other).toEqual(first);
  });

  it.each<[SourceKind]>([['dumpcap'], ['tcpdump'], ['libpcap']])('%s captures two interfaces at once', async (wanted) => {
    const driven = lab.drive({ wish: { interfaces: ['near', 'near2'], wanted, searchPath: '' }, recording: null });
    await driven.capturing;
    lab.send(FIXTURE, 'far', PACKETS_PER_SECOND);
    lab.send(FIXTURE, 'far2', PACKETS_PER_SECOND);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    driven.stop();
    const { frames, report } = await driven.result;
    const of = (index: string): string[] =>
      frames.filter((line) => line.split(' ')[1] === index).map((line) => line.split(' ').slice(2).join(' '));
    const octets = expected.map((line) => line.split(' ').slice(2).join(' '));
    expect(report).toMatchObject({ interfaces: ['near', 'near2'], failure: null });
    expect(of('0')).toEqual(octets);
    expect(of('1')).toEqual(octets);
    expect(frames.map((line) => Number(line.split(' ')[0]))).toEqual(frames.map((_, index) => index + 1));
  });
});
