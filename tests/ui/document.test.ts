import { describe, expect, it } from 'vitest';
import { documentOf } from '../../src/ui/document.ts';
import type { UiState } from '../../src/ui/state.ts';
import { aFinding, aSnapshot } from '../builders/snapshot.ts';
import { aState, press } from './frames.ts';

const table = (state: UiState): readonly (readonly string[])[] => {
  const document = documentOf(state);
  return document.kind === 'table' ? document.rows : [];
};
const text = (state: UiState): string => {
  const document = documentOf(state);
  return document.kind === 'text' ? document.lines.join('\n') : '';
};

describe('documentOf', () => {
  it.each([
    [['1'], 'dashboard', 'table'],
    [['2'], 'devices', 'table'],
    [['3', 'b'], 'companies', 'table'],
    [['4', 'b'], 'rules', 'table'],
    [['5'], 'timeline', 'table'],
    [['6'], 'coverage', 'text'],
    [['7'], 'help', 'text'],
    [['2', 'enter'], 'device', 'text'],
    [['2', 'enter', ']'], 'device-findings', 'table'],
    [['4', 'enter'], 'finding', 'text'],
  ])('after %j is %s, a %s', (keys, name, kind) => expect(documentOf(press(aState(), ...keys))).toMatchObject({ name, kind }));

  it('has every row of a list, however few the screen shows, in words', () => {
    const findings = Array.from({ length: 300 }, (_, i) => aFinding({ id: `f${i}` }));
    const rows = table(press(aState({}, aSnapshot({ findings })), '4'));
    expect(rows).toHaveLength(301);
    expect(rows[0]).toEqual(['Sev.', 'Conf.', 'Device', 'Finding', 'Destination', 'Times', 'State', 'First seen']);
    expect(rows[1]!.slice(0, 7)).toEqual(
      ['H', '3/3', 'talking-bear', 'Sends a child’s profile without encryption', 'api.bear.example', '3', 'new'], // prettier-ignore
    );
  });

  it('is what the screen shows: filtered, without hidden columns, in its language, with hidden names', () => {
    expect(table(press(aState(), '4', '/', ...'zzz', 'enter'))).toHaveLength(1);
    expect(table(press(aState(), '4', 'c', ' ', 'escape'))[0]).not.toContain('Conf.');
    expect(table(press(aState(), 'L', '4'))[0]).toContain('Constat');
    const hidden = press(aState(), '4', 'r');
    expect(table(hidden)[1]).toContain('D2');
    expect(table(hidden).flat().join()).not.toContain('bear');
  });

  it('counts findings by the letter of their severity', () => expect(table(press(aState(), '2'))[1]!.join()).toContain('H2 M1 i1'));

  it('has the whole of a text', () => {
    const whole = text(press({ ...aState(), rows: 16 }, '4', 'enter'));
    expect(whole).toContain('Sends a child’s profile without encryption');
    expect(whole).toContain('method is "GET" ("POST")');
    expect(Math.max(...whole.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('draws no lines over time', () => expect(table(aState())[0]).not.toContain('Last minute'));
});
