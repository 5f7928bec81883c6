import { CommanderError, type Command } from 'commander';
import { detectLanguage } from '../language/detect-language.ts';
import { message, type MessageKey, type Parameters } from '../language/message.ts';
import { safeText } from '../language/safe-text.ts';
import { LANGUAGES, type Language } from '../model/text.ts';
import { inOrder } from './argument-order.ts';
import { CommandError } from './command-error.ts';
import { EXIT, type Edges } from './edges.ts';
import { OutputClosed } from './output.ts';
import { buildProgram } from './program.ts';

/** Lines of a stack that are shown of a fault of our own. */
const STACK_LINES_MAX = 6;

/** Runs the command line and returns the exit status. Every error becomes words on standard error; nothing escapes. */
export async function main(edges: Edges): Promise<number> {
  const language = languageOf(edges);
  let exitCode: number = EXIT.done;
  const program = buildProgram(edges, language, (code) => (exitCode = code));
  // A reader that has gone (`| head`) is no error of ours; results notice it where they are written.
  for (const stream of [edges.stdout, edges.stderr]) stream.on('error', () => undefined);
  process.once('uncaughtException', (error) => process.exit(explain(error, edges, language, program)));
  try {
    await program.parseAsync(inOrder(edges.argv, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, edges, language, program);
  }
}

/** The language is needed before the options are parsed: help and errors are in it too. */
function languageOf({ argv, env }: Edges): Language {
  for (let i = 0; i < argv.length; i += 1) {
    const given = argv[i] === '--lang' ? argv[i + 1] : /^--lang=(.*)$/.exec(argv[i]!)?.[1];
    const found = LANGUAGES.find((known) => known === given);
    if (found !== undefined) return found;
  }
  return detectLanguage(env);
}

function explain(error: unknown, edges: Edges, language: Language, program: Command): number {
  const say = (key: MessageKey, parameters: Parameters = {}, suffix = ''): void => {
    const text = `${message(language, key, parameters)}${suffix}`;
    edges.stderr.write(`${message(language, 'cli.error', { text })}\n`);
  };
  if (error instanceof OutputClosed) return EXIT.done;
  if (error instanceof CommandError) {
    say(error.key, error.parameters);
    for (const line of error.details) edges.stderr.write(`${safeText(line, 1_024)}\n`);
    return error.exitCode;
  }
  if (error instanceof CommanderError) {
    if (HELP_CODES.has(error.code)) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { key, parameters } = usageError(error, commandAt(inOrder(edges.argv, program), program));
    const nearest = /\(Did you mean (?:one of )?([^()]*)\?\)/.exec(error.message)?.[1];
    say(key, parameters, nearest === undefined ? '' : ` ${message(language, 'cli.rules.nearest', { name: nearest })}`);
    return EXIT.usage;
  }
  const lines = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  for (const line of lines.slice(1, STACK_LINES_MAX)) edges.stderr.write(`${safeText(line)}\n`);
  say('cli.error.fault', { text: lines[0]! });
  return EXIT.fault;
}

const HELP_CODES: ReadonlySet<string> = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** The command that a command line reaches: its names, and the first word after them; whether it is only a group of others. */
interface Reached {
  readonly command: string;
  readonly next: string | null;
  readonly group: boolean;
}

/** Commander's own errors by their codes, in our words. */
function usageError(error: CommanderError, { command, next, group }: Reached): { key: MessageKey; parameters: Parameters } {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const behind = { name, command: command === '' ? '' : `${command} ` };
  switch (error.code) {
    case 'commander.unknownOption':
      return { key: 'cli.error.unknown-option', parameters: behind };
    case 'commander.unknownCommand':
      return { key: 'cli.error.unknown-command', parameters: { name } };
    case 'commander.missingArgument':
      return { key: 'cli.error.missing-argument', parameters: { name, command } };
    case 'commander.optionMissingArgument':
      return { key: 'cli.error.option-value', parameters: behind };
    case 'commander.missingMandatoryOptionValue':
      return { key: 'cli.error.option-needed', parameters: behind };
    case 'commander.excessArguments':
      // A group that has a command of its own for when none is named takes an unknown name for an argument of that one.
      if (group && next !== null) return { key: 'cli.error.unknown-command', parameters: { name: `${command} ${next}` } };
      return { key: 'cli.error.excess-arguments', parameters: { command } };
    default:
      return { key: 'cli.error.usage', parameters: { text: error.message } };
  }
}

function commandAt(argv: readonly string[], program: Command): Reached {
  const names: string[] = [];
  let at = program;
  let next: string | null = null;
  for (const [index, word] of argv.entries()) {
    if (word.startsWith('-') || argv[index - 1] === '--lang') continue;
    const child = at.commands.find((command) => command.name() === word);
    if (child === undefined) {
      next = word;
      break;
    }
    names.push(word);
    at = child;
  }
  return { command: names.join(' '), next, group: at.commands.length > 0 };
}
