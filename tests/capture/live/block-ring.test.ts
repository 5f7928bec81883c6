import { describe, expect, it } from 'vitest';
import {
  BLOCK_LENGTH,
  BlockRing,
  HELD_BY_ANALYSIS,
  HELD_BY_FILLER,
  HELD_BY_RECORDER,
  ringMemory,
} from '../../../src/capture/live/block-ring.ts';
import { CAPTURE_BOUNDS } from '../../../src/capture/bounds.ts';
import { packetLength } from '../../../src/capture/recording/pcapng-blocks.ts';

describe('BlockRing', () => {
  it('has blocks for each holder and one to be filled', () => {
    const ring = new BlockRing(ringMemory(3));
    expect([ring.blocksEach, ring.buffer.length]).toEqual([3, 7 * BLOCK_LENGTH]);
    expect(ring.start(6)).toBe(6 * BLOCK_LENGTH);
  });

  it('a block is free when nobody holds it, in whatever order they let go', () => {
    const ring = new BlockRing(ringMemory(2));
    ring.hold(0, HELD_BY_FILLER);
    ring.hold(0, HELD_BY_RECORDER);
    ring.hold(0, HELD_BY_ANALYSIS);
    ring.hold(1, HELD_BY_ANALYSIS);
    expect([ring.free(), ring.held(HELD_BY_ANALYSIS), ring.held(HELD_BY_RECORDER)]).toEqual([2, 2, 1]);
    ring.release(0, HELD_BY_ANALYSIS);
    ring.release(0, HELD_BY_FILLER);
    expect(ring.free()).toBe(2);
    ring.release(0, HELD_BY_RECORDER);
    expect([ring.free(), ring.held(HELD_BY_ANALYSIS)]).toEqual([0, 1]);
  });

  it('says when there is none', () => {
    const ring = new BlockRing(ringMemory(1));
    for (const index of [0, 1, 2]) ring.hold(index, HELD_BY_RECORDER);
    expect(ring.free()).toBe(-1);
  });

  it('is one memory, seen from both sides', () => {
    const memory = ringMemory(1);
    const [one, other] = [new BlockRing(memory), new BlockRing(memory)];
    one.buffer[BLOCK_LENGTH] = 0x5a;
    one.hold(1, HELD_BY_ANALYSIS);
    expect([other.buffer[BLOCK_LENGTH], other.held(HELD_BY_ANALYSIS)]).toEqual([0x5a, 1]);
  });

  it('holds the longest frame in a block', () => {
    expect(BLOCK_LENGTH).toBeGreaterThan(packetLength(CAPTURE_BOUNDS.capturedLengthMax));
  });
});
