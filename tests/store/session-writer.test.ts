import Database from './pinned-database.ts';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { StoreError } from '../../src/store/store-error.ts';
import type { DeviceId } from '../../src/model/device.ts';
import { diskLacks, mountDisk, unmountDisk } from '../builders/small-disk.ts';
import { finding, META, sighting, snapshot, temporaryFolder } from './samples.ts';

/** What another program sees of a session. */
function committed(path: string): number {
  const reader = openStore(path, { readOnly: true });
  const { observations } = reader.session(1)!;
  expect([...reader.observations(1)]).toHaveLength(observations);
  reader.close();
  return observations;
}

const row = sighting('dns.query', { name: 'a' });
const newPath = (): string => join(temporaryFolder(), 'store.db');

describe('batches', () => {
  it('commits after a quarter of a second by the clock given, at a step back of the clock, and on demand', () => {
    let now = 1_000;
    const store = openStore(newPath());
    const writer = store.begin(META, { nowMs: () => now });
    writer.sighting(row);
    expect(committed(store.path)).toBe(0);
    now += 249;
    writer.sighting(row);
    expect(committed(store.path)).toBe(0);
    now += 1;
    writer.sighting(row);
    expect(committed(store.path)).toBe(3);
    now = 5;
    writer.sighting(row);
    expect(committed(store.path)).toBe(4);
    writer.sighting(row);
    writer.flush();
    expect(committed(store.path)).toBe(5);
    store.close();
  });

  it('commits when many rows wait', () => {
    const store = openStore(newPath());
    const writer = store.begin(META);
    for (let index = 0; index < 7_999; index++) writer.sighting(row);
    expect(committed(store.path)).toBe(0);
    writer.sighting(row);
    expect(committed(store.path)).toBe(8_000);
    store.close();
  });
});

describe('the bound of a session', () => {
  it('counts what it leaves out and does not call the session complete', () => {
    const store = openStore(newPath());
    const writer = store.begin(META, { rowsMax: 10 });
    for (let index = 0; index < 15; index++) writer.sighting(row);
    expect(writer.dropped).toBe(5);
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(true);
    expect(store.session(1)).toMatchObject({ state: 'incomplete', observations: 10, dropped: 5 });
    store.close();
  });
});

describe('another program that holds the store', () => {
  const hold = (path: string): (() => void) => {
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    return () => {
      other.exec('ROLLBACK');
      other.close();
    };
  };

  it('is waited for without standing still: it is asked again after a while, and nothing is lost', () => {
    let now = 1_000;
    const store = openStore(newPath(), { busyMs: 1 });
    const writer = store.begin(META, { nowMs: () => now });
    const release = hold(store.path);
    writer.sighting(row);
    writer.flush();
    expect(writer.save(snapshot('early'))).toBe(false);
    expect(writer.annotate([], undefined)).toBe(false);
    expect(writer.failure).toBeNull();
    release();
    writer.sighting(row);
    now += 1_000;
    writer.flush();
    expect(store.session(1)!.observations, 'not asked again so soon').toBe(0);
    now += 1_000;
    writer.flush();
    expect(store.session(1)!.observations).toBe(2);
    expect(writer.save(snapshot('early'))).toBe(true);
    const again = hold(store.path);
    writer.sighting(row);
    writer.flush();
    now -= 3_600_000;
    again();
    writer.flush();
    expect(store.session(1)!.observations, 'a clock set back').toBe(3);
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(true);
    expect(store.session(1)).toMatchObject({ state: 'complete', observations: 3, dropped: 0 });
    store.close();
  });

  it('for very long costs what no longer fits, counted; the rest is written in the end', () => {
    const store = openStore(newPath(), { busyMs: 1 });
    const writer = store.begin(META);
    const release = hold(store.path);
    for (let index = 0; index < 100_010; index++) writer.sighting(row);
    for (let index = 0; index < 10; index++) writer.finding(finding(`f${index}`, 'a', 'b'));
    expect([writer.dropped, writer.failure]).toEqual([10, null]);
    release();
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(true);
    expect(store.session(1)).toMatchObject({ state: 'incomplete', observations: 100_000, dropped: 10 });
    expect(store.snapshot(1)).toEqual(snapshot('a'));
    store.close();
  });

  it('is told where it never lets go', () => {
    const failures: StoreError[] = [];
    const store = openStore(newPath(), { busyMs: 1 });
    const writer = store.begin(META, { onFailure: (error) => failures.push(error) });
    const release = hold(store.path);
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(false);
    expect(failures.map(({ code }) => code)).toEqual(['busy']);
    release();
    store.close();
  });
});

