import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../src/ui/dialogs.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { aState, LIVE, NO_NOTES, press } from './frames.ts';

const live = aState({ status: LIVE });
const TOY = '02:00:00:00:00:01';

describe('what is asked of the session', () => {
  it.each<[readonly string[], readonly object[]]>([
    [['m', 'h', 'i', ' ', 'enter'], [{ type: 'mark', text: 'hi' }]],
    [['m', 'enter'], []],
    [['m', 'x', 'escape'], []],
    [['m', 'a', 'ctrl-u', 'b', 'c', 'backspace', 'enter'], [{ type: 'mark', text: 'b' }]],
    [['p', 'i', 'd', 'l', 'e', 'enter'], [{ type: 'phase-start', name: 'idle' }]],
    [['2', 'R', 'B', 'e', 'n', 'enter'], [{ type: 'name-device', device: TOY, name: 'Ben' }]],
    [['2', 'R', 'enter'], [{ type: 'name-device', device: TOY, name: null }]],
    [['3', 'R', 'B', 'enter'], [{ type: 'name-device', device: TOY, name: 'B' }]],
    [['4', 'enter', 'R', 'B', 'enter'], [{ type: 'name-device', device: TOY, name: 'B' }]],
    [['4', 'a'], [{ type: 'review', finding: 'f0000001', verdict: 'reviewed', reason: null, untilMs: null }]],
    [['4', 'down', 'enter', 'a'], [{ type: 'review', finding: 'f0000002', verdict: 'reviewed', reason: null, untilMs: null }]],
    [['4', 'u'], []],
    [['2', 'x'], [{ type: 'exclude-device', device: TOY, excluded: true }]],
    [['2', 'enter', 'x'], [{ type: 'exclude-device', device: TOY, excluded: true }]],
    [['3', 'x'], []],
    [['4', 'N', 'o', 'k', 'enter'], [{ type: 'review', finding: 'f0000001', verdict: 'reviewed', reason: 'ok', untilMs: null }]],
    [['4', 'x', 'o', 'k', 'enter', 'enter'], [{ type: 'review', finding: 'f0000001', verdict: 'exception', reason: 'ok', untilMs: null }]],
    [
      ['4', 'x', 'o', 'k', 'enter', ...'2027-01-31', 'enter'],
      [{ type: 'review', finding: 'f0000001', verdict: 'exception', reason: 'ok', untilMs: Date.UTC(2027, 0, 31, 23, 59, 59) }],
    ],
    [['4', 'x', 'enter', 'enter'], []],
    [['4', 'x', 'o', 'enter', 's', 'o', 'o', 'n', 'enter'], []],
    [['2', 'a'], []],
    [['6', 'R'], []],
  ])('%j asks %j', (keys, requests) => expect(press(live, ...keys).requests).toEqual(requests));

  it('ends the phase that is under way', () => {
    expect(press({ ...live, status: { ...LIVE, phase: 'idle' } }, 'p').requests).toEqual([{ type: 'phase-end' }]);
  });

  it('offers what is there already', () => {
    const notes = {
      ...NO_NOTES,
      names: [{ device: TOY as never, name: 'Ben' }],
      reviews: [{ finding: 'f0000001', verdict: 'exception' as const, reason: 'ours', untilMs: null, atMs: 0 }],
    };
    const noted = aState({ status: LIVE }, aSnapshot({ notes }));
    expect(press(noted, '2', 'R').mode).toMatchObject({ text: 'Ben' });
    expect(press(noted, '4', 'x').mode).toMatchObject({ text: 'ours' });
  });

  it.each<[readonly string[], object]>([
    [['y', 'enter'], [{ type: 'copy', text: 'talking-bear' }]],
    [['y', 'y'], [{ type: 'copy', text: 'talking-bear' }]],
    [['y', 'down', 'enter'], [{ type: 'copy', text: TOY }]],
    [['y', 'j', 'j', 'k', 'enter'], [{ type: 'copy', text: TOY }]],
    [['y', '3'], [{ type: 'copy', text: '192.168.4.20' }]],
    [['w', 'enter'], [{ type: 'copy', text: `eth.addr == ${TOY}` }]],
    [['y', '9'], []],
    [['y', 'up', 'escape'], []],
    [['y', 'q'], []],
  ])('%j copies %j', (keys, errands) => {
    const after = press(live, '2', ...keys);
    expect(after.errands).toEqual(errands);
    expect([after.screen, after.quit]).toEqual(['devices', null]);
  });

  it.each([
    ['', null],
    ['  ', null],
    ['2027-01-31', Date.UTC(2027, 0, 31, 23, 59, 59)],
    ['2027-02-31', undefined],
    ['2027-13-01', undefined],
    ['31.01.2027', undefined],
    ['2027', undefined],
  ])('the day %j ends at %j', (text, end) => expect(expiryOf(text)).toBe(end));
});

describe('leaving a live capture', () => {
  it('asks first, and does what is answered', () => {
    const asked = press(live, 'q');
    expect(asked).toMatchObject({ quit: null, mode: { type: 'leave' } });
    expect(press(asked, 'd').quit).toBe('detach');
    expect(press(asked, 's')).toMatchObject({ quit: null, stopping: true, requests: [{ type: 'stop' }] });
    for (const key of ['escape', 'q']) expect(press(asked, key)).toMatchObject({ quit: null, mode: { type: 'browse' } });
    for (const key of ['enter', 'x']) expect(press(asked, key)).toBe(asked);
  });

  it('asks nothing once nothing comes in any more', () => {
    for (const status of [
      { ...LIVE, done: true },
      { ...LIVE, state: 'failed' as const },
      { ...LIVE, state: 'lost' as const },
    ])
      expect(press(aState({ status }), 'q').quit).toBe('key');
  });
});

describe('columns', () => {
  it('are hidden and shown again', () => {
    const chosen = press(live, '4', 'c', 'down', 'k', 'j', ' ');
    expect(chosen.hidden.findings).toEqual(['ui.column.device']);
    expect(press(chosen, ' ').hidden.findings).toEqual([]);
    for (const key of ['c', 'q', 'enter', 'escape']) expect(press(chosen, key)).toMatchObject({ mode: { type: 'browse' }, quit: null });
    expect(press(live, '4', 'c', 'up', 'up').mode).toMatchObject({ index: 0 });
    expect(press(live, '4', 'c', ...Array.from({ length: 20 }, () => 'j')).mode).toMatchObject({ index: 5 });
    expect(press(live, '6', 'c').mode.type).toBe('browse');
  });
});
