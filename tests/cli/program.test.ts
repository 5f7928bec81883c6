import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Edges } from '../../src/cli/edges.ts';
import { ACTION_NAMES } from '../../src/ui/actions.ts';
import { buildProgram, RESULT_FORMATS } from '../../src/cli/program.ts';
import { englishIn } from '../builders/catalogue.ts';

const edges = { stdout: {}, stderr: {}, env: {}, argv: [] } as unknown as Edges;
const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
const program = buildProgram(edges, 'en', () => undefined);
const help = (language: 'en' | 'fr'): [string, string][] =>
  all(buildProgram(edges, language, () => undefined)).map((command) => [
    `${command.parent?.name() ?? ''} ${command.name()}`.trim(),
    command.helpInformation(),
  ]);

describe('buildProgram', () => {
  it('has the commands of the contract', () => {
    expect(all(program).map((command) => command.name())).toEqual([
      'mouchard',
      'analyze',
      'watch',
      'attach',
      'phase',
      'start',
      'end',
      'mark',
      'list',
      'decode',
      'sessions',
      'list',
      'show',
      'delete',
      'prune',
      'rules',
      'list',
      'check',
      'test',
      'explain',
      'doctor',
      'hotspot',
      'up',
      'down',
      'status',
      'serve-time',
    ]);
  });

  it.each(['analyze', 'watch', 'decode'])('%s takes the common options', (name) => {
    const options = program.commands.find((command) => command.name() === name)!.options.map(({ long }) => long);
    expect(options).toEqual(
      expect.arrayContaining([
        '--rules',
        '--home',
        '--region',
        '--device',
        '--vendor',
        '--store',
        '--no-store',
        '--lang',
        '--format',
        '--output',
        '--fail-on',
        '--quiet',
        '--verbose',
        '--no-color',
      ]),
    );
  });

  it('every command that a person types takes --lang', () => {
    for (const command of all(program).filter((each) => each.name() !== 'serve-time'))
      expect(
        command.options.map(({ long }) => long),
        command.name(),
      ).toContain('--lang');
  });

  it.each(help('fr'))('the help of %s is French', (_name, text) => {
    // What a file says, it says in one language.
    const actions = new RegExp(ACTION_NAMES.join('\\s+'));
    expect(englishIn(text.replace(actions, '').replace(/<[^>]*>|\brules\b/g, ''))).toBeNull();
    expect(text).not.toMatch(/<(?:dir|file|list|severity|language|mac=name)>|\[command\]/);
    expect(text).toContain('Utilisation');
  });

  it.each(help('en'))('the help of %s fits 80 columns and describes every option', (_name, text) => {
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/^ +--?\w\S*(?: <\S+>)?\n(?! {10})/m);
  });

  it('knows the forms of a result', () => {
    expect(RESULT_FORMATS).toEqual(['text', 'lines', 'json', 'ndjson', 'csv']);
  });
});
