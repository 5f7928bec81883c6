import { describe, expect, it } from 'vitest';
import type { Destination } from '../../src/model/destination.ts';
import { order, sortLabel, SORTS } from '../../src/ui/sorts.ts';
import { aDestination, aDevice, aFinding, aRule, aSnapshot } from '../builders/snapshot.ts';

describe('sorts', () => {
  it('have a name each', () => {
    expect(sortLabel('timeline', 0)).toBe('ui.sort.first');
    expect(sortLabel('findings', 99)).toBe('ui.sort.severity');
    expect([order('a', 'b'), order('b', 'a'), order('a', 'a')]).toEqual([-1, 1, 0]);
  });

  it('put companies that are not known last', () => {
    const compare = SORTS.destinations.find(({ label }) => label === 'ui.sort.company')!.compare(aSnapshot(), 'en');
    const list = [{ owner: null }, { owner: 'Zoo' }, { owner: 'Ant', name: 'b' }, { owner: 'Ant', name: 'a' }].map((one) =>
      aDestination(one),
    );
    expect(list.sort(compare).map(({ owner, name }: Destination) => `${owner} ${name}`)).toEqual([
      'Ant a',
      'Ant b',
      'Zoo api.bear.example',
      'null api.bear.example',
    ]);
  });

  it('keep devices of the dashboard where they arrived', () => {
    const compare = SORTS.dashboard[0].compare(aSnapshot(), 'en');
    expect(compare(aDevice({ firstSeen: 1, octetsUp: 0 }), aDevice({ firstSeen: 2, octetsUp: 9e9 }))).toBeLessThan(0);
  });

  it('bring findings of one rule together, the worst of them first', () => {
    const compare = SORTS.findings.find(({ label }) => label === 'ui.sort.rule')!.compare(aSnapshot(), 'en');
    const list = [aRule({ id: 'b' }), aRule({ id: 'a', severity: 'low' }), aRule({ id: 'b', severity: 'critical' })].map((rule) =>
      aFinding({ rule }),
    );
    expect(list.sort(compare).map(({ rule }) => `${rule.id} ${rule.severity}`)).toEqual(['a low', 'b critical', 'b high']);
  });
});
