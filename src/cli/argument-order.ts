import type { Command, Option } from 'commander';

/**
 * The command line with the options that stand between a group of commands and the command of it put behind that command's name:
 * `sessions --store FILE show 1` becomes `sessions show --store FILE 1`. Otherwise a group that has a command for when none is named
 * would take the name for an argument of that one.
 */
export function inOrder(argv: readonly string[], program: Command): string[] {
  const names: string[] = [];
  const options: string[] = [];
  let at = program;
  let i = 0;
  while (i < argv.length && argv[i] !== '--') {
    const word = argv[i]!;
    const child = at.commands.find((command) => command.name() === word);
    if (child === undefined && !word.startsWith('-')) break;
    const length = child === undefined && takesValue(at, word) ? 2 : 1;
    // What stands before every command is the program's own.
    (child !== undefined || at === program ? names : options).push(...argv.slice(i, i + length));
    at = child ?? at;
    i += length;
    if (at.commands.length === 0) break;
  }
  return [...names, ...options, ...argv.slice(i)];
}

/** True where the next word is the value of an option of a command, or of one of its own commands. */
function takesValue(command: Command, word: string): boolean {
  const known: readonly Option[] = [command, ...command.commands].flatMap(({ options }) => options);
  return known.some((option) => (option.long === word || option.short === word) && (option.required || option.optional));
}
