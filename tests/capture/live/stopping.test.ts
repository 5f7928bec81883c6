import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceKind } from '../../../src/capture/live/live-source.ts';
import { buildPcap, sampleFrames } from '../../builders/pcap.ts';
import { Lab, labMissing } from './lab.ts';

const KINDS: readonly [SourceKind][] = [['dumpcap'], ['tcpdump'], ['libpcap']];
const FRAMES = 400;

const missing = await labMissing('tcpreplay', 'dumpcap', 'tcpdump');
if (missing !== null) console.log(`stopping is not tried: ${missing}`);

describe.skipIf(missing !== null)('a stop', () => {
  let lab: Lab;
  let folder: string;
  let capture: string;
  beforeAll(() => {
    lab = new Lab('stop');
    folder = mkdtempSync(join(tmpdir(), 'mouchard-stop-'));
    capture = join(folder, 'capture.pcap');
    writeFileSync(capture, buildPcap(sampleFrames(FRAMES)));
  });
  afterAll(() => {
    lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(KINDS)(
    'keeps what %s has not handed over yet',
    async (wanted) => {
      const driven = lab.drive({ wish: { interfaces: ['near'], wanted, searchPath: '' }, recording: null });
      await driven.capturing;
      lab.send(capture, 'far', 50_000);
      driven.stop();
      const { report, frames } = await driven.result;
      expect(frames).toHaveLength(FRAMES);
      expect(report).toMatchObject({ failure: null, frames: FRAMES, damage: null });
    },
    60_000,
  );

  it.each(KINDS)(
    'keeps it on each of two interfaces with %s',
    async (wanted) => {
      const driven = lab.drive({ wish: { interfaces: ['near', 'near2'], wanted, searchPath: '' }, recording: null });
      await driven.capturing;
      lab.send(capture, 'far', 50_000);
      lab.send(capture, 'far2', 50_000);
      driven.stop();
      const { report, frames } = await driven.result;
      expect([0, 1].map((index) => frames.filter((frame) => frame.split(' ')[1] === String(index)).length)).toEqual([FRAMES, FRAMES]);
      expect(report?.failure).toBeNull();
    },
    60_000,
  );
});
