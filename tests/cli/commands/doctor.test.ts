import { describe, expect, it } from 'vitest';
import { englishIn } from '../../builders/catalogue.ts';
import { Desk } from '../drive.ts';

const desk = new Desk();

interface Page {
  readonly can_capture: boolean;
  readonly checks: readonly {
    readonly id: string;
    readonly level: string;
    readonly state: string;
    readonly facts: Record<string, unknown>;
  }[];
}

describe('mouchard doctor', () => {
  const { status, stdout, stderr } = desk.run(['doctor', '--format', 'json']);
  const page = JSON.parse(stdout) as Page;

  it('says as JSON and by its exit status whether this machine can capture', () => {
    expect(stderr).toBe('');
    expect(status).toBe(page.can_capture ? 0 : 4);
    expect(Object.keys(page)).toEqual(['tool', 'can_capture', 'checks']);
  });

  it('analyses the bundled recording, and finds what must be found', () => {
    const test = page.checks.find(({ id }) => id === 'analysis')!;
    expect(test).toMatchObject({ level: 'ok', state: 'ok', facts: { missing: [], unexpected: [] } });
    expect(test.facts['count']).toBeGreaterThan(5);
  });

  it('names the store, and makes none', () => {
    const store = (): unknown =>
      (JSON.parse(desk.run(['doctor', '--format', 'json']).stdout) as Page).checks.find(({ id }) => id === 'store');
    expect(store()).toMatchObject({ level: 'ok', state: 'none' });
    expect(store()).toMatchObject({ state: 'none' });
    const damaged = desk.file('damaged.sqlite', 'not a database at all, though it is long enough to look at'.repeat(40));
    const ran = desk.run(['doctor', '--format', 'json', '--store', damaged]);
    expect(ran.status).toBe(4);
    expect((JSON.parse(ran.stdout) as Page).checks.find(({ id }) => id === 'store')).toMatchObject({ level: 'problem' });
  });

  it('prints a page of 80 columns with a summary, in both languages', () => {
    for (const language of ['en', 'fr']) {
      const lines = desk.run(['doctor', '--lang', language]).stdout.split('\n');
      expect(lines.filter((line) => line.length > 80 && !line.trimStart().startsWith('$'))).toEqual([]);
      expect(lines.at(-2)).toMatch(language === 'en' ? /^(This machine|Everything)/ : /^(Cette machine|Tout)/);
    }
  });

  it('says everything in French', () => {
    expect(englishIn(desk.run(['doctor', '--lang', 'fr']).stdout.replace(/^ *\$.*$/gm, ''))).toBeNull();
  });

  it('as an ordinary user without rights says which command gives them', () => {
    if (process.getuid?.() !== 0) return expect(page.checks.map(({ id }) => id)).toContain('dumpcap');
    const ran = desk.shell('chmod 755 . && setpriv --reuid 65534 --regid 65534 --clear-groups $M doctor --store /nonexistent/store.sqlite');
    expect(ran.stdout).toMatch(/!! Nothing here may capture packets\.\n {5}\$ sudo (setcap|apt|dpkg)/);
    expect(ran.status).toBe(4);
  });
});
