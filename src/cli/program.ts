import { Command, type Option } from 'commander';
import { message, type MessageKey } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Language } from '../model/text.ts';
import { wrap } from '../report/wrap.ts';
import type { PhaseOptions } from './commands/phase.ts';
import {
  addCommonOptions,
  addOutputOptions,
  keepOption,
  languageOption,
  rulesOption,
  textOption,
  type RawOptions,
} from './common-options.ts';
import { addHotspot } from './commands/hotspot-options.ts';
import type { Edges } from './edges.ts';
import { addScreenOptions, addWatchOptions } from './live/add-watch-options.ts';
import type { WatchOptions } from './live/watch-options.ts';
import { packageVersion } from './package-files.ts';

/** Forms of the result of `analyze`, `watch --headless` and `sessions show`. */
export const RESULT_FORMATS = ['text', 'lines', 'json', 'ndjson', 'csv'] as const;

/**
 * The commands, their options and their help in one language. Each action loads its module only when it is chosen, so that
 * `--version` and `--help` stay quick. `exit` takes the exit status of the command that ran.
 */
export function buildProgram(edges: Edges, language: Language, exit: (code: number) => void): Command {
  const say = (key: MessageKey): string => message(language, key);
  const program = new Command('mouchard');
  program.description(say('cli.about')).version(packageVersion(), '--version', say('cli.option.version'));
  program.addOption(languageOption(language));
  addAnalyze(program, edges, language, exit);
  addWatch(program, edges, language, exit);
  addAttach(program, edges, language, exit);
  addPhase(program, edges, language, exit);
  addDecode(program, edges, language, exit);
  addSessions(program, edges, language, exit);
  addRules(program, edges, language, exit);
  addDoctor(program, edges, language, exit);
  addHotspot(program, edges, language, exit);
  for (const command of [program, ...descendants(program)]) dress(command, edges, language);
  program.hook('preAction', async (_program, command) => {
    if (process.geteuid?.() === 0 && !LOOK_AFTER_ROOT.has(nameOf(command))) {
      const { giveUpRoot } = await import('./live/give-up-root.ts');
      giveUpRoot(edges, language);
    }
  });
  return program;
}

/** Commands that need root, or look themselves when they have no need of it any more. All others give it up before they begin. */
const LOOK_AFTER_ROOT: ReadonlySet<string> = new Set(['analyze', 'decode', 'watch', 'attach', 'phase', 'doctor', 'hotspot']);

