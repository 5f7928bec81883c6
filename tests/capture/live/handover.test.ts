import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BLOCK_LENGTH,
  BlockRing,
  HELD_BY_ANALYSIS,
  HELD_BY_FILLER,
  HELD_BY_SPOOL,
  ringMemory,
} from '../../../src/capture/live/block-ring.ts';
import { type FilledBlock, Handover } from '../../../src/capture/live/handover.ts';
import { Spool, SPOOL_DEFAULTS } from '../../../src/capture/live/spool.ts';
import { SpoolWriter } from '../../../src/capture/live/spool-writer.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mouchard-handover-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Fills a block with its number and hands it over, as the filler does; false where there is no room. */
function pass(ring: BlockRing, handover: Handover, number: number): boolean {
  const index = ring.free();
  ring.hold(index, HELD_BY_FILLER);
  ring.buffer.writeUInt32LE(number, ring.start(index));
  const block = { index, slot: -1, length: 4, first: number, frames: 1, octets: 4, until: number, interfacesBefore: 0, interfacesAfter: 0 };
  const taken = handover.take(block);
  ring.release(index, HELD_BY_FILLER);
  return taken;
}

/** What a given block holds. */
async function contents(ring: BlockRing, spool: Spool | null, { index, slot, length }: FilledBlock): Promise<number> {
  if (slot >= 0) return (await spool!.read(slot, length))!.readUInt32LE(0);
  const number = ring.buffer.readUInt32LE(ring.start(index));
  ring.release(index, HELD_BY_ANALYSIS);
  return number;
}

describe('Handover', () => {
  it('without a spool: in memory, up to its share of the ring', () => {
    const ring = new BlockRing(ringMemory(4));
    const given: FilledBlock[] = [];
    const handover = new Handover(ring, null, (block) => given.push(block));
    expect([1, 2, 3, 4, 5].map((number) => [pass(ring, handover, number), handover.tight])).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [true, true],
      [false, true],
    ]);
    expect(given.map(({ first, index }) => [first, index])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
  });

  it('what memory has no room for goes through the spool, in order and whole', async () => {
    const ring = new BlockRing(ringMemory(8));
    const spool = await Spool.open({ ...SPOOL_DEFAULTS, folder, freeOctetsMin: 0, octetsMax: 64 * BLOCK_LENGTH });
    const given: FilledBlock[] = [];
    const handover = new Handover(ring, new SpoolWriter(spool.memory, () => 0), (block) => given.push(block));
    let room = 0;
    handover.onRoom = () => (room += 1);
    const seen: number[] = [];
    for (let number = 1; number <= 60; number += 1) {
      expect(pass(ring, handover, number)).toBe(true);
      if (number % 3 === 0) await handover.settle();
      // A reader that takes one for four.
      if (number % 4 === 0) seen.push(await contents(ring, spool, given.shift()!));
    }
    await handover.settle();
    const spooled = given.filter(({ slot }) => slot >= 0).length;
    expect(spooled).toBeGreaterThan(20);
    expect(room).toBeGreaterThanOrEqual(spooled);
    expect(ring.held(HELD_BY_SPOOL)).toBe(0);
    for (const block of given.splice(0)) seen.push(await contents(ring, spool, block));
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(ring.held(HELD_BY_ANALYSIS)).toBe(0);
    await spool.close();
  });

  it('a block that could not be written is given from memory, in its turn', async () => {
    const ring = new BlockRing(ringMemory(8));
    const spool = await Spool.open({ ...SPOOL_DEFAULTS, folder, freeOctetsMin: Number.MAX_SAFE_INTEGER });
    const given: FilledBlock[] = [];
    const handover = new Handover(ring, new SpoolWriter(spool.memory, () => 0), (block) => given.push(block));
    for (let number = 1; number <= 8; number += 1) expect(pass(ring, handover, number)).toBe(true);
    expect(pass(ring, handover, 9)).toBe(false);
    await handover.settle();
    expect(given.map(({ first, slot }) => [first, slot])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => [number, -1]));
    expect([ring.held(HELD_BY_ANALYSIS), ring.held(HELD_BY_SPOOL)]).toEqual([8, 0]);
    await spool.close();
  });

  it('settles at once where nothing is under way', async () => {
    await expect(new Handover(new BlockRing(ringMemory(4)), null, () => undefined).settle()).resolves.toBeUndefined();
  });
});
