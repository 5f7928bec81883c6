import { describe, expect, it } from 'vitest';
import type { UiState } from '../../../src/ui/state.ts';
import { headerRow, lostParts, ruleRow, stateText, tabsRow } from '../../../src/ui/view/header.ts';
import { aCapture, aCoverage, aSnapshot } from '../../builders/snapshot.ts';
import { aState, DONE, english, french, LIVE, press, textOf } from '../frames.ts';

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

  it.each<[Partial<UiState>, string]>([
    [{ status: DONE }, '■ read'],
    [{ status: { ...DONE, done: false, octetsRead: 4_050_000 } }, '● 50\u00a0%'],
    [{ status: { ...DONE, done: false, octetsTotal: null } }, '● reading'],
    [{ status: { ...DONE, paused: 'disk\x07full' } }, '‖ disk\\x07full'],
    [{ frozen: true }, '‖ picture frozen'],
    [{ status: LIVE }, '● live'],
    [{ status: { ...LIVE, state: 'starting' } }, '● starting'],
    [{ status: { ...LIVE, state: 'stopping' } }, '● stopping'],
    [{ status: { ...LIVE, state: 'done', done: true } }, '■ read'],
    [{ status: { ...LIVE, state: 'failed' }, frozen: true }, '! CAPTURE FAILED'],
    [{ status: { ...LIVE, state: 'lost' } }, '! ENGINE LOST'],
    [{ status: { ...LIVE, state: 'lost', done: true, heardMs: 1_700_000_000_000 } }, '! ENGINE LOST at 22:13:20'],
    [{ status: { ...LIVE, heardMs: 1_700_000_000_000 }, frozen: true }, '! NO ANSWER since 22:13:20'],
  ])('%j is said as %s', (more, text) => expect(stateText(aState(more), english).text).toBe(text));

  it('says where frames come from, what phase it is, and what goes wrong', () => {
    const status = { ...LIVE, phase: 'a phase with a very long name', kernelDrops: 5, behindMicros: 3_000_000 };
    expect(line(140, aState({ status }))).toMatch(/● live wlan0 +› a phase with a … +4,400 packets +120\/s +lost 5 +behind by 3\ss/);
    const recording = { folder: '/r', files: 1, frames: 1, octets: 1, missing: 0, problem: null, freeOctets: 11_200_000_000 };
    expect(line(140, aState({ status: { ...LIVE, recording } }))).toContain('recording');
    expect(line(140, aState({ status: { ...LIVE, recording: { ...recording, problem: 'disk-full' } } }))).toContain('NOT KEPT');
    expect(line(79, aState({ status: { ...LIVE, storeProblem: 'disk-full', frames: 123_456_789 } }))).toContain('NOT KEPT');
  });

  it('gives no rate of what is no longer heard', () => {
    expect(line(140, aState({ status: LIVE }))).toContain('120/s');
    expect(line(140, aState({ status: { ...LIVE, heardMs: 1_700_000_000_000 } }))).not.toContain('120/s');
  });

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
