import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadedRules } from '../../src/engine/loader.ts';
import { compileRules, loadRules } from '../../src/engine/loader.ts';
import { VOCABULARY, ruleText } from './fixtures.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mouchard-rules-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Buffer): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

function load(...directories: string[]): LoadedRules {
  return loadRules(
    directories.map((directory) => join(root, directory)),
    VOCABULARY,
  );
}

function problems(loaded: LoadedRules): readonly string[] {
  return loaded.problems.map((one) => `${one.file.slice(root.length + 1)}:${one.line}:${one.column}: ${one.message.en}`);
}

describe('loading rules', () => {
  it('walks the folders, sorts by id and hashes what it read', () => {
    write('r/exposure/clear-password.yaml', ruleText());
    write('r/contact/a-rule.yaml', ruleText({ id: 'a-rule', category: 'contact' }));
    for (const folder of ['schema', 'destinations', 'content', '.hidden']) write(`r/${folder}/no-rule.yaml`, 'x: 1');
    write('r/exposure/README.md', 'text');
    const loaded = load('r');
    expect(problems(loaded)).toEqual([]);
    expect(loaded.rules.map((rule) => rule.summary.id)).toEqual(['a-rule', 'clear-password']);
    const sha256 = createHash('sha256').update(ruleText()).digest('hex');
    expect(loaded.rules[1]!.summary.sha256).toBe(sha256);
    const pack = loaded.rules.map((rule) => `${rule.summary.id} ${rule.summary.sha256}\n`).join('');
    expect(loaded.sha256).toBe(createHash('sha256').update(pack).digest('hex'));
  });

  it('gives the same hash wherever the rules lie', () => {
    write('one/exposure/clear-password.yaml', ruleText());
    write('two/exposure/clear-password.yaml', ruleText());
    write('three/exposure/clear-password.yaml', ruleText({ version: '2' }));
    expect(load('one').sha256).toBe(load('two').sha256);
    expect(load('three').sha256).not.toBe(load('one').sha256);
  });

  it('lets a later directory override by id', () => {
    write('built-in/exposure/clear-password.yaml', ruleText());
    write('user/exposure/clear-password.yaml', ruleText({ severity: 'low' }));
    const loaded = load('built-in', 'user');
    expect(loaded.rules.map((rule) => rule.summary.severity)).toEqual(['low']);
    expect(loaded.overridden).toEqual(['clear-password']);
    expect(problems(loaded)).toEqual([]);
  });

  it('takes rules that lie in no category folder', () => {
    write('user/clear-password.yaml', ruleText({ category: 'mine' }));
    expect(load('user').rules.map((rule) => rule.summary.category)).toEqual(['mine']);
  });

  it('refuses an id twice in one directory', () => {
    write('r/exposure/clear-password.yaml', ruleText());
    write('r/security/clear-password.yaml', ruleText({ category: 'security' }));
    const loaded = load('r');
    expect(loaded.rules).toHaveLength(1);
    expect(problems(loaded)).toEqual([expect.stringContaining('r/security/clear-password.yaml:1:1: The id "clear-password" is that of')]);
  });

  it('reports every faulty file, in the order of files, lines and columns, and keeps the good ones', () => {
    write('r/exposure/a.yaml', ruleText({ id: 'b', version: '-1' }));
    write('r/exposure/b.yaml', 'a: [1\n');
    write('r/exposure/c.yml', Buffer.from([0x61, 0x3a, 0x20, 0xff]));
    write('r/exposure/clear-password.yaml', ruleText());
    write('r/exposure/d.yaml', 'x'.repeat(2_000_000));
    write('r/exposure/e.yaml', '');
    const loaded = load('r');
    expect(loaded.rules.map((rule) => rule.summary.id)).toEqual(['clear-password']);
    expect(problems(loaded)).toEqual([
      'r/exposure/a.yaml:1:5: The id "b" is not the name of the file, "a"',
      'r/exposure/a.yaml:2:10: Expected integer 1..1000000, found -1',
      expect.stringMatching(/^r\/exposure\/b\.yaml:\d+:\d+: Not valid YAML/),
      'r/exposure/c.yml:1:1: The file is not UTF-8',
      'r/exposure/d.yaml:1:1: The file is longer than 1048576 characters',
      'r/exposure/e.yaml:1:1: The file is empty',
    ]);
  });

  it('reads past a byte order mark and carriage returns', () => {
    write('r/exposure/clear-password.yaml', `\uFEFF${ruleText().replaceAll('\n', '\r\n')}`);
    expect(problems(load('r'))).toEqual([]);
    write('r/exposure/clear-password.yaml', ruleText({ version: '0' }).replaceAll('\n', '\r\n'));
    expect(problems(load('r'))).toEqual(['r/exposure/clear-password.yaml:2:10: Expected integer 1..1000000, found 0']);
  });

  it('knows frameworks by their files', () => {
    write('r/exposure/clear-password.yaml', ruleText({ clauses: '[{ framework: gdrp, clause: "32" }]' }));
    expect(problems(load('r'))).toEqual([]);
    write('r/frameworks/gdpr.yaml', 'name: x\n');
    expect(problems(load('r'))).toEqual([expect.stringContaining('Unknown framework "gdrp"; did you mean "gdpr"?')]);
  });

  it('reports folders that cannot be read, and survives links that form a ring', () => {
    expect(problems(load('nowhere'))).toEqual(['nowhere:1:1: The file or folder cannot be read (ENOENT)']);
    write('r/exposure/clear-password.yaml', ruleText());
    symlinkSync(join(root, 'r'), join(root, 'r/exposure/ring'));
    symlinkSync(join(root, 'missing.yaml'), join(root, 'r/exposure/torn.yaml'));
    const loaded = load('r');
    expect(loaded.rules).toHaveLength(1);
    expect(problems(loaded)).toEqual(['r/exposure/torn.yaml:1:1: The file or folder cannot be read (ENOENT)']);
  });

  it('refuses folders that are nested too deep', () => {
    write('r/a/b/c/d/e/f/clear-password.yaml', ruleText());
    expect(problems(load('r'))).toEqual([expect.stringContaining('Folders are nested too deep')]);
  });
});

