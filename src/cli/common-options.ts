import { Option, type Command } from 'commander';
import { parseAddress } from '../bytes/address.ts';
import { parseDuration } from '../engine/duration.ts';
import { countriesOfRegion, DEFAULT_REGION } from '../knowledge/regions.ts';
import { countryName } from '../language/countries.ts';
import { message, type MessageKey } from '../language/message.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { LANGUAGES, type Language } from '../model/text.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';

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
  /** A file that names the phases of the captures. */
  phases?: string;
}

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

/** What an option takes: how a value is read (null where it is refused), and the words for what would have been right. */
export interface Kind<T> {
  readonly expected: MessageKey;
  readonly values?: readonly string[];
  readonly read: (value: string) => T | null;
}

const FOLDER: Kind<string> = { expected: 'cli.error.expected.folder', read: (value) => (value === '' ? null : value) };
const NETWORK: Kind<string> = { expected: 'cli.error.expected.network', read: network };
const REGION: Kind<readonly string[]> = { expected: 'cli.error.expected.region', read: region };
const DEVICE: Kind<string> = { expected: 'cli.error.expected.mac', read: mac };
const VENDOR: Kind<[string, string]> = { expected: 'cli.error.expected.vendor', read: vendor };
const SEVERITY: Kind<Severity> = {
  expected: 'cli.error.expected.severity',
  read: (value) => SEVERITIES.find((known) => known === value) ?? null,
};
const LANGUAGE: Kind<string> = {
  expected: 'cli.error.expected.language',
  read: (value) => LANGUAGES.find((known) => known === value) ?? null,
};
const COUNT_MOST = 100_000;
const NUMBER: Kind<number> = { expected: 'cli.error.expected.number', read: (value) => (/^\d{1,9}$/.test(value) ? Number(value) : null) };

/** The options that every analysing command has, in CONTRACT's order. */
export function addCommonOptions(command: Command, language: Language): Command {
  const say = (key: MessageKey): string => message(language, key);
  const file = say('cli.value.file');
  return command
    .addOption(rulesOption(language))
    .addOption(repeatable(new Option('--home <cidr>', say('cli.option.home')), NETWORK, language))
    .addOption(single(new Option(`--region <${say('cli.value.list')}>`, say('cli.option.region')), REGION, language))
    .addOption(repeatable(new Option('--device <mac>', say('cli.option.device')), DEVICE, language))
    .addOption(repeatable(new Option(`--vendor <${say('cli.value.maker')}>`, say('cli.option.vendor')), VENDOR, language))
    .option(`--store <${file}>`, say('cli.option.store'))
    .option('--no-store', say('cli.option.no-store'))
    .addOption(single(new Option(`--fail-on <${say('cli.value.severity')}>`, say('cli.option.fail-on')), SEVERITY, language));
}

/** `--rules`, which may come more than once. */
export function rulesOption(language: Language): Option {
  const option = new Option(`--rules <${message(language, 'cli.value.folder')}>`, message(language, 'cli.option.rules'));
  return repeatable(option, FOLDER, language);
}

/** `--keep` of `sessions prune`, which must be given. */
export function keepOption(language: Language): Option {
  return single(new Option('--keep <n>', message(language, 'cli.option.keep')), NUMBER, language).makeOptionMandatory();
}

/** An option that takes a duration such as `30m`, in milliseconds. */
export function durationOption(flags: string, description: string, language: Language): Option {
  const kind: Kind<number> = { expected: 'cli.error.expected.duration', read: (value) => wholeMilliseconds(parseDuration(value)) };
  return single(new Option(flags, description), kind, language);
}

/** An option that takes a number greater than 0, which need not be whole. */
export function factorOption(flags: string, description: string, language: Language): Option {
  const read = (value: string): number | null => (/^\d{1,6}(\.\d{1,6})?$/.test(value) && Number(value) > 0 ? Number(value) : null);
  return single(new Option(flags, description), { expected: 'cli.error.expected.factor', read }, language);
}

/** An option that takes a whole number from 1 to 100,000. */
export function countOption(flags: string, description: string, language: Language): Option {
  const read = (value: string): number | null => {
    const count = NUMBER.read(value) ?? 0;
    return count >= 1 && count <= COUNT_MOST ? count : null;
  };
  return single(new Option(flags, description), { expected: 'cli.error.expected.count', read }, language);
}

