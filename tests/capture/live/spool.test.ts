import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BLOCK_LENGTH } from '../../../src/capture/live/block-ring.ts';
import { Spool, SPOOL_DEFAULTS, SpoolSlots } from '../../../src/capture/live/spool.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mouchard-spool-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const optionsOf = (blocks: number): Parameters<typeof Spool.open>[0] => ({
  ...SPOOL_DEFAULTS,
  folder,
  octetsMax: blocks * BLOCK_LENGTH,
});
const put = (spool: Spool, slot: number, text: string): void =>
  void writeSync(spool.memory.descriptor, Buffer.from(text), 0, text.length, slot * BLOCK_LENGTH);

describe('SpoolSlots', () => {
  it('takes the lowest that is free, and no more than there are', () => {
    const slots = new SpoolSlots(new SharedArrayBuffer(12));
    expect([slots.take(), slots.take(), slots.take(), slots.take(), slots.taken]).toEqual([0, 1, 2, -1, 3]);
    slots.release(1);
    expect([slots.taken, slots.take(), slots.taken]).toEqual([2, 1, 3]);
  });

  it('is shared by those who hold its memory', () => {
    const memory = new SharedArrayBuffer(8);
    const [writer, reader] = [new SpoolSlots(memory), new SpoolSlots(memory)];
    writer.take();
    expect(reader.taken).toBe(1);
    reader.release(0);
    expect(writer.take()).toBe(0);
  });
});

describe('Spool', () => {
  it('has no name, and a folder that has to be made is the owner’s alone', async () => {
    const made = join(folder, 'a', 'b');
    const spool = await Spool.open({ ...optionsOf(2), folder: made });
    expect(readdirSync(made)).toEqual([]);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(spool.memory.slots.byteLength).toBe(8);
    await spool.close();
  });

  it('gives blocks back and lets go of their slots, fetched ahead or not', async () => {
    const spool = await Spool.open(optionsOf(4));
    const slots = new SpoolSlots(spool.memory.slots);
    for (const text of ['zero', 'one', 'two', 'three']) put(spool, slots.take(), text);
    const seen: (string | undefined)[] = [];
    seen.push((await spool.read(0, 4))?.toString('latin1', 0, 4));
    spool.fetch(2, 3);
    // A second wish is not heard before the first is read.
    spool.fetch(3, 5);
    seen.push((await spool.read(2, 3))?.toString('latin1', 0, 3));
    spool.fetch(3, 5);
    // Asked for something else than was fetched: that is read.
    seen.push((await spool.read(1, 3))?.toString('latin1', 0, 3));
    seen.push((await spool.read(3, 5))?.toString('latin1', 0, 5));
    expect(seen).toEqual(['zero', 'two', 'one', 'three']);
    expect(slots.taken).toBe(0);
    await spool.close();
  });

  it('what is fetched ahead does not touch what is being read', async () => {
    const spool = await Spool.open(optionsOf(2));
    const slots = new SpoolSlots(spool.memory.slots);
    put(spool, slots.take(), 'first');
    put(spool, slots.take(), 'other');
    const first = await spool.read(0, 5);
    spool.fetch(1, 5);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(first?.toString('latin1', 0, 5)).toBe('first');
    expect((await spool.read(1, 5))?.toString('latin1', 0, 5)).toBe('other');
    await spool.close();
  });

  it('says what cannot be read', async () => {
    const spool = await Spool.open(optionsOf(2));
    const slots = new SpoolSlots(spool.memory.slots);
    put(spool, slots.take(), 'short');
    expect(await spool.read(0, 6)).toBeNull();
    expect(slots.taken).toBe(0);
    await spool.close();
  });

  it('cannot be made where no file can', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(Spool.open({ ...optionsOf(1), folder: join(file, 'x') })).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('leaves more of the disk free than a recording does', async () => {
    const { RECORDING_DEFAULTS } = await import('../../../src/capture/recording/recording.ts');
    expect(SPOOL_DEFAULTS.freeOctetsMin).toBeGreaterThan(RECORDING_DEFAULTS.freeOctetsMin);
  });
});
