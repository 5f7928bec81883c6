import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceKind } from '../../../src/capture/live/live-source.ts';
import { RECORDING_DEFAULTS } from '../../../src/capture/recording/recording.ts';
import { openCapture } from '../../../src/capture/open-capture.ts';
import { buildPcap } from '../../builders/pcap.ts';
import { Lab, labMissing } from './lab.ts';

const FIXTURE = new URL('../../../fixtures/captures/talkative-toy/capture.pcapng', import.meta.url).pathname;
const KINDS: [SourceKind, string][] = [
  ['dumpcap', '/usr/bin/dumpcap'],
  ['tcpdump', '/usr/bin/tcpdump'],
  ['libpcap', process.execPath],
];

const missing = await labMissing('tcpreplay', 'dumpcap', 'tcpdump', 'setpriv');
if (missing !== null) console.log(`failures of live sources are not tried: ${missing}`);

describe.skipIf(missing !== null)('when something goes wrong', () => {
  let lab: Lab;
  let cables = 0;
  let near: string;
  let far: string;

  beforeAll(() => {
    lab = new Lab('fail');
  });
  afterAll(() => lab.close());
  beforeEach(() => {
    cables += 1;
    [near, far] = [`n${cables}`, `f${cables}`];
    lab.cable(near, far);
  });

  /** Captures, sends the fixture, does the harm, and gives the result. */
  async function harmed(wanted: SourceKind, harm: (driven: ReturnType<Lab['drive']>) => void) {
    const driven = lab.drive({ wish: { interfaces: [near], wanted, searchPath: '' }, recording: null });
    await driven.capturing;
    lab.send(FIXTURE, far, 5_000);
    await pause(1_500);
    harm(driven);
    return driven.result;
  }

  it.each(KINDS)('%s killed: said, and everything seen is kept', async (wanted, program) => {
    const { report, frames } = await harmed(wanted, (driven) => {
      const children = driven.children(wanted === 'libpcap' ? `${program} -e` : program);
      expect(children.length).toBeGreaterThan(0);
      for (const child of children) process.kill(child, 'SIGKILL');
    });
    expect(report?.failure).toMatchObject({ code: 'program-died', interface: near, detail: expect.stringContaining('SIGKILL') as string });
    expect(frames.length).toBeGreaterThan(100);
  });

  it.each(KINDS)('%s: the interface goes down', async (wanted) => {
    const { report, frames } = await harmed(wanted, () => lab.inside('ip', 'link', 'set', near, 'down'));
    expect(report?.failure).toMatchObject({ code: 'interface-down', interface: near });
    expect(report?.failure?.mend).toEqual([['sudo', 'ip', 'link', 'set', 'dev', near, 'up']]);
    expect(frames.length).toBeGreaterThan(100);
  });

  it.each(KINDS)('%s: the interface goes away', async (wanted) => {
    const { report, frames } = await harmed(wanted, () => lab.inside('ip', 'link', 'del', near));
    expect(report?.failure).toMatchObject({ code: 'interface-gone', interface: near });
    expect(frames.length).toBeGreaterThan(100);
  });

  it.each<[string, string, SourceKind | null, readonly string[], object]>([
    ['no such interface', 'nosuch0', null, [], { code: 'no-such-interface', interface: 'nosuch0' }],
    ['a name that is no name', '../net/lo', 'dumpcap', [], { code: 'stream-missing' }],
    [
      'no right to capture',
      'near',
      null,
      ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
      { code: 'no-permission', mend: [['sudo', 'setcap', 'cap_net_raw,cap_net_admin=eip', '/usr/bin/dumpcap']] },
    ],
  ])('%s', async (_name, name, wanted, as, failure) => {
    const { refused } = await lab.drive({ wish: { interfaces: [name], wanted, searchPath: '/usr/bin' }, recording: null }, as).result;
    expect(refused).toMatchObject(failure);
  });

  it('a filter that is none', async () => {
    const wish = { interfaces: [near], wanted: 'dumpcap' as const, searchPath: '', filter: 'no filter(' };
    const { report } = await lab.drive({ wish, recording: null }).result;
    expect(report?.failure).toMatchObject({ code: 'bad-filter', interface: near });
  });

  describe('with a recording', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'mouchard-live-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('an analysis that falls behind is said to, and the recording stays whole', async () => {
      const count = 12_000;
      const octets = Buffer.alloc(700, 0x2e);
      octets.write('020000000002020000000001080045', 0, 'hex');
      const load = join(folder, 'load.pcap');
      writeFileSync(load, buildPcap(Array.from({ length: count }, (_, index) => ({ octets, at: 1_700_000_000_000_000 + index }))));
      const recording = { ...RECORDING_DEFAULTS, folder: join(folder, 'record'), freeOctetsMin: 0, fileOctetsMax: 2 << 20 };
      const driven = lab.drive({
        wish: { interfaces: [near], wanted: 'dumpcap', searchPath: '' },
        recording,
        queueMebibytes: 4,
        slowMs: 1,
      });
      await driven.capturing;
      lab.send(load, far, 6_000);
      await pause(1_000);
      driven.stop();
      const { report, frames, most } = await driven.result;
      expect(report).toMatchObject({ failure: null, frames: count, dropped: 0 });
      expect(frames.length + report!.unanalysedFrames).toBe(count);
      expect(report!.unanalysedFrames).toBeGreaterThan(1_000);
      expect(report!.notices).toContainEqual({ code: 'live-unanalysed', count: report!.unanalysedFrames, incomplete: true });
      expect(most!.waitingFrames).toBeGreaterThan(100);
      expect(report!.recording).toMatchObject({ frames: count, missingFrames: 0, trouble: null });
      expect(report!.recording!.files.length).toBeGreaterThan(3);
    });

    it('the recording replayed gives the same frames at the same times', async () => {
      const recording = { ...RECORDING_DEFAULTS, folder, freeOctetsMin: 0, fileOctetsMax: 20_000 };
      const driven = lab.drive({ wish: { interfaces: [near], wanted: 'dumpcap', searchPath: '' }, recording });
      await driven.capturing;
      lab.send(FIXTURE, far, 200);
      await pause(1_500);
      driven.stop();
      const { report, timestamps } = await driven.result;
      const replayed: number[] = [];
      const { files } = report!.recording!;
      expect(files.length).toBeGreaterThan(1);
      for (const { name, first, frames } of files) {
        expect(first).toBe(replayed.length + 1);
        const played = await openCapture(join(folder, name)).run(({ timestamp }) => replayed.push(timestamp), new AbortController().signal);
        expect(played).toMatchObject({ frames, damage: null });
      }
      expect(replayed).toEqual(timestamps);
      expect(timestamps.length).toBeGreaterThan(100);
    });
  });
});
