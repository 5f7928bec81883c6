import type { Edges } from '../edges.ts';

/** True where the locale says that the terminal shows UTF-8; the Linux console lacks the block characters all the same. */
export function isUtf8(env: Edges['env']): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  return /utf-?8/i.test(locale) && env['TERM'] !== 'linux';
}
