import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { companiesOf } from '../../src/ui/groups.ts';
import { rowUnderCursor, subjectOf } from '../../src/ui/moves.ts';
import { reduce } from '../../src/ui/reduce.ts';
import { paneOf, type ListPane, type UiState } from '../../src/ui/state.ts';
import { aDestination, aFinding, aRule, aSnapshot } from '../builders/snapshot.ts';
import { aState, DONE, press, screenText } from './frames.ts';

const finding = (id: string, severity: 'low' | 'critical' = 'low') => aFinding({ id, rule: aRule({ severity }) });
const feed = (state: UiState, snapshot: Snapshot): UiState => reduce(state, { type: 'feed', snapshot, status: DONE });
const order = (state: UiState): readonly string[] => (paneOf(state) as ListPane).position.order ?? [];

describe('rows that come while one looks', () => {
  const few = aSnapshot({ findings: [finding('f1'), finding('f2'), finding('f3')] });
  const more = aSnapshot({ findings: [finding('f0', 'critical'), finding('f1'), finding('f2'), finding('f3'), finding('f4')] });

  it('stand at the end, whatever they are, and are announced', () => {
    const before = press(aState({}, few), '4', 'down');
    const after = feed(before, more);
    expect(order(after)).toEqual(['f1', 'f2', 'f3', 'f0', 'f4']);
    expect(rowUnderCursor(after, paneOf(after) as ListPane)).toBe('f2');
    expect(screenText(after)).toContain('2 new (n)');
    expect(screenText(before)).not.toContain('new (n)');
  });

  it('do not move the first row either, nor one that nobody has touched', () => {
    const after = feed(press(aState({}, few), '4'), more);
    expect(rowUnderCursor(after, paneOf(after) as ListPane)).toBe('f1');
  });

  it('take their places on n, under a cursor that stays with its row', () => {
    const taken = press(feed(press(aState({}, few), '4', 'down'), more), 'n');
    expect(order(taken)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4']);
    expect(rowUnderCursor(taken, paneOf(taken) as ListPane)).toBe('f2');
    expect(screenText(taken)).not.toContain('new (n)');
    expect(order(press(feed(press(aState({}, few), '4'), more), '1', '4'))[0]).toBe('f0');
  });

  it('are sorted at once where there was nothing to look at', () => {
    const after = feed(press(aState({}, aSnapshot({ findings: [] })), '4'), more);
    expect(order(after)[0]).toBe('f0');
  });

  it('come in again and again, and leave without a trace', () => {
    let state = press(aState({}, few), '4');
    for (let i = 0; i < 50; i += 1)
      state = feed(state, aSnapshot({ findings: Array.from({ length: 100 }, (_, j) => finding(`g${i}-${j}`)) }));
    expect(order(state).length).toBeLessThan(1_300);
    expect(order(state).at(-1)).toBe('g49-99');
    expect(press(feed(state, aSnapshot({ findings: [] })), 'n', 'down', 'enter').path).toEqual([]);
  });
});

describe('what one looks at', () => {
  it.each<[readonly string[], object | null]>([
    [['1'], { kind: 'device', id: '02:00:00:00:00:01' }],
    [['3'], { kind: 'destination', id: '02:00:00:00:00:01 api.bear.example' }],
    [['4', 'down'], { kind: 'finding', id: 'f0000002' }],
    [['4', 'enter', 'right'], { kind: 'finding', id: 'f0000002' }],
    [['5', 'G'], null],
    [['5'], { kind: 'device' }],
    [['6'], null],
    [['4', '/', 'q', 'q'], null],
  ])('after %j is %j', (keys, subject) => {
    const found = subjectOf(press(aState(), ...keys));
    if (subject === null) expect(found).toBeNull();
    else expect(found).toMatchObject(subject);
  });

  it('opens what an event is about, and nothing for a phase', () => {
    const opened = press(aState(), '5', 'down', 'down', 'enter');
    expect(opened.path).toMatchObject([{ kind: 'finding', id: 'f0000001' }]);
    expect(press(aState(), '5', 'G', 'enter').path).toEqual([]);
    expect(press(aState(), '5', 'enter').path).toMatchObject([{ kind: 'device' }]);
  });
});

describe('a group that is opened', () => {
  const known = (id: string, rule: string) => aFinding({ id, rule: aRule({ id: rule }) });
  const snapshot = aSnapshot({
    findings: [known('f1', 'cleartext-rtsp'), known('f2', 'cleartext-rtsp-password'), known('f3', 'cleartext-rtsp')],
    destinations: ['Google', 'Google Ads', 'Google Ads Europe', '?'].map((owner, i) =>
      aDestination({ name: `${i}.example`, owner: owner === '?' ? null : owner }),
    ),
  });
  const inside = (keys: readonly string[]): readonly string[] => order(press(aState({}, snapshot), ...keys));

  it('holds its own rows, and not those of a longer name', () => {
    expect(inside(['4', 'b', 'enter'])).toEqual(['f1', 'f3']);
    expect(inside(['4', 'b', 'down', 'enter'])).toEqual(['f2']);
  });

  it('holds as many rows as its line says', () => {
    for (const [i, { owner }] of companiesOf(snapshot.destinations).entries()) {
      const state = press(aState({}, snapshot), '3', 'b', ...Array.from({ length: i }, () => 'down'));
      const group = rowUnderCursor(state, paneOf(state) as ListPane);
      const opened = order(press(state, 'enter'));
      expect(opened, `${owner}`).toHaveLength(companiesOf(snapshot.destinations).find(({ id }) => id === group)!.destinations);
    }
  });
});
