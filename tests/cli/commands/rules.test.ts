import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishIn } from '../../builders/catalogue.ts';
import { BUILT_IN_RULES } from '../../../src/cli/package-files.ts';
import { toyCapture } from '../captures.ts';
import { Desk, hiddenIn } from '../drive.ts';

const desk = new Desk();
const RULE = `id: says-hello
version: 1
concern: privacy
category: exposure
severity: low
confidence: certain
grade: observed
title: {en: Says hello, fr: Dit bonjour}
explanation: {en: It says hello., fr: Il dit bonjour.}
innocent_explanation: {en: It is polite., fr: Il est poli.}
advice: {en: Answer., fr: Répondre.}
references: ['https://www.rfc-editor.org/rfc/rfc9110']
clauses: []
on: http.request
where: {method: {is: POST}}
per: [device, destination]
tests:
  - name: fires
    given: [{http.request: {method: POST}}]
    expect: 1
  - name: is silent
    given: [{http.request: {method: GET}}]
    expect: 0
`;

/** A folder of rules with this one in it. */
function folder(name: string, text: string): string {
  const path = desk.path(name);
  mkdirSync(join(path, 'exposure'), { recursive: true });
  writeFileSync(join(path, 'exposure', 'says-hello.yaml'), text);
  return path;
}

const builtIn = readdirSync(BUILT_IN_RULES, { recursive: true }).filter((name) =>
  /^(?!destinations|frameworks).*\.yaml$/.test(String(name)),
).length;

describe('mouchard rules', () => {
  it('lists every rule, in lines and as JSON', () => {
    const { status, stdout } = desk.run(['rules', 'list']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^cleartext-http-password +high +Sends a password/m);
    const json = JSON.parse(desk.run(['rules', 'list', '--format', 'json']).stdout) as { id: string }[];
    expect(json.map(({ id }) => id)).toEqual(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    );
    expect(json.length).toBeGreaterThan(0.9 * builtIn);
  });

  it('names the fields in JSON as rule files and findings do', () => {
    const [rule] = JSON.parse(desk.run(['rules', 'list', '--format', 'json']).stdout) as [Record<string, unknown>];
    expect(Object.keys(rule).join(' ')).toBe(
      'id version sha256 title explanation innocent_explanation advice concern category severity confidence grade clauses references',
    );
    expect(rule).toMatchObject({ innocent_explanation: { en: expect.any(String) as string, fr: expect.any(String) as string } });
  });

  it('checks the rules of the user beside the built-in ones', () => {
    const { status, stdout } = desk.run(['rules', 'check', '--rules', folder('good', RULE)]);
    expect(status).toBe(0);
    const [, count] = /^(\d+) rules are valid\.$/m.exec(stdout)!;
    expect(desk.run(['rules', 'check']).stdout).toBe(`${Number(count) - 1} rules are valid.\n`);
  });

  it.each([
    [
      'a misspelt key',
      RULE.replace('severity:', 'severty:'),
      /says-hello\.yaml:5:1: .*; did you mean "severity"\? \(expected: /,
      / ; vouliez-vous dire "severity" \? \(attendu : /,
    ],
    [
      'an unknown field',
      RULE.replace('{method: {is: POST}}', '{metod: {is: POST}}'),
      /says-hello\.yaml:15:9: .*; did you mean "method"\? \(expected: /,
      /says-hello\.yaml:15:9/,
    ],
    ['no YAML', `${RULE}\n}{`, /says-hello\.yaml:\d+:\d+: /, /says-hello\.yaml:\d+:\d+/],
  ])('%s is exit 2 with file, line and column', (name, text, en, fr) => {
    const rules = folder(`bad ${name}`, text);
    for (const args of [['check'], ['list'], ['explain', 'says-hello']]) {
      const { status, stdout, stderr } = desk.run(['rules', ...args, '--rules', rules]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(en);
    }
    const french = desk.run(['rules', 'check', '--lang', 'fr', '--rules', rules]);
    expect(french.stderr.replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(fr);
    expect(desk.run(['analyze', '--no-store', '--rules', rules, desk.file('toy.pcap', toyCapture())])).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  it('a folder that is not there is exit 2', () => {
    expect(desk.run(['rules', 'check', '--rules', desk.path('nowhere')])).toMatchObject({ status: 2, stdout: '' });
  });

  it('runs the tests in the files: exit 1 where one fails', () => {
    expect(desk.run(['rules', 'test'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+ tests passed, 0 failed/) as string,
    });
    const failing = folder('failing', RULE.replace('method: GET', 'method: POST'));
    const { status, stdout } = desk.run(['rules', 'test', '--rules', failing]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^says-hello: is silent: /);
    expect(stdout).toMatch(/1 failed/);
  });

  it('explains a rule under headings, in 80 columns', () => {
    const { status, stdout } = desk.run(['rules', 'explain', 'cleartext-http-password']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Sends a password/);
    for (const heading of ['Meaning', 'May be fine', 'What to do', 'How it decides', 'References'])
      expect(stdout).toContain(`\n\n${heading}\n\n`);
    for (const line of stdout.split('\n')) expect(line.includes('https://') || line.length <= 80, line).toBe(true);
    expect(hiddenIn(stdout)).toBeNull();
    expect(desk.run(['rules', 'explain', 'no-such-rule'])).toMatchObject({
      status: 2,
      stderr: 'mouchard: there is no rule no-such-rule\n',
    });
  });

  it('knows which rule was probably meant', () => {
    const { status, stderr } = desk.run(['rules', 'explain', 'cleartext-http-pasword']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/there is no rule cleartext-http-pasword\n\s*\(did you mean cleartext-http-password\?\)\n/);
  });

  it('says everything in French', () => {
    for (const args of [['list'], ['check'], ['test'], ['explain', 'says-hello'], ['explain', 'no-such-rule']]) {
      const { stdout, stderr } = desk.run(['rules', ...args, '--lang', 'fr', '--rules', folder('good', RULE)]);
      const ids = args[0] === 'list' ? stdout.replace(/^\S+/gm, '') : stdout;
      expect(`${stdout}${stderr}`).not.toBe('');
      expect(englishIn(`${ids}${stderr}`.replace(/no-such-rule|https?:\S+/g, ''))).toBeNull();
    }
  });
});
