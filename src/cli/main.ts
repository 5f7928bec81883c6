import { CommanderError, type Command } from 'commander';
import { detectLanguage } from '../language/detect-language.ts';
import { message, type MessageKey, type Parameters } from '../language/message.ts';
import { safeText } from '../language/safe-text.ts';
import { LANGUAGES, type Language } from '../model/text.ts';
import { CommandError } from './command-error.ts';
import { BadValueError } from './common-options.ts';
import { EXIT, type Edges } from './edges.ts';
import { OutputClosed } from './output.ts';
import { buildProgram } from './program.ts';

/** Runs the command line and returns the exit status. Every error becomes words on standard error; nothing escapes. */
export async function main(edges: Edges): Promise<number> {
  const language = languageOf(edges);
  let exitCode: number = EXIT.done;
  const program = buildProgram(edges, language, (code) => (exitCode = code));
  try {
    await program.parseAsync(edges.argv, { from: 'user' });
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
  const say = (key: MessageKey, parameters: Parameters = {}): void => {
    edges.stderr.write(`${message(language, 'cli.error', { text: message(language, key, parameters) })}\n`);
  };
  if (error instanceof OutputClosed) return EXIT.done;
  if (error instanceof CommandError) {
    say(error.key, error.parameters);
    for (const line of error.details) edges.stderr.write(`${safeText(line, 1_024)}\n`);
    return error.exitCode;
  }
  if (error instanceof CommanderError) return explainUsage(error, say, edges, program);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of text.split('\n').slice(1, 6)) edges.stderr.write(`${safeText(line)}\n`);
  say('cli.error.fault', { text: text.split('\n')[0]! });
  return EXIT.fault;
}

/** Commander's own errors by their codes, in our words. */
function explainUsage(
  error: CommanderError,
  say: (key: MessageKey, parameters?: Parameters) => void,
  edges: Edges,
  program: Command,
): number {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const command = commandNamed(edges, program);
  switch (error.code) {
    case 'commander.helpDisplayed':
    case 'commander.help':
    case 'commander.version':
      return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    case 'commander.unknownOption':
      say('cli.error.unknown-option', { name: quoted });
      break;
    case 'commander.unknownCommand':
      say('cli.error.unknown-command', { name: quoted });
      break;
    case 'commander.missingArgument':
      say('cli.error.missing-argument', { name: quoted, command });
      break;
    case 'commander.optionMissingArgument':
      say('cli.error.option-value', { name: quoted });
      break;
    case 'commander.excessArguments':
      say('cli.error.excess-arguments', { command });
      break;
    default:
      say('cli.error.usage', { text: error.message });
  }
  return EXIT.usage;
}

function commandNamed(edges: Edges, program: Command): string {
  return edges.argv.find((word) => program.commands.some((command) => command.name() === word)) ?? '';
}

/** A value that an option refused, told in our words. */
export function badValue(error: BadValueError, option: string, value: string, language: Language): CommandError {
  const expected = message(language, error.expected, { values: error.values });
  return new CommandError(EXIT.usage, 'cli.error.bad-value', { option, value, expected });
}
