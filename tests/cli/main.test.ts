import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishIn } from '../builders/catalogue.ts';
import { toyCapture } from './captures.ts';
import { Desk, PROGRAM } from './drive.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());

/** Wrong command lines, and the words that must be in the answer of each language. */
const WRONG: readonly (readonly [args: readonly string[], en: string, fr: string])[] = [
  [['nosuch'], 'there is no command nosuch', 'la commande nosuch n’existe pas'],
  [['analyse', 'x'], '(did you mean analyze?)', '(vouliez-vous dire analyze ?)'],
  [['sessions', 'nosuch'], 'there is no command sessions nosuch', 'la commande sessions nosuch n’existe pas'],
  [['rules', 'nosuch'], 'there is no command nosuch', 'la commande nosuch n’existe pas'],
  [['--nosuch'], 'there is no option --nosuch', 'l’option --nosuch n’existe pas'],
  [['decode', '--formt'], 'See: mouchard decode --help', 'Voir : mouchard decode --help'],
  [['decode', '--formt', 'x', 'y'], '(did you mean --format?)', '(vouliez-vous dire --format ?)'],
  [['analyze'], 'the argument capture is missing. See: mouchard analyze --help', 'l’argument capture manque'],
  [['sessions', 'show'], 'See: mouchard sessions show --help', 'Voir : mouchard sessions show --help'],
  [['sessions', 'show', '1', '2'], 'more arguments than sessions show takes', 'plus d’arguments que n’en prend sessions show'],
  [['analyze', '--fail-on'], 'the option --fail-on <severity> needs a value', 'l’option --fail-on <gravité> demande une valeur'],
  [['sessions', 'prune'], 'the option --keep <n> is needed. See: mouchard sessions prune --help', 'l’option --keep <n> est nécessaire'],
  [['sessions', 'prune', '--keep', '-1'], '--keep: -1 is not a whole number', 'n’est pas un nombre entier'],
  [
    ['analyze', '--format', 'html', 'x'],
    '--format: html is not one of text, lines, json, ndjson, csv',
    'html n’est pas l’une des valeurs text',
  ],
  [['attach'], 'the screens need a terminal', 'les écrans demandent un terminal'],
];

describe('main', () => {
  it.each(WRONG)('%j is exit 2, told in both languages', (args, en, fr) => {
    for (const [language, words] of [
      ['en', en],
      ['fr', fr],
    ] as const) {
      const { status, stdout, stderr } = desk.run(args, { env: { LANG: `${language}_XX.UTF-8` } });
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(words);
      if (language === 'fr') expect(englishIn(stderr)).toBeNull();
    }
  });

  it('no command, or half of one, prints the help on standard error: exit 2', () => {
    for (const args of [[], ['rules']]) {
      const { status, stdout, stderr } = desk.run(args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Commands:');
    }
  });

  it('--version and --help are results: standard output, exit 0', () => {
    expect(desk.run(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, stderr: '' });
    expect(desk.run(['rules', 'check', '--help', '--lang=fr'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Utilisation') as string,
    });
    // No line of a help begins with the sign that belongs to the word before it.
    const help = desk.run(['watch', '--help', '--lang', 'fr']).stdout;
    expect(help).toContain('par défaut');
    expect(help.split('\n').filter((line) => /^\s+[:;!?]/u.test(line))).toEqual([]);
    expect(desk.run(['phase', 'start', '--help', '--lang', 'fr']).stdout).toContain('<nom>');
  });

  it('the language is taken before a command too, and refused where there is none of that name', () => {
    expect(desk.run(['--lang', 'fr', 'sessions']).stdout).toBe('La base ne contient aucune session.\n');
    expect(desk.run(['--lang', 'de', 'sessions'])).toMatchObject({ status: 2, stderr: 'mouchard: --lang: de is not one of en, fr\n' });
  });

  it('a fault of its own is exit 70, with the stack and what to do', () => {
    // A program whose data files are gone.
    const broken = desk.path('broken');
    mkdirSync(broken);
    const root = dirname(dirname(PROGRAM));
    cpSync(dirname(PROGRAM), join(broken, 'dist'), { recursive: true, filter: (path) => !path.endsWith('/data') });
    for (const name of ['node_modules', 'rules', 'package.json']) symlinkSync(join(root, name), join(broken, name));
    const { status, stdout, stderr } = desk.shell(`node ${broken}/dist/bin.js analyze ${toy}`);
    expect([status, stdout]).toEqual([70, '']);
    expect(stderr).toContain('A fault in Mouchard itself');
    expect(stderr).toContain('oui.bin');
  });
});
