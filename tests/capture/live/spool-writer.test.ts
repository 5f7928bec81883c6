import { fstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BLOCK_LENGTH } from '../../../src/capture/live/block-ring.ts';
import { Spool, SPOOL_DEFAULTS, SpoolSlots } from '../../../src/capture/live/spool.ts';
import { SpoolWriter, unmadeSpool } from '../../../src/capture/live/spool-writer.ts';
import { diskLacks, mountDisk, unmountDisk } from '../../builders/small-disk.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mouchard-spool-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openSpool = (blocks: number, more: Partial<Parameters<typeof Spool.open>[0]> = {}): Promise<Spool> =>
  Spool.open({ ...SPOOL_DEFAULTS, folder, octetsMax: blocks * BLOCK_LENGTH, freeOctetsMin: 0, ...more });

/** Takes a text in, and tells where it went; null where it was not taken. */
function put(writer: SpoolWriter, text: string): Promise<number> | null {
  const octets = Buffer.from(`..${text}..`);
  let done: (slot: number) => void = () => undefined;
  const slot = new Promise<number>((resolve) => (done = resolve));
  return writer.take(octets, 2, octets.length - 2, done) ? slot : null;
}

describe('SpoolWriter', () => {
  it('writes blocks one after the other, each into a slot', async () => {
    const spool = await openSpool(4);
    const writer = new SpoolWriter(spool.memory, () => 0);
    const slots = ['alpha', 'beta', 'gamma'].map((text) => put(writer, text));
    expect(await Promise.all(slots)).toEqual([0, 1, 2]);
    expect((await spool.read(1, 4))?.toString('latin1', 0, 4)).toBe('beta');
    expect(await put(writer, 'delta')).toBe(1);
    expect(writer.state()).toEqual({ blocks: 3, stops: 0, trouble: null });
    await spool.close();
  });

  it('takes no more than its bound, and goes on when there is room again', async () => {
    const spool = await openSpool(2);
    const writer = new SpoolWriter(spool.memory, () => 0);
    await Promise.all([put(writer, 'one'), put(writer, 'two')]);
    expect([put(writer, 'three'), put(writer, 'three')]).toEqual([null, null]);
    expect(writer.state()).toEqual({ blocks: 2, stops: 1, trouble: 'full' });
    await spool.read(0, 3);
    expect(await put(writer, 'three')).toBe(0);
    expect(put(writer, 'four')).toBeNull();
    expect(writer.state().stops).toBe(2);
    await spool.close();
  });

  it('gives the disk back when nothing waits any more', async () => {
    const spool = await openSpool(4);
    const writer = new SpoolWriter(spool.memory, () => 0);
    await Promise.all([put(writer, 'one'), put(writer, 'two')]);
    const length = (): number => fstatSync(spool.memory.descriptor).size;
    expect(length()).toBe(BLOCK_LENGTH + 3);
    writer.tidy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(length()).toBe(BLOCK_LENGTH + 3);
    await spool.read(0, 3);
    await spool.read(1, 3);
    writer.tidy();
    while (length() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await put(writer, 'three')).toBe(0);
    expect((await spool.read(0, 5))?.toString('latin1', 0, 5)).toBe('three');
    await spool.close();
  });

  it('leaves the disk its room, and looks again after a while', async () => {
    const spool = await openSpool(4, { freeOctetsMin: Number.MAX_SAFE_INTEGER });
    let now = 0;
    const writer = new SpoolWriter(spool.memory, () => now);
    expect(await put(writer, 'one')).toBe(-1);
    expect(put(writer, 'two')).toBeNull();
    expect(writer.state()).toEqual({ blocks: 0, stops: 1, trouble: 'disk-full' });
    now = 1_000;
    expect(await put(writer, 'two')).toBe(-1);
    expect(writer.state()).toEqual({ blocks: 0, stops: 1, trouble: 'disk-full' });
    await spool.close();
  });

  it('says that writing failed', async () => {
    const spool = await openSpool(4);
    const writer = new SpoolWriter({ ...spool.memory, folder: join(folder, 'gone') }, () => 0);
    expect(await put(writer, 'one')).toBe(-1);
    expect(writer.state()).toEqual({ blocks: 0, stops: 1, trouble: 'failed' });
    expect(new SpoolSlots(spool.memory.slots).taken).toBe(0);
    await spool.close();
  });

  it.skipIf(diskLacks !== null)('a disk that is full costs nothing that was taken', async () => {
    const disk = join(folder, 'disk');
    expect(mountDisk(disk, '1m')).toBe(true);
    try {
      // No floor, and a look at the disk that lies elsewhere: the write itself meets the end of the disk.
      const spool = await openSpool(8, { folder: disk });
      const writer = new SpoolWriter({ ...spool.memory, folder: tmpdir() }, () => 0);
      const block = Buffer.alloc(BLOCK_LENGTH, 7);
      const placed: number[] = [];
      for (let index = 0; index < 4; index += 1)
        await new Promise<void>((resolve) => {
          const taken = writer.take(block, 0, block.length, (slot) => resolve(void placed.push(slot)));
          if (!taken) resolve();
        });
      expect(placed).toEqual([0, 1, -1]);
      expect(writer.state()).toEqual({ blocks: 2, stops: 1, trouble: 'disk-full' });
      expect((await spool.read(1, BLOCK_LENGTH))?.equals(block)).toBe(true);
      await spool.close();
    } finally {
      unmountDisk(disk);
    }
  });
});

describe('unmadeSpool', () => {
  it('tells a full disk from other reasons', () => {
    expect(unmadeSpool(Object.assign(new Error(''), { code: 'ENOSPC' }))).toEqual({ blocks: 0, stops: 1, trouble: 'disk-full' });
    expect(unmadeSpool(new Error(''))).toMatchObject({ trouble: 'failed' });
  });
});
