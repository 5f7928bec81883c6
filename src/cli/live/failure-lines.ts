import { isMessageKey, message } from '../../language/message.ts';
import { safeText, type SafeText } from '../../language/safe-text.ts';
import type { SessionFailure } from '../../model/session-feed.ts';
import type { Language } from '../../model/text.ts';
import { reasonText } from '../analysis.ts';
import type { Edges } from '../edges.ts';

const WORD = /^[\w@%+=:,./-]+$/;

/** Why a capture did not start or did not go on, in words, with the commands that mend it. */
export function failureLines({ code, interface: where, detail, mend }: SessionFailure, language: Language): SafeText[] {
  const key = `source.failure.${code}`;
  const text = isMessageKey(key) ? message(language, key, { interface: where ?? '', detail }) : fileText(where, code, detail, language);
  const lines = [safeText(text, 1_024)];
  if (mend.length === 0) return lines;
  return [...lines, message(language, 'source.mend'), ...mend.map((words) => safeText(`  ${words.map(quoted).join(' ')}`, 1_024))];
}

/** Says on standard error why a capture did not start or did not go on. */
export function tellFailure(edges: Edges, language: Language, failure: SessionFailure): void {
  const [first, ...others] = failureLines(failure, language);
  edges.stderr.write(`${message(language, 'cli.error', { text: first ?? '' })}\n`);
  for (const line of others) edges.stderr.write(`${line}\n`);
}

function fileText(where: string | null, code: string, detail: string, language: Language): string {
  const reason = reasonText(code, detail, language, where ?? '');
  return where === null ? reason : message(language, 'cli.error.capture', { path: where, reason });
}

/** A word of a command line as a shell takes it. */
function quoted(word: string): string {
  return WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
