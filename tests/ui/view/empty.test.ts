import { describe, expect, it } from 'vitest';
import { aCoverage, aDestination, aFinding, aRule, aSnapshot } from '../../builders/snapshot.ts';
import { aState, LIVE, NO_NOTES, press, screenText } from '../frames.ts';

const TALL = { columns: 120, rows: 40 };

describe('a list without rows', () => {
  const nothing = aSnapshot({ devices: [], destinations: [], findings: [], phases: [] });
  it.each([
    ['1', 'No device of the home network was seen.'],
    ['2', 'No device of the home network was seen.'],
    ['3', 'No destination was seen.'],
    ['4', 'No findings in what could be seen.'],
    ['5', 'Nothing has happened yet.'],
  ])('on screen %s says so, and what was not seen', (key, text) => {
    const shown = screenText(press(aState(TALL, nothing), key));
    expect(shown).toContain(text);
    expect(shown).toContain('This is not a clean bill of health:');
    expect(shown).toContain('Bluetooth, mobile data and other radios');
  });

  it('leads to the self-test where findings were looked for', () => {
    expect(screenText(press(aState(TALL, nothing), '4'))).toContain('mouchard doctor');
    expect(screenText(press(aState(TALL, nothing), '3'))).not.toContain('mouchard doctor');
  });

  it('says what is being waited for', () => {
    expect(screenText(press(aState({ ...TALL, status: LIVE }, nothing), '2'))).toContain('Has the device joined?');
  });

  it('says no more than that before anything was read, unless reading failed', () => {
    const early = { ...nothing, coverage: aCoverage({ framesRead: 0 }) };
    const silent = { ...LIVE, frames: 0 };
    expect(screenText(press(aState({ ...TALL, status: silent }, early), '4'))).not.toContain('clean bill of health');
    const failure = { code: 'no-permission', interface: 'wlan0', detail: 'EPERM', mend: [] };
    const failed = screenText(press(aState({ ...TALL, status: { ...silent, state: 'failed', failure } }, early), '4'));
    expect(failed).toContain('capturing on wlan0 is not permitted');
  });

  it('says what hides what there is', () => {
    const note = aSnapshot({ findings: [aFinding({ rule: aRule({ severity: 'info' }) })] });
    expect(screenText(press(aState(TALL, note), '4'))).toContain('1 note is hidden; i shows it.');
    expect(screenText(press(aState(TALL), '4', '/', 'q', 'q'))).toContain('No row matches the filter. Esc clears it.');
    expect(screenText(press(aState(TALL), '4', 'd', 'end', 'enter'))).toContain('Only one device is looked at; d chooses another, or all.');
    const out = aSnapshot({ destinations: [aDestination()], notes: { ...NO_NOTES, excluded: ['02:00:00:00:00:01' as never] } });
    expect(screenText(press(aState(TALL, out), '3'))).toContain('1 device is left out.');
  });
});