/** An option that takes one of some words. */
export function choiceOption(flags: string, description: string, values: readonly string[], language: Language): Option {
  const kind: Kind<string> = {
    expected: 'cli.error.expected.source',
    values,
    read: (value) => (values.includes(value) ? value : null),
  };
  return single(new Option(flags, description), kind, language);
}

/** An option that takes any text but an empty one, once or repeatedly. */
export function textOption(flags: string, description: string, repeats: boolean, language: Language): Option {
  const kind: Kind<string> = { expected: 'cli.error.expected.text', read: (value) => (value.trim() === '' ? null : value) };
  return (repeats ? repeatable : single)(new Option(flags, description), kind, language);
}

/** `--lang`, which every command takes, and the program before any command. */
export function languageOption(language: Language): Option {
  const option = new Option(`--lang <${message(language, 'cli.value.language')}>`, message(language, 'cli.option.lang'));
  return single(option, LANGUAGE, language);
}

/** The options about what is shown, of every command. */
export function addOutputOptions(command: Command, language: Language, formats: readonly string[]): Command {
  const say = (key: MessageKey): string => message(language, key);
  if (formats.length > 0) {
    const text = message(language, 'cli.option.format', { values: formats.join(', ') });
    const kind: Kind<string> = {
      expected: 'cli.error.expected.format',
      values: formats,
      read: (value) => (formats.includes(value) ? value : null),
    };
    command.addOption(single(new Option('--format <format>', text), kind, language));
    command.option(`--output <${say('cli.value.file')}>`, say('cli.option.output'));
  }
  return command
    .addOption(languageOption(language))
    .option('--quiet', say('cli.option.quiet'))
    .option('--verbose', say('cli.option.verbose'))
    .option('--no-color', say('cli.option.no-color'));
}

/** What was given, with the defaults of what was not. `colorful`: the output goes to a terminal that takes colours. */
export function commonOptions(raw: RawOptions, colorful: boolean): CommonOptions {
  return {
    rules: raw.rules ?? [],
    home: raw.home ?? [],
    region: raw.region ?? countriesOfRegion(DEFAULT_REGION)!,
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

/** Microseconds as whole milliseconds; null for less than one, and for what is no duration. */
function wholeMilliseconds(micros: number | null): number | null {
  return micros === null || micros < 1_000 ? null : Math.round(micros / 1_000);
}

/** An option that is read by its kind; one that may come more than once is `repeatable`. */
export function single<T>(option: Option, kind: Kind<T>, language: Language): Option {
  return option.argParser((value: string) => accepted(option, value, kind, language));
}

function repeatable<T>(option: Option, kind: Kind<T>, language: Language): Option {
  return option.argParser((value: string, all: readonly T[] | undefined) => [...(all ?? []), accepted(option, value, kind, language)]);
}

/** The value as the option takes it. One that it refuses ends the command: told in our words, not in commander's. */
function accepted<T>(option: Option, value: string, kind: Kind<T>, language: Language): T {
  const read = kind.read(value);
  if (read !== null) return read;
  const expected = message(language, kind.expected, { values: kind.values?.join(', ') ?? '' });
  throw new CommandError(EXIT.usage, 'cli.error.bad-value', {
    option: option.long ?? option.flags,
    value: value === '' ? '""' : value,
    expected,
  });
}

function mac(value: string): string | null {
  const text = value.toLowerCase().replaceAll('-', ':');
  return MAC.test(text) ? text : null;
}

/** Countries that there are: what nobody is in would make every place a foreign one. */
function region(value: string): readonly string[] | null {
  const countries = countriesOfRegion(value.toUpperCase());
  return countries?.every((country) => countryName('en', country) !== null) === true ? countries : null;
}

function vendor(value: string): [string, string] | null {
  const at = value.indexOf('=');
  const address = at < 0 ? null : mac(value.slice(0, at));
  return address === null || at === value.length - 1 ? null : [address, value.slice(at + 1)];
}

function network(value: string): string | null {
  const [address = '', length = '', ...rest] = value.split('/');
  const octets = parseAddress(address);
  const fits = octets !== null && rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= octets.length * 8;
  return fits ? value : null;
}
