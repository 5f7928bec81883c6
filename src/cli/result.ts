import type { SafeText } from '../language/safe-text.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import type { CommonOptions } from './common-options.ts';
import type { Edges } from './edges.ts';

/** Lines are wrapped for a reader, not for a wide screen. */
const COLUMNS_MAX = 100;
const COLUMNS_DEFAULT = 80;

/** True where standard output is a terminal that should be given colours (no-color.org; TERM=dumb). */
export function colorful({ stdout, env }: Edges): boolean {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return forced || (stdout.isTTY && env['TERM'] !== 'dumb');
}

/** A result in one of the forms of `--format`, in pieces to be written one after the other. Only the form asked for is loaded. */
export async function renderResult(
  snapshot: Snapshot,
  edges: Edges,
  language: Language,
  options: CommonOptions,
  format: string,
): Promise<Iterable<SafeText>> {
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).jsonPieces(snapshot);
    case 'ndjson':
      return [(await import('../report/ndjson.ts')).renderNdjson(snapshot)];
    case 'csv':
      return [(await import('../report/csv.ts')).renderCsv(snapshot, language)];
    case 'lines':
      return [(await import('../report/lines.ts')).renderLines(snapshot, language)];
    default: {
      const { renderText } = await import('../report/text.ts');
      return [renderText(snapshot, { language, columns: columnsOf(edges), color: options.color, verbose: options.verbose })];
    }
  }
}

/** Columns of the texts on standard output. A terminal that does not know its size, such as a serial line, says 0. */
export function columnsOf({ stdout }: Edges): number {
  return stdout.isTTY && stdout.columns > 0 ? Math.min(stdout.columns, COLUMNS_MAX) : COLUMNS_DEFAULT;
}