describe('snapshots while it runs', () => {
  it('replaces the one before, and findings since', () => {
    const store = openStore(newPath(), { isAlive: () => true });
    const writer = store.begin(META);
    writer.finding(snapshot('early').findings[0]!);
    expect(writer.save(snapshot('first'))).toBe(true);
    expect(store.snapshot(1)).toEqual(snapshot('first'));
    const { findings } = snapshot('late');
    writer.finding({ ...findings[0]!, id: 'f9' });
    writer.finding({ ...findings[0]!, id: 'f9', count: 8 });
    writer.flush();
    expect(store.snapshot(1)!.findings.map(({ id, count }) => [id, count])).toEqual([
      ['f1', 2],
      ['f2', 2],
      ['f3', 2],
      ['f9', 8],
    ]);
    expect(writer.finish(snapshot('last'), 'interrupted', 1)).toBe(true);
    expect(store.snapshot(1)).toEqual(snapshot('last'));
    expect(store.session(1)!.state).toBe('interrupted');
    store.close();
  });
});

describe('a disk that fails', () => {
  it('is told once; nothing throws and what was committed stays', () => {
    const failures: StoreError[] = [];
    let space = true;
    const store = openStore(newPath());
    const writer = store.begin(META, { hasSpace: () => space, onFailure: (error) => failures.push(error) });
    writer.sighting(row);
    writer.flush();
    space = false;
    writer.sighting(row);
    writer.flush();
    space = true;
    writer.sighting(row);
    writer.finding(snapshot('a').findings[0]!);
    writer.flush();
    expect(writer.save(snapshot('a'))).toBe(false);
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(false);
    expect(failures.map((error) => error.code)).toEqual(['low-space']);
    expect(writer.failure).toBe(failures[0]);
    expect(store.session(1)).toMatchObject({ state: 'incomplete', observations: 1 });
    expect(store.check()).toEqual([]);
    store.close();
  });

  it.skipIf(diskLacks !== null)('full (a small disk): says so, stays whole, and goes on', () => {
    const folder = smallDisk();
    const failures: StoreError[] = [];
    const store = openStore(join(folder, 'store.db'));
    const writer = store.begin(META, { hasSpace: () => true, onFailure: (error) => failures.push(error) });
    for (let index = 0; index < 60_000; index++) writer.sighting(sighting('dns.query', { name: 'x'.repeat(100), index }));
    expect(failures.map((error) => error.code)).toEqual(['full']);
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(false);
    const kept = [...store.observations(1)];
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map((each) => each.fields['index'])).toEqual(kept.map((_, index) => index));
    expect(store.session(1)!.observations).toBe(kept.length);
    expect(store.check()).toEqual([]);
    store.close();
  });

  it.skipIf(diskLacks !== null)('nearly full (a small disk): stops before the disk is', () => {
    const store = openStore(join(smallDisk(), 'store.db'));
    const writer = store.begin(META);
    for (let index = 0; index < 60_000 && writer.failure === null; index++) {
      writer.sighting(sighting('arp', { name: 'x'.repeat(10) }));
      if (index % 100 === 0) writer.flush();
    }
    expect(writer.failure?.code).toBe('low-space');
    expect(store.check()).toEqual([]);
    store.close();
  });
});

function smallDisk(): string {
  const folder = join(temporaryFolder(), 'disk');
  expect(mountDisk(folder, '4m')).toBe(true);
  onTestFinished(() => unmountDisk(folder));
  return folder;
}

describe('notes', () => {
  const phases = [{ name: 'idle', first: 1, last: 2 }];
  const notes = {
    marks: [{ at: 1, text: 'said the wake word' }],
    names: [{ device: '02:00:00:00:00:01' as DeviceId, name: 'Bear' }],
    reviews: [{ finding: 'f', verdict: 'exception' as const, reason: 'ours', untilMs: 5, atMs: 1 }],
    recordings: [],
  };

  it('are on disk at once, and come back with the snapshot', () => {
    const store = openStore(newPath());
    const writer = store.begin(META);
    expect(writer.annotate(phases, notes)).toBe(true);
    const reader = openStore(store.path, { readOnly: true });
    expect(reader.snapshot(1)).toMatchObject({ phases, notes });
    reader.close();
  });

  it('count in the digest of a snapshot, which holds with and without them', () => {
    const store = openStore(newPath());
    const writer = store.begin(META);
    const plain = snapshot('x');
    writer.finish({ ...plain, phases, notes }, 'complete', 1);
    expect(store.snapshot(1)).toEqual({ ...plain, phases, notes });
    const bare = store.begin(META);
    bare.finish(plain, 'complete', 1);
    expect(store.snapshot(2)).toEqual(plain);
    store.close();
    const database = new Database(store.path);
    database.exec(`UPDATE sessions SET notes = replace(notes, 'Bear', 'Wolf') WHERE id = 1`);
    database.close();
    expect(() => openStore(store.path).snapshot(1)).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});
