import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { listLength, listRows, placesOf, type ListKind, type ListQuery } from '../../src/ui/lists.ts';
import { sortLabel, SORTS } from '../../src/ui/sorts.ts';
import { aFinding, aSnapshot } from '../builders/snapshot.ts';

const ALL = { device: null, notes: true, filter: '', sort: 0, reversed: false, order: null };

describe('lists', () => {
  const snapshot = aSnapshot();
  const ids = (kind: ListKind, query: Partial<ListQuery> = {}): readonly string[] =>
    listRows(snapshot, kind, { ...ALL, ...query }, 'en').map(({ id }) => id);

  it('starts with the worst', () => {
    expect(ids('findings')).toEqual(['f0000001', 'f0000002', 'f0000003', 'f0000004']);
    expect(ids('devices')[0]).toBe('02:00:00:00:00:01');
    expect(
      ids('destinations')
        .slice(0, 2)
        .map((id) => id.split(' ')[1]),
    ).toEqual(['api.bear.example', 'ads.tracker.example']);
  });

  it.each(['dashboard', 'devices', 'destinations', 'findings', 'timeline'] as const)(
    'has the same rows of %s in every order, and the other way round',
    (kind) => {
      for (const sort of SORTS[kind].keys()) {
        const rows = ids(kind, { sort });
        expect([...rows].sort()).toEqual([...ids(kind)].sort());
        expect(ids(kind, { sort, reversed: true })).toEqual([...rows].reverse());
      }
    },
  );

  it('orders by what the order says', () => {
    expect(ids('destinations', { sort: 2 }).map((id) => id.split(' ')[1])).toEqual([
      '198.51.100.7',
      '224.0.0.251',
      'ads.tracker.example',
      'api.bear.example',
    ]);
    expect(ids('findings', { sort: 2 })[3]).toBe('f0000002');
    expect(sortLabel('findings', 2)).toBe('ui.sort.count');
    expect(sortLabel('findings', 99)).toBe('ui.sort.severity');
  });

  it('leaves rows where they stand, and puts new ones at the end in their own order', () => {
    const order = ['f0000004', 'gone', 'f0000002'];
    expect(ids('findings', { order })).toEqual(['f0000004', 'f0000002', 'f0000001', 'f0000003']);
    expect(ids('findings', { order, reversed: true })).toEqual(['f0000004', 'f0000002', 'f0000003', 'f0000001']);
    expect(ids('findings', { order: [] })).toEqual(ids('findings'));
    expect(placesOf(order)).toBe(placesOf(order));
    expect(placesOf(order).get('f0000002')).toBe(2);
  });

  it('filters by what is seen', () => {
    expect(ids('findings', { filter: 'sev:high' })).toEqual(['f0000001', 'f0000002']);
    expect(ids('findings', { filter: 'advertising' })).toEqual(['f0000003']);
    expect(ids('destinations', { filter: 'host:*.tracker.example' })).toHaveLength(1);
    expect(ids('devices', { filter: 'router' })).toEqual(['02:00:00:00:00:fe']);
  });

  it('keeps to one device', () => {
    expect(ids('findings', { device: '02:00:00:00:00:fe' as DeviceId })).toEqual([]);
    expect(ids('destinations', { device: '02:00:00:00:00:01' as DeviceId })).toHaveLength(4);
    expect(listLength(snapshot, 'findings', ALL)).toBe(4);
  });

  it('remembers its answers, a bounded number of them', () => {
    expect(listRows(snapshot, 'findings', ALL, 'en')).toBe(listRows(snapshot, 'findings', { ...ALL }, 'en'));
    const first = listRows(snapshot, 'findings', { ...ALL, filter: 'f' }, 'en');
    for (let i = 0; i < 40; i += 1) listRows(snapshot, 'findings', { ...ALL, filter: `word${i}` }, 'en');
    expect(listRows(snapshot, 'findings', { ...ALL, filter: 'f' }, 'en')).not.toBe(first);
  });

  it('puts one worse finding before any number of lesser ones', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      aFinding({ id: `m${i}`, device: '02:00:00:00:00:fe' as DeviceId, rule: { ...aFinding().rule, severity: 'medium' } }),
    );
    const crowded = aSnapshot({ findings: [...many, aFinding()] });
    expect(listRows(crowded, 'devices', ALL, 'en')[0]!.id).toBe('02:00:00:00:00:01');
  });
});
