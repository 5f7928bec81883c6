import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mirror } from '../../src/live/mirror.ts';
import { PictureLog, type Picture } from '../../src/live/picture-log.ts';
import type { DeviceId } from '../../src/model/device.ts';
import { compareFindings } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { aDestination, aDevice, aFinding, aSnapshot } from '../builders/snapshot.ts';
import { aStatus } from './status.ts';

/** Asks until there is no more, as a screen does. */
function follow(log: PictureLog, mirror: Mirror): void {
  for (let complete = false; !complete;) complete = mirror.apply(JSON.parse(log.since(mirror.serial, aStatus())) as Picture);
}

const byName = (a: { device: string; name: string }, b: { device: string; name: string }): number =>
  a.device < b.device ? -1 : a.device > b.device ? 1 : a.name < b.name ? -1 : 1;

/** A snapshot in the order of a result, from a few numbers. */
function snapshotOf(devices: readonly number[], destinations: readonly number[], findings: readonly number[]): Snapshot {
  const base = aSnapshot();
  return {
    ...base,
    devices: devices.map((octetsUp, n) => aDevice({ id: `02:00:00:00:00:0${n}` as DeviceId, octetsUp })),
    destinations: destinations.map((octetsUp, n) => aDestination({ name: `n${n}.example`, octetsUp })).sort(byName),
    findings: findings.map((count, n) => aFinding({ id: `f${n}`, count, first: 100 - count })).sort(compareFindings),
    coverage: { ...base.coverage, framesRead: devices.length },
  };
}

describe('Mirror', () => {
  it('is the snapshot, whatever came before and however many screens look on (property)', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers, numbers, fc.boolean()), { minLength: 1, maxLength: 8 }), (steps) => {
        const log = new PictureLog();
        const [steady, lazy] = [new Mirror(), new Mirror()];
        for (const [devices, destinations, findings, looks] of steps) {
          const snapshot = snapshotOf(devices, destinations, findings);
          log.take(snapshot, []);
          follow(log, steady);
          expect(steady.snapshot).toEqual(snapshot);
          if (!looks) continue;
          follow(log, lazy);
          expect(lazy.snapshot).toEqual(snapshot);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('forgets notes that have all been taken back', () => {
    const log = new PictureLog();
    const mirror = new Mirror();
    const plain = snapshotOf([1], [1], [1]);
    log.take({ ...plain, notes: { marks: [], names: [], reviews: [], recordings: [], excluded: [plain.devices[0]!.id] } }, []);
    follow(log, mirror);
    expect(mirror.snapshot.notes?.excluded).toEqual([plain.devices[0]!.id]);
    log.take(plain, []);
    follow(log, mirror);
    expect(mirror.snapshot).toEqual(plain);
    expect(mirror.snapshot).not.toHaveProperty('notes');
  });

  it('keeps rows and lists that have not changed as the objects that they were', () => {
    const log = new PictureLog();
    const mirror = new Mirror();
    log.take(snapshotOf([1, 2], [1, 2, 3], [1]), []);
    follow(log, mirror);
    const before = mirror.snapshot;
    log.take(snapshotOf([1, 2], [1, 9, 3], [1]), []);
    follow(log, mirror);
    const after = mirror.snapshot;
    expect(after.devices).toBe(before.devices);
    expect(after.findings).toBe(before.findings);
    expect(after.destinations.map((row, n) => row === before.destinations[n])).toEqual([true, false, true]);
    follow(log, mirror);
    expect(mirror.snapshot).toBe(after);
  });

  it('shows nothing of a picture that is not complete', () => {
    const log = new PictureLog();
    const mirror = new Mirror();
    const many = Array.from({ length: 4_000 }, (_row, n) => n + 1);
    log.take(snapshotOf([1], many, []), []);
    expect(mirror.apply(JSON.parse(log.since(0, aStatus())) as Picture)).toBe(false);
    expect(mirror.snapshot.destinations).toEqual([]);
    follow(log, mirror);
    expect(mirror.snapshot.destinations).toHaveLength(4_000);
  });

  it('keeps the activity until there is a newer one, and says when the engine is gone', () => {
    const log = new PictureLog();
    const mirror = new Mirror();
    expect(mirror.status).toBeNull();
    const activity = [{ device: '02:00:00:00:00:01' as DeviceId, octets: [1, 2] }];
    log.take(snapshotOf([1], [], []), activity);
    follow(log, mirror);
    log.take(snapshotOf([2], [], []), activity);
    follow(log, mirror);
    expect(mirror.status?.activity).toEqual(activity);
    mirror.lost(5);
    expect(mirror.status).toMatchObject({ state: 'lost', done: true, heardMs: 5 });
  });

  it('a session that was over is not lost', () => {
    const log = new PictureLog();
    const mirror = new Mirror();
    log.take(snapshotOf([1], [], []), []);
    mirror.apply(JSON.parse(log.since(0, aStatus({ state: 'done', done: true, exitCode: 0 }))) as Picture);
    mirror.lost(5);
    mirror.silent(5);
    expect(mirror.status?.state).toBe('done');
    expect(mirror.status?.heardMs).toBeUndefined();
  });

  it('says since when nothing was heard, until the next picture', () => {
    const log = new PictureLog();
    const mirror = new Mirror();
    mirror.silent(5);
    expect(mirror.status).toBeNull();
    log.take(snapshotOf([1], [], []), []);
    follow(log, mirror);
    mirror.silent(7);
    expect(mirror.status).toEqual({ ...aStatus(), heardMs: 7 });
    follow(log, mirror);
    expect(mirror.status).toEqual(aStatus());
  });
});
