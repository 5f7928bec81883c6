import { Option, type Command } from 'commander';
import { message, type MessageKey } from '../../language/message.ts';
import type { Language } from '../../model/text.ts';
import { ACTION_NAMES } from '../../ui/actions.ts';
import { PALETTE_NAMES } from '../../ui/paint.ts';
import { choiceOption, countOption, durationOption, factorOption, textOption } from '../common-options.ts';
import { SOURCES } from './watch-options.ts';

/** The options of `watch` that say what is captured, how long, and what becomes of it. */
export function addWatchOptions(command: Command, language: Language): Command {
  const say = (key: MessageKey): string => message(language, key);
  return command
    .addOption(textOption(`-i, --interface <${say('cli.value.interface')}>`, say('cli.option.interface'), true, language))
    .addOption(choiceOption(`--source <${say('cli.value.source')}>`, say('cli.option.source'), SOURCES, language))
    .addOption(textOption(`--filter <${say('cli.value.filter')}>`, say('cli.option.filter'), false, language))
    .addOption(textOption(`--record <${say('cli.value.folder')}>`, say('cli.option.record'), false, language))
    .addOption(countOption('--record-files <n>', say('cli.option.record-files'), language))
    .addOption(countOption('--record-size <mib>', say('cli.option.record-size'), language))
    .addOption(durationOption(`--record-time <${say('cli.value.time')}>`, say('cli.option.record-time'), language))
    .addOption(durationOption(`--duration <${say('cli.value.time')}>`, say('cli.option.duration'), language))
    .option('--read <capture>', say('cli.option.read'))
    .option(`--phases <${say('cli.value.file')}>`, say('cli.option.phases'))
    .addOption(factorOption(`--pace <${say('cli.value.factor')}>`, say('cli.option.pace'), language))
    .option('--headless', say('cli.option.live-headless'))
    .addOption(new Option('--engine <log>').hideHelp());
}

/** The options of every command that shows screens. */
export function addScreenOptions(command: Command, language: Language): Command {
  const say = (key: MessageKey): string => message(language, key);
  return command
    .option('--plain', say('cli.option.plain'))
    .option('--ascii', say('cli.option.ascii'))
    .addOption(textOption(`--keys <${say('cli.value.file')}>`, keysText(language), false, language))
    .addOption(choiceOption(`--palette <${PALETTE_NAMES.join('|')}>`, say('cli.option.palette'), PALETTE_NAMES, language))
    .option('--mouse', say('cli.option.mouse'))
    .option('--clipboard', say('cli.option.clipboard'));
}

/** What a file of keys may name is said where the option is explained. */
function keysText(language: Language): string {
  return message(language, 'cli.option.keys', { actions: ACTION_NAMES.join(' ') });
}
