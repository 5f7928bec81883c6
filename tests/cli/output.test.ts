import { linkSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command-error.ts';
import { Output } from '../../src/cli/output.ts';
import { safeText } from '../../src/language/safe-text.ts';
import { Desk } from './drive.ts';

const desk = new Desk();

describe('Output', () => {
  it('replaces an old result only when the new one comes, for the owner alone', () => {
    const path = desk.file('old', 'an old and longer result');
    const output = new Output(path);
    expect(readFileSync(path, 'utf8')).toBe('an old and longer result');
    output.line(safeText('one'));
    output.write(safeText('two'));
    output.close();
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves a file alone where only a new one may be written', () => {
    const path = desk.file('kept', 'old');
    expect(() => new Output(path, true)).toThrow(CommandError);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('never writes over a file that the command reads or keeps, under whatever name', () => {
    const read = desk.file('read.pcap', 'frames');
    const hidden = desk.path('other-name');
    symlinkSync(read, hidden);
    linkSync(read, desk.path('hard-link'));
    for (const path of [read, hidden, desk.path('hard-link')]) {
      expect(() => new Output(path, false, [desk.path('nowhere'), read])).toThrow(
        expect.objectContaining({ key: 'cli.error.output-input', exitCode: 2 }) as Error,
      );
    }
    expect(readFileSync(read, 'utf8')).toBe('frames');
  });

  it('empties the file where there is nothing to say', () => {
    const path = desk.file('nothing', 'old');
    new Output(path).close();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('writes in batches, in order', () => {
    const path = desk.path('long');
    const output = new Output(path);
    for (let i = 0; i < 50_000; i += 1) output.line(safeText(String(i)));
    output.close();
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toEqual(Array.from({ length: 50_000 }, (_, i) => String(i)));
  });

  it('leaves the mode of a device as it is', () => {
    const before = statSync('/dev/null').mode;
    const output = new Output('/dev/null');
    output.line(safeText('gone'));
    output.close();
    expect(statSync('/dev/null').mode).toBe(before);
  });

  it('a full disk is exit 5, a folder is a matter of usage', () => {
    const full = new Output('/dev/full');
    full.line(safeText('no room'));
    expect(() => full.flush()).toThrow(expect.objectContaining({ exitCode: 5 }) as Error);
    expect(() => new Output(desk.folder)).toThrow(CommandError);
  });

  it.each([
    ['nowhere/result.json', 'en', 'the folder that it should lie in does not exist'],
    ['nowhere/result.json', 'fr', 'le dossier où il devrait se trouver n’existe pas'],
    ['.', 'en', 'it is a folder'],
    ['x'.repeat(300), 'en', 'the name is too long'],
    ['/proc/self/mem/x', 'en', 'the folder that it should lie in does not exist'],
  ])('says in words why %s cannot be written (%s)', (path, lang, reason) => {
    const { status, stdout, stderr } = desk.run(['rules', 'list', '--output', path, '--lang', lang]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(`${path}${lang === 'fr' ? ' ' : ''}: ${reason}\n`);
  });

  it('says in words that the disk is full', () => {
    const { status, stderr } = desk.run(['rules', 'list', '--output', '/dev/full', '--lang', 'en']);
    expect([status, stderr]).toEqual([5, 'mouchard: cannot write /dev/full: the disk is full\n']);
  });
});
