import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command-error.ts';
import {
  addCommonOptions,
  addOutputOptions,
  commonOptions,
  keepOption,
  type CommonOptions,
  type RawOptions,
} from '../../src/cli/common-options.ts';

function parsed(args: readonly string[], colorful = false): CommonOptions {
  const command = addOutputOptions(addCommonOptions(new Command().exitOverride(), 'en'), 'en', ['text', 'json']);
  return commonOptions(command.parse([...args], { from: 'user' }).opts<RawOptions>(), colorful);
}

const COUNTRIES = 'a list of two-letter country codes such as FR or GB, or EU, EEA, EEA+UK, with commas between';

describe('commonOptions', () => {
  it('has defaults', () => {
    const { region, vendor, ...rest } = parsed([]);
    expect(region).toContain('FR');
    expect(region).toContain('GB');
    expect(vendor.size).toBe(0);
    expect(rest).toEqual({
      rules: [],
      home: [],
      device: [],
      store: null,
      failOn: null,
      output: null,
      quiet: false,
      verbose: false,
      color: false,
    });
  });

  it.each<[string[], Partial<CommonOptions>]>([
    [['--rules', 'a', '--rules', 'b'], { rules: ['a', 'b'] }],
    [['--home', '192.168.4.0/24', '--home', '2001:db8::/32'], { home: ['192.168.4.0/24', '2001:db8::/32'] }],
    [['--region', 'fr'], { region: ['FR'] }],
    [['--device', '02-00-00-00-00-0A'], { device: ['02:00:00:00:00:0a'] }],
    [['--vendor', '02:00:00:00:00:0A=Bear = Toys'], { vendor: new Map([['02:00:00:00:00:0a', 'Bear = Toys']]) }],
    [['--store', 'x.sqlite'], { store: 'x.sqlite' }],
    [['--no-store'], { store: false }],
    [['--fail-on', 'low'], { failOn: 'low' }],
    [['--output', 'x', '--quiet', '--verbose'], { output: 'x', quiet: true, verbose: true }],
  ])('%j', (args, expected) => {
    expect(parsed(args)).toMatchObject(expected);
  });

  it('colours where the terminal takes them, unless refused or written to a file', () => {
    expect([parsed([], true).color, parsed(['--no-color'], true).color, parsed(['--output', 'x'], true).color]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    [['--home', '192.168.4.0'], '--home', 'a network such as 192.168.4.0/24'],
    [['--home', '192.168.4.0/33'], '--home', 'a network such as 192.168.4.0/24'],
    [['--home', '192.168.4.0/24/1'], '--home', 'a network such as 192.168.4.0/24'],
    [['--region', 'Atlantis'], '--region', COUNTRIES],
    [['--region', 'ZZ'], '--region', COUNTRIES],
    [['--region', 'FR,UK'], '--region', COUNTRIES],
    [['--device', '02:00'], '--device', 'a MAC such as 02:00:00:00:00:01'],
    [['--vendor', '02:00:00:00:00:0a='], '--vendor', 'of the form MAC=NAME'],
    [['--fail-on', 'bad'], '--fail-on', 'one of info, low, medium, high, critical'],
    [['--format', 'xml'], '--format', 'one of text, json'],
    [['--lang', 'de'], '--lang', 'one of en, fr'],
    [['--rules', ''], '--rules', 'the name of a folder'],
  ])('%j is refused in words', (args, option, expected) => {
    try {
      parsed(args);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CommandError);
      expect(error).toMatchObject({ exitCode: 2, key: 'cli.error.bad-value', parameters: { option, expected } });
    }
  });

  it('--keep is a number and must be given', () => {
    const command = (): Command =>
      new Command()
        .exitOverride()
        .configureOutput({ outputError: () => undefined })
        .addOption(keepOption('en'));
    expect(command().parse(['--keep', '3'], { from: 'user' }).opts()).toEqual({ keep: 3 });
    expect(() => command().parse(['--keep', 'three'], { from: 'user' })).toThrow(CommandError);
    expect(() => command().parse([], { from: 'user' })).toThrow();
  });
});
