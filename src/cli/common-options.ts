import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseAddress } from '../bytes/address.ts';
import { countriesOfRegion, DEFAULT_REGION } from '../knowledge/regions.ts';
import { message, type MessageKey } from '../language/message.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { Language } from '../model/text.ts';

/** What the options of all analysing commands come to. */
export interface CommonOptions {
  readonly rules: readonly string[];
  readonly home: readonly string[];
  readonly region: readonly string[];
  readonly device: readonly string[];
  readonly vendor: ReadonlyMap<string, string>;
  /** The store's file; false with --no-store; null for the default place. */
  readonly store: string | false | null;
  readonly failOn: Severity | null;
  readonly output: string | null;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
}

/** As commander hands them over. */
export interface RawOptions {
  rules?: string[];
  home?: string[];
  region?: readonly string[];
  device?: string[];
  vendor?: [string, string][];
  store?: string | boolean;
  failOn?: Severity;
  output?: string;
  quiet?: boolean;
  verbose?: boolean;
  color?: boolean;
  format?: string;
}

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

/** A value that an option does not take; `expected` says what it does. */
export class BadValueError extends InvalidArgumentError {
  readonly expected: MessageKey;
  readonly values: string;
  constructor(expected: MessageKey, values = '') {
    super(String(expected));
    this.expected = expected;
    this.values = values;
  }
}

/** The options that every analysing command has, in CONTRACT's order. */
export function addCommonOptions(command: Command, language: Language): Command {
  const say = (key: MessageKey): string => message(language, key);
  return command
    .addOption(new Option('--rules <dir>', say('cli.option.rules')).argParser(collect))
    .addOption(new Option('--home <cidr>', say('cli.option.home')).argParser((value, all?: string[]) => collect(network(value), all)))
    .addOption(new Option('--region <list>', say('cli.option.region')).argParser(region))
    .addOption(new Option('--device <mac>', say('cli.option.device')).argParser((value, all?: string[]) => collect(mac(value), all)))
    .addOption(new Option('--vendor <mac=name>', say('cli.option.vendor')).argParser(vendor))
    .option('--store <file>', say('cli.option.store'))
    .option('--no-store', say('cli.option.no-store'))
    .addOption(new Option('--fail-on <severity>', say('cli.option.fail-on')).argParser(severity));
}

/** The options about what is shown, of every command. */
export function addOutputOptions(command: Command, language: Language, formats: readonly string[]): Command {
  const say = (key: MessageKey): string => message(language, key);
  if (formats.length > 0) {
    const text = message(language, 'cli.option.format', { values: formats.join(', ') });
    command.addOption(new Option('--format <format>', text).argParser((value) => oneOf(value, formats)));
    command.option('--output <file>', say('cli.option.output'));
  }
  return command
    .addOption(
      new Option('--lang <language>', say('cli.option.lang')).argParser((value) =>
        oneOf(value, ['en', 'fr'], 'cli.error.expected.language'),
      ),
    )
    .option('--quiet', say('cli.option.quiet'))
    .option('--verbose', say('cli.option.verbose'))
    .option('--no-color', say('cli.option.no-color'));
}

/** What was given, with the defaults of what was not. `colorful`: the output goes to a terminal that takes colours. */
export function commonOptions(raw: RawOptions, colorful: boolean): CommonOptions {
  return {
    rules: raw.rules ?? [],
    home: raw.home ?? [],
    region: raw.region ?? region(DEFAULT_REGION),
    device: raw.device ?? [],
    vendor: new Map(raw.vendor ?? []),
    store: typeof raw.store === 'string' ? raw.store : raw.store === false ? false : null,
    failOn: raw.failOn ?? null,
    output: raw.output ?? null,
    quiet: raw.quiet ?? false,
    verbose: raw.verbose ?? false,
    color: colorful && raw.color !== false && raw.output === undefined,
  };
}

function collect(value: string, all: string[] = []): string[] {
  return [...all, value];
}

function oneOf(value: string, values: readonly string[], expected: MessageKey = 'cli.error.expected.format'): string {
  if (!values.includes(value)) throw new BadValueError(expected, values.join(', '));
  return value;
}

function severity(value: string): Severity {
  const found = SEVERITIES.find((known) => known === value);
  if (found === undefined) throw new BadValueError('cli.error.expected.severity');
  return found;
}

function mac(value: string): string {
  const text = value.toLowerCase().replaceAll('-', ':');
  if (!MAC.test(text)) throw new BadValueError('cli.error.expected.mac');
  return text;
}

function vendor(value: string, all: [string, string][] = []): [string, string][] {
  const at = value.indexOf('=');
  if (at < 0 || at === value.length - 1) throw new BadValueError('cli.error.expected.vendor');
  return [...all, [mac(value.slice(0, at)), value.slice(at + 1)]];
}

function network(value: string): string {
  const [address = '', length = ''] = value.split('/');
  const octets = parseAddress(address);
  if (octets === null || !/^\d{1,3}$/.test(length) || Number(length) > octets.length * 8)
    throw new BadValueError('cli.error.expected.network');
  return value;
}

function region(value: string): readonly string[] {
  const countries = countriesOfRegion(value.toUpperCase());
  if (countries === null) throw new BadValueError('cli.error.expected.region');
  return countries;
}
