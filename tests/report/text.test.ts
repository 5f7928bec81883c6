/* eslint-disable no-control-regex -- control characters are what is looked for */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/text.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { renderLines, renderText } from '../../src/report/text.ts';
import { cellsOf } from '../../src/language/text-cells.ts';
import { englishIn } from '../builders/catalogue.ts';
import { expectGolden } from '../builders/golden.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { aSnapshot, snapshotSaying } from '../builders/snapshot.ts';

const PLAIN = { columns: 80, color: false, verbose: false } as const;
/** Everything but the newline that a terminal or an eye could be tricked with. */
const HARMFUL = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\x00-\x09\x0b-\x1f\x7f-\x9f]/u;

describe('renderText', () => {
  it.each(LANGUAGES)('is a page that a person can read in %s', (language) => {
    expectGolden(new URL(`./page.golden.${language}.txt`, import.meta.url), renderText(aSnapshot(), { ...PLAIN, language }));
  });

  it.each(LANGUAGES)('tells everything where everything is wanted, in %s', (language) => {
    expectGolden(
      new URL(`./page-verbose.golden.${language}.txt`, import.meta.url),
      renderText(aSnapshot(), { ...PLAIN, language, verbose: true }),
    );
  });

  it.each([40, 60, 80, 120])('keeps within %i columns', (columns) => {
    for (const language of LANGUAGES) {
      const lines = renderText(aSnapshot(), { ...PLAIN, language, columns, verbose: true }).split('\n');
      expect(lines.filter((line) => cellsOf(line) > columns)).toEqual([]);
    }
  });

  it('in colour says the same as without', () => {
    const colored = renderText(aSnapshot(), { ...PLAIN, language: 'en', color: true });
    expect(colored).toMatch(/\x1b\[31m/);
    expect(colored.replace(/\x1b\[[0-9;]*m/g, '')).toBe(renderText(aSnapshot(), { ...PLAIN, language: 'en' }));
  });

  it('leaves no English in French', () => {
    // Conditions are quoted as the rule wrote them: they are code, not prose.
    const text = renderText(aSnapshot(), { ...PLAIN, language: 'fr', columns: 10_000, verbose: true });
    const prose = text.split('\n').filter((line) => !/^ *(?:Parce que|Règle|Traceur) /.test(line));
    expect(prose.filter((line) => englishIn(line) !== null)).toEqual([]);
  });
});

describe('every renderer', () => {
  const renderers = {
    'text en': (snapshot) => renderText(snapshot, { ...PLAIN, language: 'en' }),
    'text fr verbose': (snapshot) => renderText(snapshot, { ...PLAIN, language: 'fr', verbose: true }),
    lines: (snapshot) => renderLines(snapshot, 'en'),
    csv: (snapshot) => renderCsv(snapshot, 'fr'),
    json: (snapshot) => renderJson(snapshot),
    ndjson: (snapshot) => renderNdjson(snapshot),
  } satisfies Record<string, (snapshot: ReturnType<typeof aSnapshot>) => string>;

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('makes %s harmless in every field', (_name, text) => {
    for (const [name, render] of Object.entries(renderers)) {
      const rendered = render(snapshotSaying(text));
      expect(HARMFUL.exec(rendered)?.[0], name).toBeUndefined();
      expect(rendered.endsWith('\n'), name).toBe(true);
    }
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('JSON gives %s back exactly', (_name, text) => {
    const result = JSON.parse(renderJson(snapshotSaying(text))) as { captures: { name: string }[]; findings: { title: { fr: string } }[] };
    expect(result.captures[0]!.name).toBe(text);
    expect(result.findings[0]!.title.fr).toBe(text);
  });

  it('gives the same octets in any time zone and locale', () => {
    const script = `
      const { renderText, renderLines } = await import('../../src/report/text.ts');
      const { renderCsv } = await import('../../src/report/csv.ts');
      const { renderJson } = await import('../../src/report/json.ts');
      const { aSnapshot } = await import('../builders/snapshot.ts');
      const s = aSnapshot();
      const options = { columns: 80, color: false, verbose: true };
      process.stdout.write([renderJson(s), renderText(s, { ...options, language: 'fr' }), renderText(s, { ...options, language: 'en' }), renderLines(s, 'fr'), renderCsv(s, 'fr')].join(''));`;
    const run = (zone: string, locale: string): string =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
        cwd: import.meta.dirname,
        env: { ...process.env, TZ: zone, LANG: locale, LC_ALL: locale },
        encoding: 'utf8',
      });
    const first = run('UTC', 'C');
    expect(first.length).toBeGreaterThan(10_000);
    expect(run('Pacific/Kiritimati', 'ar_EG.UTF-8')).toBe(first);
  });

  it('calls devices by the names that people gave them', () => {
    const device = aSnapshot().devices.find(({ gateway }) => !gateway)!.id;
    const notes = { marks: [], names: [{ device, name: 'Ben' }], reviews: [], recordings: [] };
    const text = renderText(aSnapshot({ notes }), { language: 'en', columns: 200, color: false, verbose: false });
    expect(text).toContain(`Ben (${device})`);
    expect(text).toContain('Ben (told by you; certain)');
  });
});
