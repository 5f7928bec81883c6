import type { Language } from '../model/text.ts';

/** The language of the environment, by the first of LC_ALL, LC_MESSAGES and LANG that is set (POSIX 8.2); English unless it is French. */
export function detectLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return /^fr(?:[_.@-]|$)/i.test(locale ?? '') ? 'fr' : 'en';
}