/** The name of the command right below the program that a command belongs to. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : nameOf(parent);
}

function addAnalyze(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const command = program.command('analyze').description(message(language, 'cli.analyze'));
  command.argument('<capture...>', message(language, 'cli.arg.captures'));
  command.option(`--phases <${message(language, 'cli.value.file')}>`, message(language, 'cli.option.phases'));
  addOutputOptions(addCommonOptions(command, language), language, RESULT_FORMATS);
  command.action(async (captures: string[], raw: RawOptions) => {
    const { analyze } = await import('./commands/analyze.ts');
    exit(await analyze(edges, language, captures, raw));
  });
}

function addWatch(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const command = program.command('watch').description(message(language, 'cli.watch'));
  command.argument('[capture]', message(language, 'cli.arg.stream'));
  addWatchOptions(command, language);
  addOutputOptions(addCommonOptions(addScreenOptions(command, language), language), language, RESULT_FORMATS);
  command.action(async (stream: string | undefined, raw: WatchOptions) => {
    const { watch } = await import('./commands/watch.ts');
    exit(await watch(edges, language, stream, raw));
  });
}

function addAttach(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const command = program.command('attach').description(message(language, 'cli.attach'));
  command.argument('[session]', message(language, 'cli.arg.attach'));
  command.option(`--store <${message(language, 'cli.value.file')}>`, message(language, 'cli.option.store'));
  addOutputOptions(addScreenOptions(command, language), language, []);
  command.action(async (session: string | undefined, raw: WatchOptions) => {
    const { attach } = await import('./commands/attach.ts');
    exit(await attach(edges, language, session, raw));
  });
}

function addPhase(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const say = (key: MessageKey): string => message(language, key);
  const phase = program.command('phase').description(say('cli.phase'));
  const add = (name: string, description: MessageKey, formats: readonly string[]): Command => {
    const command = phase.command(name).description(say(description));
    const option = textOption(`--session <${say('cli.value.session')}>`, say('cli.option.session'), false, language);
    return addOutputOptions(command.addOption(option), language, formats);
  };
  const module = () => import('./commands/phase.ts');
  add('start', 'cli.phase.start', [])
    .argument(`<${say('cli.value.name')}>`, say('cli.arg.phase'))
    .action(async (name: string, raw: PhaseOptions) => exit(await (await module()).start(edges, language, name, raw)));
  add('end', 'cli.phase.end', []).action(async (raw: PhaseOptions) => exit(await (await module()).end(edges, language, raw)));
  add('mark', 'cli.phase.mark', [])
    .argument(`<${say('cli.value.text')}>`, say('cli.arg.mark'))
    .action(async (text: string, raw: PhaseOptions) => exit(await (await module()).mark(edges, language, text, raw)));
  add('list', 'cli.phase.list', ['text', 'json']).action(async (raw: PhaseOptions) =>
    exit(await (await module()).list(edges, language, raw)),
  );
}

function addDecode(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const command = program.command('decode').description(message(language, 'cli.decode'));
  command.argument('<capture...>', message(language, 'cli.arg.captures'));
  addOutputOptions(addCommonOptions(command, language), language, ['ndjson']);
  command.action(async (captures: string[], raw: RawOptions) => {
    const { decode } = await import('./commands/decode.ts');
    exit(await decode(edges, language, captures, raw));
  });
}

function addSessions(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const say = (key: MessageKey): string => message(language, key);
  const sessions = program.command('sessions').description(say('cli.sessions'));
  const add = (name: string, description: MessageKey, formats: readonly string[]): Command => {
    const command = sessions.command(name, { isDefault: name === 'list' }).description(say(description));
    return addOutputOptions(command.option(`--store <${say('cli.value.file')}>`, say('cli.option.store')), language, formats);
  };
  const module = () => import('./commands/sessions.ts');
  add('list', 'cli.sessions.list', ['text', 'json']).action(async (raw: RawOptions) =>
    exit(await (await module()).list(edges, language, raw)),
  );
  add('show', 'cli.sessions.show', RESULT_FORMATS)
    .argument('<session>', say('cli.arg.session'))
    .action(async (id: string, raw: RawOptions) => exit(await (await module()).show(edges, language, id, raw)));
  add('delete', 'cli.sessions.delete', [])
    .argument('<session...>', say('cli.arg.sessions'))
    .action(async (ids: string[], raw: RawOptions) => exit(await (await module()).remove(edges, language, ids, raw)));
  add('prune', 'cli.sessions.prune', [])
    .addOption(keepOption(language))
    .action(async (raw: RawOptions & { keep: number }) => exit(await (await module()).prune(edges, language, raw)));
}

function addRules(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const say = (key: MessageKey): string => message(language, key);
  const rules = program.command('rules').description(say('cli.rules'));
  const add = (name: string, description: MessageKey, formats: readonly string[]): Command => {
    const command = rules.command(name).description(say(description));
    return addOutputOptions(command.addOption(rulesOption(language)), language, formats);
  };
  const module = () => import('./commands/rules.ts');
  add('list', 'cli.rules.list', ['text', 'json']).action(async (raw: RawOptions) => exit(await (await module()).list(language, raw)));
  add('check', 'cli.rules.check', []).action(async (raw: RawOptions) => exit(await (await module()).check(language, raw)));
  add('test', 'cli.rules.test', []).action(async (raw: RawOptions) => exit(await (await module()).test(language, raw)));
  add('explain', 'cli.rules.explain', [])
    .argument('<id>', say('cli.arg.rule'))
    .action(async (id: string, raw: RawOptions) => exit(await (await module()).explain(edges, language, id, raw)));
}

function addDoctor(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const say = (key: MessageKey): string => message(language, key);
  const command = program.command('doctor').description(say('cli.doctor'));
  command.option(`--store <${say('cli.value.file')}>`, say('cli.option.store'));
  addOutputOptions(command, language, ['text', 'json']);
  command.action(async (raw: RawOptions) => exit(await (await import('./commands/doctor.ts')).doctor(edges, language, raw)));
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)]);
}

/** What holds for every command: our words for headings, errors thrown instead of printed, no command `help` beside `--help`. */
function dress(command: Command, edges: Edges, language: Language): void {
  const headings: Record<string, MessageKey> = {
    'Usage:': 'cli.usage',
    'Arguments:': 'cli.arguments',
    'Options:': 'cli.options',
    'Commands:': 'cli.commands',
  };
  const headed = (title: string): string => {
    const key = headings[title];
    return key === undefined ? title : message(language, key);
  };
  if (command.commands.length > 0) {
    command.usage(`[options] [${message(language, 'cli.value.command')}]`);
    if (command.parent !== null) command.addOption(languageOption(language));
  }
  command
    .helpOption('-h, --help', message(language, 'cli.option.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void edges.stdout.write(text),
      // Commander throws after it has written; `main` tells the error in the user's language instead.
      outputError: () => undefined,
      writeErr: (text) => void edges.stderr.write(text),
      getOutHelpWidth: () => edges.stdout.columns || 80,
      getErrHelpWidth: () => edges.stderr.columns || 80,
    })
    .configureHelp({
      styleTitle: headed,
      optionDescription: (option: Option) => option.description,
      // Commander breaks lines at no-break spaces too.
      boxWrap: (text, width) => wrap(text as SafeText, width).join('\n'),
    });
}
