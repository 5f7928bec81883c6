import { loadRules, type LoadedRules } from '../engine/loader.ts';
import type { Problem } from '../engine/problem.ts';
import { typeInFrench } from '../engine/words-in-french.ts';
import { message } from '../language/message.ts';
import { safeText } from '../language/safe-text.ts';
import type { Language } from '../model/text.ts';
import { vocabulary } from '../pipeline/vocabulary.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';
import { BUILT_IN_RULES, dataFile } from './package-files.ts';

/** The built-in rules and the user's. Any problem in any file stops the command: judging with half the rules would mislead. */
export function rulePack(directories: readonly string[], language: Language): LoadedRules {
  const loaded = loadRules([BUILT_IN_RULES, ...directories], vocabulary(), compiledRules());
  if (loaded.problems.length > 0) {
    const details = loaded.problems.map((problem) => problemLine(problem, language));
    throw new CommandError(EXIT.usage, 'cli.error.rules', { count: loaded.problems.length }, details);
  }
  return loaded;
}

/** The built-in rules as the build compiled them. Where they are missing, the rule files say the same, more slowly. */
function compiledRules(): string | null {
  try {
    return dataFile('rules.json').toString('utf8');
  } catch {
    return null;
  }
}

/** `file:line:column: what is wrong, what was expected, the nearest known name`. */
export function problemLine(problem: Problem, language: Language): string {
  const { file, line, column, message: said, nearest, expected } = problem;
  // Many a message names them itself.
  const meant = nearest === null || said.en.includes(`"${nearest}"`) ? '' : ` ${message(language, 'cli.rules.nearest', { name: nearest })}`;
  const what = language === 'fr' ? typeInFrench(expected) : expected;
  const wanted = expected === '' || said.en.includes(expected) ? '' : ` ${message(language, 'cli.rules.expected', { what })}`;
  return safeText(`${file}:${line}:${column}: ${said[language]}${wanted}${meant}`, 1_024);
}
