import { isMessageKey, message } from '../../language/message.ts';
import { safeText, type SafeText } from '../../language/safe-text.ts';
import type { SessionFailure } from '../../model/session-feed.ts';
import type { Language } from '../../model/text.ts';
import { reasonText } from '../analysis.ts';

const WORD = /^[\w@%+=:,./-]+$/;

/** Why a capture did not start or did not go on, in words, with the commands that mend it. */
export function failureLines({ code, interface: where, detail, mend }: SessionFailure, language: Language): SafeText[] {
  const key = `source.failure.${code}`;
  const text = isMessageKey(key) ? message(language, key, { interface: where ?? '', detail }) : fileText(where, code, detail, language);
  const lines = [message(language, 'cli.error', { text })];
  if (mend.length === 0) return lines;
  return [...lines, message(language, 'source.mend'), ...mend.map((words) => safeText(`  ${words.map(quoted).join(' ')}`, 1_024))];
}

function fileText(where: string | null, code: string, detail: string, language: Language): string {
  const reason = reasonText(code, detail, language);
  return where === null ? reason : message(language, 'cli.error.capture', { path: where, reason });
}

/** A word of a command line as a shell takes it. */
function quoted(word: string): string {
  return WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
