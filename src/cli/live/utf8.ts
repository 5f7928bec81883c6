import type { Edges } from '../edges.ts';

/** True where the locale is a UTF-8 one (POSIX: LC_ALL before LC_CTYPE before LANG). */
export function isUtf8Locale(env: Edges['env']): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  return /utf-?8/i.test(locale);
}

/** True where the locale says that the terminal shows UTF-8; the Linux console lacks the block characters all the same. */
export function isUtf8(env: Edges['env']): boolean {
  return isUtf8Locale(env) && env['TERM'] !== 'linux';
}
