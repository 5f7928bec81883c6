import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import Database from './pinned-database.ts';
import { describe, expect, it } from 'vitest';
import type { SessionNotes } from '../../src/model/snapshot.ts';
import { openStore } from '../../src/store/open-store.ts';
import { processMarker } from '../../src/store/process-marker.ts';
import type { Store } from '../../src/store/store.ts';
import { HOSTILE, META, NAME, MAC, sighting, snapshot, temporaryFolder } from './samples.ts';

function newStore(options: Parameters<typeof openStore>[1] = {}): Store {
  return openStore(join(temporaryFolder(), 'store.db'), options);
}

/** UTF-8 has no lone surrogates: what is a column of its own, and not JSON, gets the replacement character. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

describe('a session', () => {
  it('is in the list with what it found', () => {
    const store = newStore();
    const writer = store.begin(META);
    writer.sighting(sighting('dns.query', { name: 'a' }));
    writer.sighting(sighting('flow.end', { proto: 'tcp' }));
    expect(writer.finish(snapshot('a'), 'complete', 1_750_000_001_000)).toBe(true);
    expect(store.list()).toEqual([
      {
        id: 1,
        name: 'toy.pcapng',
        state: 'complete',
        startedMs: 1_750_000_000_000,
        endedMs: 1_750_000_001_000,
        tool: { name: 'mouchard', version: '1.2.3' },
        rules: { sha256: META.rulesSha256, count: 40 },
        settings: { region: 'eea', device: [] },
        captures: ['a', 'second'],
        devices: 2,
        destinations: 2,
        findings: 3,
        observations: 1,
        flows: 1,
        dropped: 0,
      },
    ]);
    expect(store.session(1)).toEqual(store.list()[0]);
    expect(store.session(2)).toBeNull();
    expect(store.snapshot(2)).toBeNull();
    expect(store.check()).toEqual([]);
    store.close();
  });

  it('that is the newest with something said of devices or findings gives its notes to the next, be it that all was taken back', () => {
    const store = newStore();
    const none = { marks: [], names: [], reviews: [], recordings: [] };
    const named = { ...none, names: [{ device: MAC, name: 'Bear' }] };
    const keep = (notes: SessionNotes | undefined): void => {
      store.begin(META).finish({ ...snapshot('a'), ...(notes === undefined ? {} : { notes }) }, 'complete', 1);
    };
    expect(store.newestNotes()).toBeNull();
    keep(named);
    keep(undefined);
    keep({ ...none, marks: [{ at: 1, text: 'a mark of an analysis' }] });
    expect(store.newestNotes()).toEqual(named);
    keep({ ...none, excluded: [] });
    expect(store.newestNotes()).toEqual({ ...none, excluded: [] });
    store.close();
  });

  it('that is over can be given other notes; one that runs cannot', () => {
    const store = newStore();
    const running = store.begin({ ...META, process: processMarker(process.pid) });
    const over = store.begin(META);
    over.finish(snapshot('a'), 'complete', 1_750_000_001_000);
    const before = store.snapshot(over.id)!;
    const notes = {
      marks: [],
      names: [],
      reviews: [{ finding: 'f', verdict: 'reviewed', reason: null, untilMs: null, atMs: 7 }],
      recordings: [],
    } as const;
    expect(store.revise(over.id, { ...before, notes })).toBe(true);
    expect(store.snapshot(over.id)).toEqual({ ...before, notes });
    expect(store.session(over.id)).toMatchObject({ state: 'complete', findings: 3 });
    expect([store.revise(running.id, before), store.revise(99, before), store.check()]).toEqual([false, false, []]);
    store.close();
  });

  it.each(HOSTILE)('keeps %j as it was', (text) => {
    const store = newStore();
    const kept = snapshot(text);
    const writer = store.begin({ ...META, name: wellFormed(text), settings: { [text]: text } });
    writer.sighting(sighting('dns.query', { name: text }));
    writer.sighting(sighting(wellFormed(text) || 'none', { name: 'b' }));
    expect(writer.finish(kept, 'complete', 1)).toBe(true);
    expect(store.snapshot(1)).toEqual(kept);
    expect(JSON.stringify(store.snapshot(1))).toBe(JSON.stringify(kept));
    expect([...store.observations(1, 'dns.query')].map((each) => each.fields)).toEqual([{ name: text }]);
    expect([...store.observations(1, wellFormed(text) || 'none')].map((each) => each.fields)).toEqual([{ name: 'b' }]);
    expect(store.session(1)).toMatchObject({ name: wellFormed(text), settings: { [text]: text }, findings: 3 });
    store.close();
  });

  it('gives observations and flows in order, all or of one kind, and of no other session', () => {
    const store = newStore();
    const other = store.begin(META);
    const writer = store.begin(META);
    for (let index = 0; index < 60; index++) {
      other.sighting(sighting('dns.query', { index: -1 }));
      writer.sighting(sighting(index % 3 === 0 ? 'dns.query' : 'arp', { index }));
      writer.sighting(sighting('flow.end', { index }, { device: null, destination: null, capture: 1 }));
    }
    other.flush();
    writer.flush();
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    const indexes = (rows: Iterable<{ fields: object }>): unknown[] => [...rows].map(({ fields }) => (fields as { index: number }).index);
    expect(indexes(store.observations(2))).toEqual(numbers);
    expect(indexes(store.observations(2, 'dns.query'))).toEqual(numbers.filter((index) => index % 3 === 0));
    expect(indexes(store.observations(2, 'tls.alert'))).toEqual([]);
    expect(indexes(store.flows(2))).toEqual(numbers);
    expect([...store.observations(2)][0]).toEqual({
      kind: 'dns.query',
      at: 1_700_000_000_000_001,
      capture: 0,
      frame: 7,
      flow: 3,
      sender: 0,
      device: MAC,
      destination: NAME,
      fields: { index: 0 },
    });
    expect([...store.flows(2)][0]).toMatchObject({ kind: 'flow.end', capture: 1, device: null, destination: null });
    store.close();
  });
});

describe('a session that is not there', () => {
  it('is not told from one that damage hides', () => {
    const store = newStore();
    store.begin(META).finish(snapshot('a'), 'complete', 1);
    expect([store.session(7), store.snapshot(7)]).toEqual([null, null]);
    store.close();
    const database = new Database(store.path, { readonly: true });
    const root = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'sessions'`).pluck().get() as number;
    const size = database.pragma('page_size', { simple: true }) as number;
    database.close();
    const octets = readFileSync(store.path);
    // An empty leaf, of which the rest is not accounted for.
    octets.fill(0, (root - 1) * size + 1, (root - 1) * size + 7);
    octets[(root - 1) * size] = 13;
    writeFileSync(store.path, octets);
    const again = openStore(store.path, { readOnly: true });
    for (const ask of [() => again.session(1), () => again.snapshot(1)]) expect(ask).toThrow(expect.objectContaining({ code: 'damaged' }));
    again.close();
  });
});

describe('a session that nobody is at any more', () => {
  it('is interrupted, and its findings are there', () => {
    const alive = new Set(['mine']);
    const store = newStore({ isAlive: (process) => alive.has(process) });
    const writer = store.begin({ ...META, process: 'mine' });
    for (const finding of snapshot('a').findings) writer.finding(finding);
    writer.flush();
    expect(store.list()[0]!.state).toBe('running');
    alive.clear();
    expect(store.list()[0]).toMatchObject({ state: 'interrupted', endedMs: null, findings: 3 });
    const partial = store.snapshot(1)!;
    expect(partial.findings).toEqual(snapshot('a').findings);
    expect(partial.tool).toEqual({ name: 'mouchard', version: '1.2.3' });
    expect(partial.coverage.limits).toEqual([{ code: 'capture-interrupted', count: 1, incomplete: true }]);
    const again = openStore(store.path, { isAlive: () => true });
    expect(again.list()[0]!.state).toBe('running');
    store.reap();
    expect(again.list()[0]!.state).toBe('interrupted');
    again.close();
    store.close();
  });

  it('says so where it had come to a snapshot too, once', () => {
    const alive = new Set(['mine']);
    const store = newStore({ isAlive: (process) => alive.has(process) });
    const writer = store.begin({ ...META, process: 'mine' });
    writer.save(snapshot('a'));
    const { limits } = snapshot('a').coverage;
    expect(store.snapshot(1)!.coverage.limits).toEqual(limits);
    alive.clear();
    const partial = store.snapshot(1)!;
    expect(partial).toEqual({ ...snapshot('a'), coverage: { ...snapshot('a').coverage, limits: [...limits, expect.anything()] } });
    expect(partial.coverage.limits.at(-1)).toEqual({ code: 'capture-interrupted', count: 1, incomplete: true });
    store.reap();
    store.revise(1, partial);
    expect(store.snapshot(1)!.coverage.limits).toEqual(partial.coverage.limits);
    store.close();
  });
});

describe('a query that is not read to its end', () => {
  it('leaves the store free for others, and to be closed', () => {
    const store = newStore();
    const writer = store.begin(META);
    for (let index = 0; index < 5; index++) writer.sighting(sighting('arp', { index }));
    writer.flush();
    for (const { fields } of store.observations(1)) if (fields['index'] === 2) break;
    expect(writer.finish(snapshot('a'), 'complete', 1)).toBe(true);
    store.close();
  });
});

describe('removing', () => {
  it('takes sessions with all that is theirs, out of the file too', () => {
    const store = newStore();
    const canary = 'canary-4711';
    for (const text of [canary, 'stays']) {
      const writer = store.begin(META);
      for (let index = 0; index < 500; index++) writer.sighting(sighting('dns.query', { name: text, index }));
      writer.sighting(sighting('flow.end', { name: text }));
      writer.finish(snapshot(text), 'complete', 1);
    }
    const holds = (): boolean => [store.path, `${store.path}-wal`].some((file) => readFileSync(file).includes(canary));
    expect(holds()).toBe(true);
    expect(store.remove([1, 1, 99])).toEqual([1]);
    expect(holds()).toBe(false);
    expect(store.list().map((session) => session.id)).toEqual([2]);
    expect([...store.observations(1)]).toEqual([]);
    expect([...store.observations(2)]).toHaveLength(500);
    expect(store.snapshot(2)).toEqual(snapshot('stays'));
    expect(store.check()).toEqual([]);
    expect(store.begin(META).id, 'a number is never given twice').toBe(3);
    store.close();
  });

  it('prunes by number and by age, and leaves what runs', () => {
    const store = newStore({ isAlive: () => true });
    for (let index = 0; index < 6; index++) {
      const writer = store.begin({ ...META, startedMs: 1_000 + index });
      if (index > 0) writer.finish(snapshot('a'), 'complete', 2_000);
    }
    expect(store.prune({ keep: 4 })).toEqual([2]);
    expect(store.prune({ keep: 1, olderThanMs: 1_003 })).toEqual([3]);
    expect(store.prune({ olderThanMs: 1_004 })).toEqual([4]);
    expect(store.list().map((session) => session.id)).toEqual([6, 5, 1]);
    store.close();
  });
});

describe('a store for reading', () => {
  it('gives everything and takes nothing', () => {
    const store = newStore();
    store.begin(META).finish(snapshot('a'), 'complete', 1);
    const reader = openStore(store.path, { readOnly: true });
    expect(reader.snapshot(1)).toEqual(snapshot('a'));
    expect(() => reader.begin(META)).toThrow(expect.objectContaining({ code: 'read-only' }));
    expect(() => reader.remove([1])).toThrow(expect.objectContaining({ code: 'read-only' }));
    store.begin(META);
    expect(reader.list()).toHaveLength(2);
    reader.close();
    store.close();
  });
});
