import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { newestRows, riskiestRows, summaryRows } from '../../../src/ui/view/dashboard.ts';
import { aCoverage, aDestination, aFinding, aSnapshot, START } from '../../builders/snapshot.ts';
import { aState, english, french, LIVE, NO_NOTES, screenText, textOf } from '../frames.ts';

describe('dashboard', () => {
  it('says how the network is doing', () => {
    const activity = [{ device: '02:00:00:00:00:01' as never, octets: [0, 500, 1_000, 3_000] }];
    const text = textOf(summaryRows(aState({ status: { ...LIVE, activity } }), english, 79));
    expect(text).toMatch(/Traffic +▁+▃▄█ {2}1\.50\skB\/s/);
    expect(text).toContain('3 destinations on the Internet, 1 tracker, 1 with another company');
    const wide = textOf(summaryRows(aState({ status: LIVE }), english, 99));
    expect(wide).toContain('2 devices, 3 destinations on the Internet, 1 tracker, 1 with another company, US~');
    expect(text).toContain('2 high, 1 medium, 1 note');
  });

  it('says less, but cuts nothing, where there is less room', () => {
    const rows = (width: number): readonly string[] => textOf(summaryRows(aState(), english, width)).split('\n');
    expect(rows(62)[2]).toMatch(/ 3 destinations on the Internet, 1 tracker$/);
    expect(rows(46)[2]).toMatch(/ 3 destinations on the Internet$/);
    expect(rows(30)[2]).toMatch(/ 2 devices$/);
    expect(rows(30)[3]).toMatch(/Findings +▲2 ◆1 ·1$/);
  });

  it('counts countries that it does not name', () => {
    const destinations = ['AT', 'BE', 'CN', 'DE', 'EE', 'FR', 'GR', 'HU'].map((country) => aDestination({ name: country, country }));
    expect(textOf(summaryRows(aState({}, aSnapshot({ destinations })), english, 200))).toContain('AT BE CN DE EE FR~ … 2 more');
  });

  it('leaves findings of the same moment in their order', () => {
    const findings = ['api', 'cdn', 'ads', 'log'].map((name, i) =>
      aFinding({ id: name, destination: `${name}.example`, first: i === 3 ? 5 : 9 }),
    );
    const text = textOf(newestRows(aState({}, aSnapshot({ findings })), english, 120, 4));
    expect([...text.matchAll(/(\w+)\.example/g)].map(([, name]) => name)).toEqual(['api', 'cdn', 'ads']);
  });

  it('shows the newest findings first, as many as there is room for', () => {
    const findings = Array.from({ length: 1_000 }, (_, i) => aFinding({ id: `f${i}`, first: START + ((i * 7_919) % 1_000) * 1e6, destination: `h${(i * 7_919) % 1_000}` })); // prettier-ignore
    const text = textOf(newestRows(aState({}, aSnapshot({ findings })), english, 120, 4));
    expect(text.split('\n')).toHaveLength(4);
    expect([...text.matchAll(/h(\d+)$/gm)].map(([, host]) => host)).toEqual(['999', '998', '997']);
    expect(newestRows(aState(), english, 79, 1)).toEqual([]);
    expect(newestRows(aState({}, aSnapshot({ findings: [] })), english, 79, 9)).toEqual([]);
  });

  it('of what is over, says how much it was, and over which time', () => {
    const text = textOf(summaryRows(aState(), english, 119));
    expect(text).toMatch(/Traffic +8\.10\sMB, 4,400 packets, 12\smin 31\ss/);
    expect(text).toMatch(/Content +█░{19} {2}anyone could read 3\.6\s%, encrypted 90\s%/);
    const silent = aSnapshot({ coverage: aCoverage({ payloadOctets: 0, readableOctets: 0, encryptedOctets: 0 }) });
    expect(textOf(summaryRows(aState({}, silent), english, 79))).toContain('none was exchanged that could be judged');
  });

  it('names the destinations that one would look at first, and cuts none into another name', () => {
    const destinations = [
      aDestination({ name: 'a.example', party: 'first' }),
      aDestination({ name: 'update.of.the.toy.pelune.example', registrableDomain: 'pelune.example', tracker: true, octetsUp: 1 }),
    ];
    const state = aState({}, aSnapshot({ destinations, findings: [] }));
    const rows = textOf(riskiestRows(state, english, 60, 5)).split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/talking-b… upda…\w*pelune\.example|talking-b… \S*…pelune\.example US~/);
    expect(rows[2]).toContain('a.example');
    expect(textOf(riskiestRows(state, english, 60, 2))).not.toContain('a.example');
    expect(riskiestRows(aState({}, aSnapshot({ destinations: [] })), english, 60, 5)).toEqual([]);
    expect(riskiestRows(state, english, 60, 1)).toEqual([]);
  });

  it('lists every device with its rate, its destinations and its worst finding', () => {
    const activity = [{ device: '02:00:00:00:00:01' as never, octets: [3_000, 3_000, 3_000] }];
    const text = screenText(aState({ status: { ...LIVE, activity }, columns: 120, rows: 40 }));
    expect(text).toMatch(/> talking-bear .*███ +3\.00\skB\/s +4 ▲2 ◆1 ·1 +Sends a child’s profile/);
    expect(text).toMatch(/nameless …00:fe +- +0 +-/);
    expect(text).toContain('Newest findings');
  });

  it('does not pass for good news what was left out', () => {
    const { findings } = aSnapshot();
    const excluded = findings.map(({ device }) => device!);
    const text = (language: 'en' | 'fr', more: Partial<Snapshot>): string =>
      textOf(summaryRows(aState({ language, status: LIVE }, aSnapshot(more)), language === 'en' ? english : french, 79));
    const notes = { ...NO_NOTES, excluded };
    expect(text('en', { notes })).toMatch(/Findings +4 left out with their device$/m);
    expect(text('fr', { notes })).toMatch(/Constats +4 écartés avec leur appareil$/m);
    expect(text('en', { notes, findings: [...findings, aFinding({ id: 'x', device: null })] })).toMatch(/Findings +1 high, 4 left out/);
    expect(text('en', { findings: [] })).toMatch(/Findings +none in what could be seen$/m);
  });

  it('says that there are more findings than are listed', () => {
    const coverage = aCoverage({ limits: [{ code: 'findings-limited', count: 4_320, incomplete: true }] });
    const text = textOf(summaryRows(aState({ status: LIVE }, aSnapshot({ coverage })), english, 79));
    expect(text).toMatch(/Findings +2 high, 1 medium, 1 note, 4,320 more not listed$/m);
  });
});
