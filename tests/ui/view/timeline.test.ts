import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../src/ui/cells.ts';
import { noteActivity } from '../../../src/ui/activity.ts';
import { timelineRows } from '../../../src/ui/view/timeline.ts';
import { aCapture, aDestination, aDevice, aFinding, anEvidence, aRule, aSnapshot, START } from '../../builders/snapshot.ts';
import { aState, english, NO_NOTES, press, safe, textOf } from '../frames.ts';

const SECOND = 1_000_000;
const bear = aDevice({ firstSeen: START, lastSeen: START + 400 * SECOND });
const at400 = { first: START + 400 * SECOND, evidence: [anEvidence({ at: START + 400 * SECOND })] } as const;
const snapshot = aSnapshot({
  captures: [aCapture({ first: START, last: START + 800 * SECOND })],
  devices: [bear],
  findings: [
    aFinding({ first: START + 1, evidence: [anEvidence({ at: START + 1 }), anEvidence({ at: START + 799 * SECOND })] }),
    aFinding({ id: 'f2', ...at400, rule: aRule({ severity: 'medium' }) }),
    aFinding({ id: 'f3', ...at400, rule: aRule({ severity: 'critical' }) }),
  ],
  phases: [{ name: 'play\x07日本', first: START + 200 * SECOND, last: START + 600 * SECOND }],
  notes: { ...NO_NOTES, marks: [{ at: START + 600 * SECOND, text: 'said the wake word' }] },
});

describe('timeline', () => {
  const lines = (state = aState({}, snapshot), width = 67): readonly string[] =>
    textOf(timelineRows(state, english, width, 20)).split('\n');

  it('shows phases, marks, findings and devices where they were', () => {
    const [title, axis, phases, marks, findings, device] = lines();
    expect(title).toBe(' 2023-11-14\u00a022:13:20\u00a0UTC to 22:26:40 (13\u00a0min 20\u00a0s)');
    expect(lines(aState({}, snapshot), 79)[0]).toMatch(/device: all devices$/);
    expect(axis).toMatch(/^ {17}22:13:20 {8}22:18:40 {8}22:24:00/);
    expect(phases!.trimEnd()).toBe(' Phases                    |play\\x07??─────────|');
    expect(marks!.trimEnd()).toBe(` Marks           ${' '.repeat(30)}▲`);
    expect(findings!.trimEnd()).toBe(` Findings        ▲${' '.repeat(19)}█${' '.repeat(18)}▲`);
    expect(device).toMatch(/^ talking-bear {4}·{21} {22}8\.01\sMB$/);
  });

  it('shows volumes where they were watched', () => {
    const grown = (seconds: number, octets: number) => ({ ...snapshot, captures: [aCapture({ first: START, last: START + seconds * SECOND })], devices: [{ ...bear, octetsUp: octets, lastSeen: START + seconds * SECOND }] }); // prettier-ignore
    let { activity } = aState();
    for (const [seconds, octets] of [[400, 0], [600, 100], [800, 1_000]] as const) activity = noteActivity(activity, grown(seconds, octets), false); // prettier-ignore
    const lane = lines(aState({ activity }, grown(800, 1_000)))[5]!;
    expect(lane).toMatch(/^ talking-bear {4}·{19,20}▂{10,11}█{9,11}/);
  });

  it('of one device, has a lane for each of its destinations, and what was found there', () => {
    const destinations = [
      aDestination({ firstSeen: START, lastSeen: START + 400 * SECOND, octetsUp: 900, octetsDown: 100 }),
      aDestination({ name: 'update.cloud.pelune.example', registrableDomain: 'pelune.example', firstSeen: START + 790 * SECOND, lastSeen: START + 800 * SECOND, octetsUp: 9, octetsDown: 1 }), // prettier-ignore
      aDestination({ name: 'other.example', device: 'another' as never }),
    ];
    const one = lines(aState({ only: bear.id }, { ...snapshot, destinations }), 79);
    expect(one[0]).toMatch(/device: talking-bear$/);
    expect(one[6]).toMatch(/^ api\.bear\.example +▲·{23}█ {22}▲ {3}1\.00\skB$/);
    expect(one[7]).toMatch(/^ upda…pelune\.example {40,50}·+ +10\sB$/);
    expect(one.join()).not.toContain('other.example');
  });

  it('zooms in', () => {
    const zoomed = lines(press(aState({}, snapshot), '5', '+'));
    expect(zoomed[0]).toContain('22:20:00');
    expect(zoomed[3]!.indexOf('▲')).toBe(17 + 20);
  });

  it('is exactly as wide as it may be, names devices as far as there is room, and is silent before anything was seen', () => {
    for (const width of [59, 79, 119, 199]) {
      for (const line of lines(aState({}, snapshot), width)) expect(cellsOf(safe(line))).toBeLessThanOrEqual(width);
    }
    const many = aSnapshot({ devices: Array.from({ length: 60 }, (_, i) => aDevice({ id: `02:00:00:00:01:${i}` as never })) });
    expect(textOf(timelineRows(aState({}, many), english, 79, 12))).toContain('… 54 more');
    expect(timelineRows(aState({}, aSnapshot({ captures: [], devices: [], phases: [] })), english, 79, 12)).toEqual([]);
  });
});
