import { describe, expect, it } from 'vitest';
import { reduce } from '../../../src/ui/reduce.ts';
import { paneOf } from '../../../src/ui/state.ts';
import { aDevice, aSnapshot } from '../../builders/snapshot.ts';
import { aState, DONE, press, screenText } from '../frames.ts';

describe('the choice of one device', () => {
  it('offers all devices, then each with what was found', () => {
    const text = screenText(press(aState(), '4', 'd'));
    expect(text).toContain('Whose destinations, findings and events?');
    expect(text).toMatch(/> all devices\s*\n {2}talking-bear {2}▲2 ◆1 ·1\n {2}nameless …00:fe/);
    expect(text).toContain('Enter chooses, Esc closes');
  });

  it('shows the chosen one alone, on every screen that can, until it is given up', () => {
    const one = press(aState(), '4', 'd', 'down', 'enter');
    expect(one.only).toBe('02:00:00:00:00:01');
    expect(paneOf(press(one, '3'))).toMatchObject({ device: '02:00:00:00:00:01' });
    expect(screenText(press(one, '5'))).toContain('device: talking-bear');
    expect(screenText(press(one, '5'))).toContain('api.bear.example');
    expect(press(one, 'd').mode).toMatchObject({ index: 1 });
    expect(press(one, 'd', 'escape').only).toBe('02:00:00:00:00:01');
    expect(press(one, 'escape').only).toBeNull();
    expect(press(one, '/', 'a', 'enter', 'escape').only).toBe('02:00:00:00:00:01');
  });

  it('is over once the device has gone', () => {
    const one = press(aState(), '4', 'd', 'down', 'enter');
    const gone = aSnapshot({ devices: [] });
    expect(reduce(one, { type: 'feed', snapshot: aSnapshot(), status: DONE }).only).toBe('02:00:00:00:00:01');
    expect(reduce(one, { type: 'feed', snapshot: gone, status: DONE }).only).toBeNull();
  });

  it('goes along with more devices than there is room for', () => {
    const devices = Array.from({ length: 60 }, (_, i) =>
      aDevice({ id: `d${i}` as never, hostname: [], model: [], mac: `02:00:00:00:01:${i + 10}` }),
    );
    const text = screenText(press(aState({}, aSnapshot({ devices })), '4', 'd', ...Array.from({ length: 40 }, () => 'down')));
    expect(text).toContain('> nameless …01:49');
    expect(press(aState({}, aSnapshot({ devices })), '4', 'd', 'end').mode).toMatchObject({ index: 60 });
  });
});
