import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openingLines, spokenLines } from '../../src/ui/plain.ts';
import { reduce } from '../../src/ui/reduce.ts';
import { makeShow } from '../../src/ui/show.ts';
import type { UiStatus } from '../../src/ui/feed.ts';
import type { UiState } from '../../src/ui/state.ts';
import { aCoverage, aFinding, aSnapshot, snapshotSaying } from '../builders/snapshot.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { aState, LIVE, NO_NOTES, press } from './frames.ts';

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const HIDDEN = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const shows = { en: makeShow('en', false, true), fr: makeShow('fr', false, true) };

/** What is said after keys, from the screens as they open. */
function said(state: UiState, ...keys: readonly string[]): readonly string[] {
  const before = keys.length === 0 ? state : press(state, ...keys.slice(0, -1));
  const after = keys.length === 0 ? state : press(before, keys.at(-1)!);
  return spokenLines(before, after, shows[after.language]);
}

describe('plain mode', () => {
  const live = aState({ status: LIVE });
  const fed = (snapshot: Snapshot): UiState => reduce(live, { type: 'feed', snapshot, status: LIVE });

  it('says that the engine does not answer, that it answers again, and that it is lost', () => {
    const after = (before: UiState, more: Partial<UiStatus>): UiState =>
      reduce(before, { type: 'feed', snapshot: before.snapshot, status: { ...LIVE, ...more } });
    const silent = after(live, { heardMs: 1_700_000_000_000 });
    const lines = spokenLines(live, silent, shows.en);
    expect(lines[0]).toContain('! NO ANSWER since 22:13:20');
    expect(lines.slice(1)).toEqual(['The engine has not answered since 22:13:20; all figures are as of then.']);
    expect(spokenLines(silent, after(silent, { heardMs: 1_700_000_000_000 }), shows.en)).toEqual([]);
    expect(spokenLines(silent, after(silent, {}), shows.en).at(-1)).toBe('The engine answers again; all figures are up to date.');
    const lost = after(silent, { heardMs: 1_700_000_000_000, state: 'lost', done: true });
    expect(spokenLines(silent, lost, shows.fr).at(-1)).toBe(
      'Moteur arrêté de façon inattendue\u202f; tous les chiffres datent de 22:13:20.',
    );
  });

  it('counts and announces what the lists have: nothing of devices that are left out, and no notes while those are hidden', () => {
    const snapshot = aSnapshot();
    const excluded = [snapshot.findings[0]!.device!];
    const left = aState({ status: LIVE }, { ...snapshot, findings: [], notes: { ...NO_NOTES, excluded } });
    expect(openingLines(left, shows.en)[0]).toMatch(/1 device, 0 findings$/);
    const after = reduce(left, { type: 'feed', snapshot: { ...snapshot, notes: { ...NO_NOTES, excluded } }, status: LIVE });
    expect(spokenLines(left, after, shows.en).join()).not.toContain('New finding');
    const note = aFinding({ id: 'note', rule: { ...aFinding().rule, severity: 'info' } });
    const noted = reduce(live, { type: 'feed', snapshot: { ...snapshot, findings: [...snapshot.findings, note] }, status: LIVE });
    expect(spokenLines(live, noted, shows.en).join()).not.toContain('New finding');
    expect(spokenLines({ ...live, showsNotes: true }, { ...noted, showsNotes: true }, shows.en).join()).toContain('New finding: note');
  });

  it('opens with how it goes, the keys and where one is', () => {
    const lines = openingLines(live, shows.en);
    expect(lines[0]).toBe('Mouchard, wlan0, live, 4,400 packets, lost 0, unreadable 96.4\u00a0%, 2 devices, 4 findings');
    expect(lines[1]).toContain('? lists them');
    expect(lines.slice(2)).toEqual([
      'Live',
      'Traffic: -',
      expect.stringMatching(/^Content: anyone could read 3\.6\s%, encrypted 90\s%/),
      expect.stringMatching(/^Network: 2 devices, 3 destinations on the Internet, 1 tracker/),
      'Findings: 2 high, 1 medium, 1 note',
      'Devices: 2 of 2: by arrival',
      expect.stringMatching(/^1 of 2: /),
    ]);
  });

  it.each<[readonly string[], readonly (string | RegExp)[]]>([
    [['down'], [/^2 of 2: /]],
    [['up'], [/^1 of 2: /]],
    [['up', 'up'], []],
    [
      ['4'],
      ['Findings', /^Findings: 3 of 3: \(2 high, 1 medium\): by severity: 1 note hidden \(i\)$/, /^1 of 3: high, certain, talking-bear/],
    ],
    [['4', 'down'], [/^2 of 3: high/]],
    [
      ['4', 's'],
      ['Findings', /by time/, /^1 of 3/],
    ],
    [['m'], [/^Mark:.*Enter keeps it/]],
    [['m', 'a'], [/^Mark: a$/]],
    [['m', 'escape'], []],
    [['4', '/', 'q'], [/^Filter: q/]],
    [
      ['4', '/', 'q', 'enter'],
      ['Findings', /filter: q/, 'No row matches the filter. Esc clears it.', '1 note is hidden; i shows it.'],
    ],
    [['c'], [/shown: yes/]],
    [['c', ' '], [/shown: no/]],
    [['q'], [/^Leave\?/]],
    [[' '], ['picture frozen']],
    [['L'], ['Direct', 'Trafic: -', /^Contenu: lisible/, /^Réseau/, /^Constats/, /^Appareils/, /^1 sur 2/]],
    [
      ['4', 'i'],
      ['Notes stand among the findings.', 'Findings', /^Findings: 4 of 4/, /^1 of 4/],
    ],
    [['4', 'd'], [/^Whose destinations.*; 1 of 3: all devices; Enter chooses/]],
    [['4', 'd', 'down'], [/^2 of 3: talking-bear$/]],
    [
      ['4', 'd', 'down', 'enter'],
      ['Findings', /device: talking-bear/, /^1 of 3/],
    ],
  ])('after %j says only what is new', (keys, expected) => {
    const lines = said(live, ...keys);
    expect(lines, lines.join('\n')).toHaveLength(expected.length);
    for (const [i, text] of expected.entries()) {
      if (typeof text === 'string') expect(lines[i]).toBe(text);
      else expect(lines[i]).toMatch(text);
    }
  });

  it('reads a detail from beginning to end, in whole lines', () => {
    const lines = said(live, '4', 'enter');
    expect(lines[0]).toBe('Findings, cleartext-profile: new: 1 of 3');
    expect(lines).toContain('Meaning: Anyone between the device and the server could read the name and the date of birth of the child.');
    expect(lines).toContain('method: POST');
    expect(lines.every((line) => line === line.trim() && line !== '')).toBe(true);
  });

  it('draws nothing', () => {
    for (const keys of [['1'], ['2', 'enter'], ['3', 'enter'], ['4', 'enter'], ['5'], ['6'], ['?']])
      expect([...openingLines(press(live, ...keys), shows.en), ...said(live, ...keys)].join('\n')).not.toMatch(/[▲◆▪●○█▁─│┌✓✗⏎↑↓]/);
  });

  it('tells of what comes in, one by one as far as it is little', () => {
    const one = spokenLines(live, fed(aSnapshot({ findings: [...live.snapshot.findings, aFinding({ id: 'new' })] })), shows.en);
    expect(one).toEqual([expect.stringMatching(/^New finding: high, certain, talking-bear/)]);
    const many = Array.from({ length: 50 }, (_, i) => aFinding({ id: `n${i}` }));
    expect(spokenLines(live, fed(aSnapshot({ findings: many })), shows.en)).toHaveLength(11);
    expect(spokenLines(live, fed(live.snapshot), shows.en)).toEqual([]);
  });

  it('says at once what goes wrong', () => {
    const failed = reduce(live, { type: 'feed', snapshot: live.snapshot, status: { ...LIVE, state: 'failed' } });
    expect(spokenLines(live, failed, shows.en).join()).toContain('CAPTURE FAILED');
    const lost = reduce(live, { type: 'feed', snapshot: aSnapshot({ coverage: aCoverage() }), status: { ...LIVE, kernelDrops: 9 } });
    expect(spokenLines(live, lost, shows.en).join()).toContain('lost 9');
    const refused = reduce(live, { type: 'reply', reply: { type: 'mark', refusal: 'too-long' } });
    expect(spokenLines(live, refused, shows.en)).toEqual(['Not done: the text is too long']);
    expect(spokenLines(live, press(live, 'ctrl-c'), shows.en)).toEqual([expect.stringMatching(/^Stopping/)]);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 24)), text]))('is not moved by %s', (_name, text) => {
    const hostile = aState({ status: { ...LIVE, name: text } }, snapshotSaying(text));
    for (const keys of [['1'], ['3'], ['4', 'enter'], ['5'], ['6'], ['2', 'enter']]) {
      expect([...openingLines(press(hostile, ...keys), shows.en), ...said(hostile, ...keys)].join('')).not.toMatch(HIDDEN);
    }
  });
});
