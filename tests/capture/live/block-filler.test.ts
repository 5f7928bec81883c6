import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlockFiller } from '../../../src/capture/live/block-filler.ts';
import { BlockRing, HELD_BY_ANALYSIS, HELD_BY_RECORDER, ringMemory } from '../../../src/capture/live/block-ring.ts';
import { type FilledBlock, type FrameRun, Handover } from '../../../src/capture/live/handover.ts';
import type { InterfaceDescription } from '../../../src/capture/recording/pcapng-blocks.ts';
import { Recorder } from '../../../src/capture/recording/recorder.ts';
import { RECORDING_DEFAULTS } from '../../../src/capture/recording/recording.ts';
import type { Frame } from '../../../src/capture/source.ts';

const OCTETS = Buffer.alloc(1_000, 7);
const frameOf = (interfaceIndex = 0, linkType = 1, length = 1_000): Frame => ({
  buffer: OCTETS,
  start: 0,
  end: length,
  originalLength: length,
  timestamp: 1,
  linkType,
  number: 999,
  interfaceIndex,
});

function outlet(): { described: InterfaceDescription[]; filled: FilledBlock[]; skipped: FrameRun[] } {
  return { described: [], filled: [], skipped: [] };
}

function fillerOver(ring: BlockRing, out: ReturnType<typeof outlet>, recorder: Recorder | null = null): BlockFiller {
  return new BlockFiller(ring, ['eth0', 'wlan0'], recorder, {
    described: (each) => out.described.push(each),
    handover: new Handover(ring, null, (each) => out.filled.push(each)),
    skipped: (each) => out.skipped.push(each),
  });
}

describe('BlockFiller', () => {
  it('numbers frames and hands blocks on when told, or when they are full', () => {
    const ring = new BlockRing(ringMemory(4));
    const out = outlet();
    const filler = fillerOver(ring, out);
    filler.flush();
    for (let index = 0; index < 3; index += 1) filler.take(frameOf());
    filler.flush();
    for (let index = 0; index < 600; index += 1) filler.take(frameOf());
    filler.flush();
    expect(
      out.filled.map(({ first, frames, interfacesBefore, interfacesAfter }) => [first, frames, interfacesBefore, interfacesAfter]),
    ).toEqual([
      [1, 3, 0, 1],
      [4, 508, 1, 1],
      [512, 92, 1, 1],
    ]);
    expect(out.described).toEqual([{ name: 'eth0', linkType: 1, snapLength: 0 }]);
  });

  it('tells interfaces and link types apart', () => {
    const out = outlet();
    const filler = fillerOver(new BlockRing(ringMemory(4)), out);
    for (const [index, linkType] of [
      [0, 1],
      [1, 127],
      [0, 113],
      [7, 1],
      [1, 127],
    ] as const)
      filler.take(frameOf(index, linkType));
    filler.flush();
    expect(out.described.map(({ name, linkType }) => [name, linkType])).toEqual([
      ['eth0', 1],
      ['wlan0', 127],
      ['eth0', 113],
      ['', 1],
    ]);
    expect(out.filled).toMatchObject([{ frames: 5, interfacesBefore: 0, interfacesAfter: 4 }]);
  });

  it('asks the capture to wait where nothing is recorded, before a frame has to be left out', () => {
    const ring = new BlockRing(ringMemory(4));
    const out = outlet();
    const filler = fillerOver(ring, out);
    const waits: boolean[] = [];
    for (let block = 0; block < 6; block += 1) {
      waits.push(filler.mustWait);
      filler.take(frameOf());
      filler.flush();
    }
    expect(waits).toEqual([false, false, true, true, true, true]);
    expect(out.filled.length).toBe(4);
    expect(out.skipped.map(({ first, frames }) => [first, frames])).toEqual([
      [5, 1],
      [6, 1],
    ]);
    ring.release(out.filled[0]!.index, HELD_BY_ANALYSIS);
    ring.release(out.filled[1]!.index, HELD_BY_ANALYSIS);
    ring.release(out.filled[2]!.index, HELD_BY_ANALYSIS);
    expect(filler.mustWait).toBe(false);
    filler.take(frameOf());
    filler.flush();
    expect(out.filled.at(-1)).toMatchObject({ first: 7, interfacesBefore: 1 });
  });

  it('records what the analysis has no room for, and never waits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mouchard-filler-'));
    try {
      const recorder = new Recorder({ ...RECORDING_DEFAULTS, folder, freeOctetsMin: 0 }, () => 0);
      await recorder.start();
      const ring = new BlockRing(ringMemory(4));
      const out = outlet();
      const filler = fillerOver(ring, out, recorder);
      for (let block = 0; block < 12; block += 1) {
        filler.take(frameOf());
        filler.flush();
        expect(filler.mustWait).toBe(false);
        while (recorder.state().waitingOctets > 0) await new Promise((resolve) => setImmediate(resolve));
      }
      const state = await recorder.close({ kernelDrops: null, interfaceDrops: null, at: 0 });
      expect([out.filled.length, out.skipped.length, state.frames, state.missingFrames]).toEqual([4, 8, 12, 0]);
      expect([ring.held(HELD_BY_RECORDER), ring.held(HELD_BY_ANALYSIS)]).toEqual([0, 4]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('analyses what the recorder has no room for', () => {
    const ring = new BlockRing(ringMemory(4));
    const out = outlet();
    // Never started: whatever it is given waits.
    const recorder = new Recorder({ ...RECORDING_DEFAULTS, folder: '/dev/null/recordings', freeOctetsMin: 0 }, () => 0);
    const filler = fillerOver(ring, out, recorder);
    for (let block = 0; block < 6; block += 1) {
      filler.take(frameOf());
      filler.flush();
      ring.release(out.filled.at(-1)!.index, HELD_BY_ANALYSIS);
    }
    expect(out.filled.length).toBe(6);
    expect(recorder.state()).toMatchObject({ missingFrames: 2 });
  });

  it('counts frames of interfaces past all bounds', () => {
    const out = outlet();
    const filler = fillerOver(new BlockRing(ringMemory(4)), out);
    for (let index = 0; index < 1_100; index += 1) filler.take(frameOf(index, 1, 60));
    filler.take(frameOf(2_000, 113, 60));
    filler.flush();
    expect(out.described.length).toBe(1_024);
    expect(out.filled.reduce((sum, { frames }) => sum + frames, 0)).toBe(1_100);
    expect(filler.unread).toBe(1);
  });
});
