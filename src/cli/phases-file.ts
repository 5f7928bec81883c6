import { readFileSync } from 'node:fs';
import { Reporter } from '../engine/problem.ts';
import { readList, readMap, readText } from '../engine/yaml-read.ts';
import { readYaml, type YamlMap, type YamlNode } from '../engine/yaml-tree.ts';
import { message, type MessageKey, type Parameters } from '../language/message.ts';
import type { Micros } from '../model/observation.ts';
import type { Mark, Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import type { Language, Text } from '../model/text.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';
import { fileReason } from './file-reason.ts';
import { problemLine } from './rule-pack.ts';

const ENTRIES_MAX = 1_000;
const NAME_LENGTH_MAX = 80;
const TEXT_LENGTH_MAX = 500;
/** Seconds from the start of a capture that a file may name: a hundred years. */
const SECONDS_MAX = 3_155_760_000;
/** ISO 8601 in UTC, to the microsecond. */
const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,6}))?Z$/;

/** A moment by the clock of the capture, or so long after its start; both in microseconds. */
type Moment = { readonly type: 'at' | 'after'; readonly micros: Micros };

/** What a file of phases says, before the capture is known that it is about. */
export interface PhasesFile {
  readonly phases: readonly { readonly name: string; readonly start: Moment; readonly end: Moment }[];
  readonly marks: readonly { readonly text: string; readonly at: Moment }[];
}

/**
 * Reads a file of phases: a list of `{name, start, end}` and `{mark, at}`. Times are ISO 8601 in UTC, or seconds from the start of the
 * capture. Throws CommandError with file, line and column of everything that is wrong.
 */
export function readPhasesFile(path: string, language: Language): PhasesFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(EXIT.usage, 'cli.error.capture', { path, reason: fileReason(error, language) });
  }
  const reporter = new Reporter(path, text);
  const file = readEntries(readYaml(text, reporter), reporter);
  const { length } = reporter.problems;
  if (length === 0) return file;
  const details = reporter.problems.map((problem) => problemLine(problem, language));
  throw new CommandError(EXIT.usage, 'live.error.phases', { count: length }, details);
}

/** The snapshot with the phases and marks of a file. Moments after the start count from the earliest frame of its captures. */
export function withPhases(snapshot: Snapshot, { phases, marks }: PhasesFile): Snapshot {
  const starts = snapshot.captures.flatMap(({ first }) => (first === null ? [] : [first]));
  const start = starts.length === 0 ? 0 : Math.min(...starts);
  const resolve = ({ type, micros }: Moment): Micros => (type === 'at' ? micros : start + micros);
  const resolved = phases.map(({ name, start: from, end }): Phase => {
    const first = resolve(from);
    return { name, first, last: Math.max(first, resolve(end)) };
  });
  const noted = marks.map(({ text, at }): Mark => ({ text, at: resolve(at) }));
  const none: SessionNotes = { marks: [], names: [], reviews: [], recordings: [] };
  return {
    ...snapshot,
    phases: resolved.sort((a, b) => a.first - b.first || a.last - b.last),
    ...(noted.length === 0 ? {} : { notes: { ...none, ...snapshot.notes, marks: noted.sort((a, b) => a.at - b.at) } }),
  };
}

function readEntries(node: YamlNode | null, reporter: Reporter): PhasesFile {
  const phases: PhasesFile['phases'][number][] = [];
  const marks: PhasesFile['marks'][number][] = [];
  const items = node === null ? null : readList(node, reporter, true);
  for (const item of (items ?? []).slice(0, ENTRIES_MAX)) {
    if (item.type === 'map' && item.entries.some(({ key }) => key === 'mark')) readMark(item, reporter, marks);
    else readPhase(item, reporter, phases);
  }
  const surplus = items?.[ENTRIES_MAX];
  if (surplus !== undefined) reporter.report(surplus.at, words('phases.too-many', { count: ENTRIES_MAX }));
  return { phases, marks };
}

function readMark(item: YamlMap, reporter: Reporter, marks: PhasesFile['marks'][number][]): void {
  const map = readMap(item, reporter, ['mark', 'at'], ['mark', 'at']);
  const text = readName(map?.get('mark'), reporter, TEXT_LENGTH_MAX);
  const at = readMoment(map?.get('at'), reporter);
  if (text !== null && at !== null) marks.push({ text, at });
}

function readPhase(item: YamlNode, reporter: Reporter, phases: PhasesFile['phases'][number][]): void {
  const map = readMap(item, reporter, ['name', 'start', 'end'], ['name', 'start', 'end']);
  const name = readName(map?.get('name'), reporter, NAME_LENGTH_MAX);
  const start = readMoment(map?.get('start'), reporter);
  const end = readMoment(map?.get('end'), reporter);
  if (name === null || start === null || end === null) return;
  if (start.type === end.type && end.micros < start.micros) reporter.report(map!.get('end')!.at, words('phases.ends-early'));
  else phases.push({ name, start, end });
}

function readName(node: YamlNode | undefined, reporter: Reporter, lengthMax: number): string | null {
  const text = node === undefined ? null : readText(node, reporter);
  if (text === null || text.length <= lengthMax) return text;
  reporter.report(node!.at, words('phases.name-long', { count: lengthMax }));
  return null;
}

function readMoment(node: YamlNode | undefined, reporter: Reporter): Moment | null {
  if (node === undefined) return null;
  const value = node.type === 'scalar' ? node.value : null;
  if (typeof value === 'number' && value >= 0 && value <= SECONDS_MAX) return { type: 'after', micros: Math.round(value * 1e6) };
  const micros = typeof value === 'string' ? momentOf(value) : null;
  if (micros !== null) return { type: 'at', micros };
  reporter.report(node.at, words('phases.moment'));
  return null;
}

function momentOf(text: string): Micros | null {
  const [, whole, fraction = ''] = MOMENT.exec(text) ?? [];
  if (whole === undefined) return null;
  const ms = Date.parse(`${whole}Z`);
  // 2026-02-30 is read as some day in March.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(whole)) return null;
  return ms * 1_000 + Number(fraction.padEnd(6, '0'));
}

function words(key: MessageKey, parameters: Parameters = {}): Text {
  return { en: message('en', key, parameters), fr: message('fr', key, parameters) };
}
