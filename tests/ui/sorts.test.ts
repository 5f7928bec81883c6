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

  it('put first the destinations at which more was found, then trackers, other companies, the Internet, then volume', () => {
    const at = (destination: string, severity: 'high' | 'medium' | 'low' | 'info'): ReturnType<typeof aFinding> =>
      aFinding({ id: `${destination} ${severity}`, destination, rule: aRule({ severity }) });
    const findings = [at('one', 'high'), at('more', 'high'), at('more', 'medium'), at('low', 'low'), at('note', 'info')];
    const plain = { tracker: false, party: 'unknown', scope: 'lan', octetsUp: 1 } as const;
    const rest = [
      { ...plain, name: 'tracker', tracker: true },
      { ...plain, name: 'third', party: 'third' as const },
      { ...plain, name: 'internet', scope: 'internet' as const },
      { ...plain, name: 'loud', octetsUp: 9 },
      { ...plain, name: 'quiet' },
    ];
    const names = ['more', 'one', 'low', 'note', ...rest.map(({ name }) => name)];
    const list = [...rest, ...names.slice(0, 4).map((name) => ({ ...plain, name }))].map((one) => aDestination(one)).reverse();
    const compare = SORTS.destinations[0].compare(aSnapshot({ findings }), 'en');
    expect(list.sort(compare).map(({ name }) => name)).toEqual(names);
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
