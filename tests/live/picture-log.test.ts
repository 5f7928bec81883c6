import { describe, expect, it } from 'vitest';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';
import { PictureLog, TABLES, type Picture } from '../../src/live/picture-log.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { aDestination, aFinding, aSnapshot } from '../builders/snapshot.ts';
import { aStatus } from './status.ts';

const asked = (log: PictureLog, since: number): Picture => JSON.parse(log.since(since, aStatus())) as Picture;
const rowsOf = (picture: Picture): number[] => TABLES.map((table) => picture[table].length);

describe('PictureLog', () => {
  const snapshot = aSnapshot();

  it('gives everything to who asks from the start, and nothing to who is up to date', () => {
    const log = new PictureLog();
    log.take(snapshot, []);
    const first = asked(log, 0);
    const { devices, destinations, findings, ...head } = snapshot;
    expect(first).toMatchObject({ whole: true, more: false, head, devices, destinations });
    expect(first.findings.map((finding) => ({ ...finding, rule: first.rules[finding.rule] }))).toEqual(findings);
    const second = asked(log, first.serial);
    expect([second.whole, second.head, second.serial]).toEqual([false, null, first.serial]);
    expect(rowsOf(second)).toEqual([0, 0, 0, 0]);
  });

  it('sends the texts of a rule once in each reply, however many findings have it', () => {
    const log = new PictureLog();
    const { rule } = aFinding();
    const [one, other] = [rule, { ...rule, id: 'another', sha256: 'cd'.repeat(32) }];
    const findings = Array.from({ length: 40 }, (_row, n) => ({ ...aFinding({ id: `f${n}` }), rule: n % 2 === 0 ? one : other }));
    log.take({ ...snapshot, findings }, []);
    const picture = asked(log, 0);
    expect(picture.rules).toEqual([one, other]);
    expect(picture.findings.map(({ rule: place }) => place)).toEqual(findings.map((_finding, n) => n % 2));
    expect(asked(log, picture.serial).rules).toEqual([]);
  });

  it('gives what has changed and no more: counts of findings without the findings', () => {
    const log = new PictureLog();
    log.take(snapshot, []);
    const { serial } = asked(log, 0);
    const [finding, ...others] = snapshot.findings;
    const next: Snapshot = { ...snapshot, findings: [{ ...finding!, count: 99 }, ...others] };
    log.take(next, [{ device: snapshot.devices[0]!.id, octets: [1] }]);
    const picture = asked(log, serial);
    expect(rowsOf(picture)).toEqual([0, 0, 0, 1]);
    expect(picture.counts).toEqual([{ id: finding!.id, count: 99, first: finding!.first, last: finding!.last }]);
    expect([picture.head, picture.activity]).toEqual([null, [{ device: snapshot.devices[0]!.id, octets: [1] }]]);
  });

  it('starts anew with who asks from a number that it never gave', () => {
    const log = new PictureLog();
    log.take(snapshot, []);
    expect(asked(log, 1e9)).toMatchObject({ whole: true, devices: snapshot.devices });
    expect(asked(log, -5)).toMatchObject({ whole: true, devices: snapshot.devices });
  });

  it('never replies with more than the bound and a row, and misses nothing over several replies', () => {
    const log = new PictureLog();
    const destinations = Array.from({ length: 4_000 }, (_row, n) => aDestination({ name: `host-${n}.example` }));
    const findings = Array.from({ length: 500 }, (_row, n) => aFinding({ id: `f${n}` }));
    log.take({ ...snapshot, destinations, findings }, []);
    const ids: string[] = [];
    let since = 0;
    for (let more = true, replies = 0; more; replies += 1) {
      const text = log.since(since, aStatus());
      expect(Buffer.byteLength(text)).toBeLessThan(LIVE_BOUNDS.replyLengthMax * 1.2 + 20_000);
      const picture = JSON.parse(text) as Picture;
      expect(picture.whole).toBe(since === 0);
      ids.push(...picture.destinations.map(({ id }) => id), ...picture.findings.map(({ id }) => id));
      ({ more, serial: since } = picture);
      expect(replies).toBeLessThan(20);
    }
    expect(ids.sort()).toEqual([...destinations, ...findings].map(({ id }) => id as string).sort());
  });

  it('tells of rows that have gone', () => {
    const log = new PictureLog();
    log.take(snapshot, []);
    const { serial } = asked(log, 0);
    log.take({ ...snapshot, destinations: snapshot.destinations.slice(1) }, []);
    expect(asked(log, serial).gone).toEqual({ devices: [], destinations: [snapshot.destinations[0]!.id], findings: [], counts: [] });
  });
});
