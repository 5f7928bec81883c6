import { message, type MessageKey } from '../language/message.ts';
import type { Language } from '../model/text.ts';

const REASONS: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['ENOENT', 'cli.file.missing'],
  ['ENOTDIR', 'cli.file.missing'],
  ['EISDIR', 'cli.file.folder'],
  ['EACCES', 'cli.file.denied'],
  ['EPERM', 'cli.file.denied'],
]);

/** Why a file cannot be read, in words; the system's own code where there are none for it. */
export function fileReason(error: unknown, language: Language): string {
  const { code = 'EIO' } = error as NodeJS.ErrnoException;
  const key = REASONS.get(code);
  return key === undefined ? code : message(language, key);
}
