import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { leftOutSentence, withoutLeftOut } from '../../src/report/left-out.ts';
import { renderText } from '../../src/report/text.ts';
import { aSnapshot } from '../builders/snapshot.ts';

const TOY = '02:00:00:00:00:01' as DeviceId;
const noted = aSnapshot({ notes: { marks: [], names: [], reviews: [], recordings: [], excluded: [TOY] } });

describe('devices that are left out', () => {
  it('take what concerns only them with them', () => {
    const rest = withoutLeftOut(noted);
    expect(rest.devices.map(({ id }) => id)).not.toContain(TOY);
    expect(rest.findings.filter(({ device }) => device === TOY)).toEqual([]);
    expect(rest.destinations.filter(({ device }) => device === TOY)).toEqual([]);
    const plain = aSnapshot();
    expect(withoutLeftOut(plain)).toBe(plain);
  });

  it('are named in the report, with the number of their findings', () => {
    expect(leftOutSentence(noted, 'en')).toBe('On request, 1 device is left out (talking-bear), with 4 findings.');
    expect(leftOutSentence(aSnapshot(), 'en')).toBeNull();
    const page = (language: 'en' | 'fr'): string => renderText(noted, { language, columns: 80, color: false, verbose: true });
    expect(page('en')).toContain('1 device is left out (talking-bear)');
    expect(page('en')).not.toContain('ads.tracker.example');
    expect(page('fr')).toContain('1 appareil est écarté');
  });
});
