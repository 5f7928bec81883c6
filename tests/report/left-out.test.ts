import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { renderJson } from '../../src/report/json.ts';
import { leftOutSentence, withoutLeftOut } from '../../src/report/left-out.ts';
import { renderLines } from '../../src/report/lines.ts';
import { renderNdjson } from '../../src/report/ndjson.ts';
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

  it('are in no form of the result but JSON, whose notes say who they are', () => {
    const others = { devices: aSnapshot().devices.length - 1, findings: noted.findings.filter(({ device }) => device !== TOY).length };
    const csv = renderCsv(noted, 'en').split('\n').slice(1, -1);
    expect(csv.filter((row) => row.startsWith('finding,'))).toHaveLength(others.findings);
    expect(csv.join('\n')).not.toContain(TOY);
    const lines = renderLines(noted, 'en').trimEnd().split('\n');
    expect(lines).toHaveLength(others.findings + 1);
    expect(lines.at(-1)).toMatch(/^# .*On request, 1 device is left out \(talking-bear\), with 4 findings\.$/);
    expect(lines.slice(0, -1).join('\n')).not.toContain(TOY);
    expect(renderNdjson(noted)).not.toContain(TOY);
    expect(renderNdjson(noted).split('\n')).toHaveLength(others.findings + 1);
    const json = JSON.parse(renderJson(noted)) as { devices: unknown[]; findings: unknown[]; notes: { excluded: string[] } };
    expect(json.devices).toHaveLength(others.devices + 1);
    expect(json.findings).toHaveLength(noted.findings.length);
    expect(json.notes.excluded).toEqual([TOY]);
  });
});
