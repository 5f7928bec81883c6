import { describe, expect, it } from 'vitest';
import { aDestination, aFinding, aRule, aSnapshot } from '../../builders/snapshot.ts';
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

  it('says what hides what there is', () => {
    const note = aSnapshot({ findings: [aFinding({ rule: aRule({ severity: 'info' }) })] });
    expect(screenText(press(aState(TALL, note), '4'))).toContain('1 note is hidden; i shows it.');
    expect(screenText(press(aState(TALL), '4', '/', 'q', 'q'))).toContain('No row matches the filter. Esc clears it.');
    expect(screenText(press(aState(TALL), '4', 'd', 'end', 'enter'))).toContain('Only one device is looked at; d chooses another, or all.');
    const out = aSnapshot({ destinations: [aDestination()], notes: { ...NO_NOTES, excluded: ['02:00:00:00:00:01' as never] } });
    expect(screenText(press(aState(TALL, out), '3'))).toContain('1 device is left out.');
  });
});
