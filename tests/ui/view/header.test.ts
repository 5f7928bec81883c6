import { describe, expect, it } from 'vitest';
import { headerRow, lostParts, ruleRow, stateText, tabsRow } from '../../../src/ui/view/header.ts';
import { aCapture, aCoverage, aSnapshot } from '../../builders/snapshot.ts';
import { aState, DONE, english, french, press, textOf } from '../frames.ts';

describe('header', () => {
  const line = (width: number, state = aState(), show = english): string => textOf([headerRow(state, show, width)]);

  it('says what is read, what was lost and what could not be read', () => {
    expect(line(100)).toMatch(/^Mouchard ■ read talking-bear\.pcapng +4,400 packets +lost 0 +unreadable 96\.4.%/);
  });

  it.each([60, 80, 200])('never leaves out the losses (%i)', (width) => {
    const bad = aSnapshot({
      captures: [aCapture({ damage: { offset: 1, reason: 'x', frame: 1 } })],
      coverage: aCoverage({ kernelDrops: 12 }),
    });
    const reading = { ...DONE, done: false, octetsTotal: null, framesPerSecond: 123_456 };
    for (const show of [english, french]) {
      const text = line(width, aState({ status: reading }, bad), show);
      expect(text).toMatch(/(?:lost|perdus) 12/);
      expect(text).toMatch(/DAMAGED|ABÎMÉE/);
    }
  });

  it.each([
    [{ status: DONE }, '■ read'],
    [{ status: { ...DONE, done: false, octetsRead: 4_050_000 } }, '● 50\u00a0%'],
    [{ status: { ...DONE, done: false, octetsTotal: null } }, '● reading'],
    [{ status: { ...DONE, paused: 'disk\x07full' } }, '‖ disk\\x07full'],
    [{ frozen: true }, '‖ picture frozen'],
  ])('%j is said as %s', (more, text) => expect(stateText(aState(more), english).text).toBe(text));

  it('does not hide what it does not know', () => {
    const unknown = aSnapshot({
      coverage: aCoverage({ kernelDrops: null, payloadOctets: 0, limits: [{ code: 'faults', count: 1, incomplete: true }] }),
    });
    expect(lostParts(unknown, DONE, english).map(({ text }) => text)).toEqual(['lost ?', 'INCOMPLETE']);
  });

  it('marks the screen that is shown, and fits', () => {
    expect(textOf([tabsRow(press(aState(), '4'), english, 79)])).toContain('[4 Findings]');
    for (const show of [english, french]) expect(textOf([tabsRow(aState(), show, 59)]).length).toBeLessThanOrEqual(59);
    expect(textOf([ruleRow(english, 3)])).toBe('───');
  });

  it('counts captures where there are several', () => {
    expect(line(100, aState({}, aSnapshot({ captures: [aCapture(), aCapture()] })))).toContain('2 captures');
    expect(line(100, aState({}, aSnapshot({ captures: [] })))).toContain('lost 0');
  });
});