describe('compiled rules', () => {
  const directory = (): string => join(root, 'r');
  const loadCompiled = (compiled: string | null, ...further: string[]): LoadedRules =>
    loadRules([directory(), ...further.map((name) => join(root, name))], VOCABULARY, compiled);
  beforeEach(() => {
    write('r/exposure/clear-password.yaml', ruleText());
    write('r/frameworks/gdpr.yaml', 'name: x\n');
  });

  it('stand for the files that they were made of', () => {
    const compiled = compileRules(directory(), VOCABULARY)!;
    expect(loadCompiled(compiled)).toStrictEqual(load('r'));
    // What was compiled is taken, not read anew.
    expect(loadCompiled(compiled.replace('"severity":"high"', '"severity":"low"')).rules[0]!.summary.severity).toBe('low');
  });

  it('are overridden by the rules of the user, whose frameworks change nothing for them', () => {
    const compiled = compileRules(directory(), VOCABULARY)!;
    write('user/frameworks/own.yaml', 'name: x\n');
    write('user/mine/other.yaml', ruleText({ id: 'other', category: 'mine', clauses: '[{ framework: own, clause: "1" }]' }));
    write('user/mine/clear-password.yaml', ruleText({ category: 'mine' }));
    const loaded = loadCompiled(compiled, 'user');
    expect(loaded).toStrictEqual(load('r', 'user'));
    expect(loaded.overridden).toEqual(['clear-password']);
    expect(loaded.rules).toHaveLength(2);
  });

  it.each([
    ['changed', (): unknown => write('r/exposure/clear-password.yaml', ruleText({ version: '3' }))],
    ['added', (): unknown => write('r/exposure/another.yaml', ruleText({ id: 'another' }))],
    ['removed', (): unknown => rmSync(join(root, 'r/exposure/clear-password.yaml'))],
    ['broken', (): unknown => write('r/exposure/clear-password.yaml', 'id: [')],
    ['unreadable', (): unknown => symlinkSync(join(root, 'missing.yaml'), join(root, 'r/exposure/torn.yaml'))],
  ])('give way where a file was %s', (_what, change) => {
    const compiled = compileRules(directory(), VOCABULARY)!;
    change();
    expect(loadCompiled(compiled)).toStrictEqual(load('r'));
  });

  it('are not made of faulty files', () => {
    write('r/exposure/a.yaml', 'id: [');
    expect(compileRules(directory(), VOCABULARY)).toBeNull();
  });
});
