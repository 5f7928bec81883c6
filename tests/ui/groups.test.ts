import { describe, expect, it } from 'vitest';
import { companiesOf, rulesOf } from '../../src/ui/groups.ts';
import { paneOf, type ListPane, type UiState } from '../../src/ui/state.ts';
import { aDestination, aFinding, aSnapshot } from '../builders/snapshot.ts';
import { aState, press, screenText } from './frames.ts';

const pane = (state: UiState): ListPane => paneOf(state) as ListPane;

describe('groups', () => {
  it('gather findings by rule', () => {
    const groups = rulesOf(aSnapshot().findings);
    expect(groups.map(({ id, findings, devices, count }) => [id, findings, devices, count])).toEqual([
      ['cleartext-profile', 2, 1, 4],
      ['contacts-advertising', 1, 1, 3],
      ['announces-name', 1, 1, 3],
    ]);
    const snapshot = aSnapshot({ findings: [aFinding({ id: 'a', first: 9 }), aFinding({ id: 'b', first: 5, device: null })] });
    expect(rulesOf(snapshot.findings)[0]).toMatchObject({ first: 5, devices: 2, worst: 3 });
    expect(rulesOf(snapshot.findings)).toBe(rulesOf(snapshot.findings));
  });

  it('gather destinations by company', () => {
    const snapshot = aSnapshot({
      destinations: [
        aDestination({ name: 'a', octetsUp: 5 }),
        aDestination({ name: 'b', octetsUp: 6, party: 'third', tracker: true, device: 'other' as never }),
        aDestination({ name: 'c', owner: null }),
      ],
    });
    expect(companiesOf(snapshot.destinations)).toMatchObject([
      { id: 'Bear Toys', destinations: 2, devices: 2, trackers: 1, parties: ['first', 'third'], octetsUp: 11 },
      { id: '?', owner: null, destinations: 1 },
    ]);
  });

  it('are shown on b, opened like anything else, and come back on Esc', () => {
    const grouped = press(aState(), '4', 'i', 'b');
    expect(pane(grouped).kind).toBe('rules');
    expect(screenText(grouped)).toContain('Findings by rule: 3 of 3');
    const opened = press(grouped, 'down', 'up', 'enter');
    expect(pane(opened)).toMatchObject({ kind: 'findings', position: { filter: 'rule=cleartext-profile' } });
    expect(screenText(opened)).toContain('Findings: 2 of 4');
    expect(pane(press(opened, 'escape'))).toMatchObject({ kind: 'rules' });
    expect(pane(press(opened, 'escape', 'b'))).toMatchObject({ kind: 'findings', position: { filter: '' } });
    expect(pane(press(opened, 'enter', 'escape'))).toMatchObject({ kind: 'findings' });
  });

  it('open a company by its whole name, and those that have none', () => {
    const companies = press(aState(), '3', 'b');
    expect(screenText(companies)).toContain('Destinations by company: 3 of 3');
    const opened = press(companies, 'down', 'enter');
    expect(pane(opened).position.filter).toBe('owner=Bear*Toys');
    expect(screenText(opened)).toContain('api.bear.example');
    expect(screenText(opened)).not.toContain('ads.tracker.example');
    const nameless = press(companies, '/', ...'owner:?', 'enter', 'enter');
    expect(screenText(nameless)).toContain('198.51.100.7');
    expect(screenText(nameless)).not.toContain('api.bear.example');
  });

  it('are only where there is something to group', () => {
    for (const key of ['1', '2', '5', '6']) expect(press(aState(), key, 'b').grouped).toEqual({ findings: 'no', destinations: 'no' });
    expect(press(aState(), '4', 'enter', 'b').grouped.findings).toBe('no');
  });
});
