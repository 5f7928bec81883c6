import type { Destination } from '../model/destination.ts';
import type { Device, DeviceId } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { parseFilter } from './filter.ts';
import { keptDestinations, keptEvents, keptFindings } from './kept.ts';
import { described } from './search.ts';
import { companiesOf, rulesOf, type CompanyGroup, type RuleGroup } from './groups.ts';
import { order, SORTS } from './sorts.ts';
import type { TimelineEvent } from './timeline.ts';

/** The lists of the screens, and what a row of each is. */
export interface ListItems {
  readonly dashboard: Device;
  readonly devices: Device;
  readonly destinations: Destination;
  readonly findings: Finding;
  readonly timeline: TimelineEvent;
  readonly rules: RuleGroup;
  readonly companies: CompanyGroup;
}
export type ListKind = keyof ListItems;

/** Which rows of a list are wanted, and in which order. */
export interface ListQuery {
  /** Only what concerns this device; null for all. */
  readonly device: DeviceId | null;
  /** Findings that are no risk by themselves as well. */
  readonly notes: boolean;
  readonly filter: string;
  /** Index into SORTS of the list. */
  readonly sort: number;
  readonly reversed: boolean;
  /** Rows named here stand in this order, the others after them; null: all are sorted. */
  readonly order: readonly string[] | null;
  /** Where rows stood when they were last sorted; changes nothing but how long sorting takes. */
  readonly near?: readonly string[] | null;
}

interface Answer {
  readonly order: readonly string[] | null;
  readonly rows: readonly unknown[];
}

/** Answers kept per snapshot: one for each list that is on the screens, and a few for the way back. */
const ANSWERS_MAX = 16;
const ANSWERS = new WeakMap<Snapshot, Map<string, Answer>>();

/** The rows of a list, filtered and sorted; kept for as long as the snapshot is shown, so that moving the cursor costs nothing. */
export function listRows<K extends ListKind>(snapshot: Snapshot, kind: K, query: ListQuery, language: Language): readonly ListItems[K][] {
  const answer = ANSWERS.get(snapshot)?.get(keyOf(kind, query, language));
  if (answer !== undefined && answer.order === query.order) return answer.rows as readonly ListItems[K][];
  const rows = findRows(snapshot, kind, query, language);
  keepRows(snapshot, kind, query, language, rows);
  return rows;
}

/** Remembers rows for a query that is known to give them, such as the one for the order in which they stand. */
export function keepRows(snapshot: Snapshot, kind: ListKind, query: ListQuery, language: Language, rows: readonly unknown[]): void {
  const answers = ANSWERS.get(snapshot) ?? new Map<string, Answer>();
  ANSWERS.set(snapshot, answers);
  if (answers.size >= ANSWERS_MAX) answers.clear();
  answers.set(keyOf(kind, query, language), { order: query.order, rows });
}

function keyOf(kind: ListKind, { device, notes, filter, sort, reversed, order: ids }: ListQuery, language: Language): string {
  return JSON.stringify([kind, device, notes, filter, sort, reversed, ids === null, language]);
}

/** How many rows a list has without a filter. */
export function listLength(snapshot: Snapshot, kind: ListKind, query: Pick<ListQuery, 'device' | 'notes'>): number {
  return allRows(snapshot, kind, query).length;
}

const PLACES = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where each row stands in an order. */
export function placesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  let places = PLACES.get(ids);
  if (places === undefined) PLACES.set(ids, (places = new Map(ids.map((id, place) => [id, place]))));
  return places;
}

function findRows<K extends ListKind>(snapshot: Snapshot, kind: K, query: ListQuery, language: Language): readonly ListItems[K][] {
  const filter = query.filter.trim() === '' ? null : parseFilter(query.filter).test;
  const test = (item: ListItems[K]): boolean => filter === null || filter(described(snapshot, kind, item, language));
  // Rows are sorted before they are filtered: once the first letter has sorted them, typing sorts nothing.
  if (filter !== null && query.order === null) return listRows(snapshot, kind, { ...query, filter: '' }, language).filter(test);
  const all = allRows(snapshot, kind, query);
  const rows = filter === null ? all : all.filter(test);
  const sorted = (items: readonly ListItems[K][]): ListItems[K][] => {
    const compare = (SORTS[kind][query.sort] ?? SORTS[kind][0]).compare(snapshot, language) as (a: ListItems[K], b: ListItems[K]) => number;
    const inOrder = arranged(items, query.near ?? null).sort((a, b) => compare(a, b) || order(a.id, b.id));
    return query.reversed ? inOrder.reverse() : inOrder;
  };
  return query.order === null ? sorted(rows) : placed(rows, query.order, sorted);
}

/** The rows as they stood, those that are new behind them: a copy that is all but sorted. */
function arranged<T extends { readonly id: string }>(rows: readonly T[], near: readonly string[] | null): T[] {
  return near === null ? [...rows] : placed(rows, near, (others) => [...others]);
}

/** Rows that have a place take it; the others are sorted and follow. */
function placed<T extends { readonly id: string }>(rows: readonly T[], ids: readonly string[], sorted: (rows: readonly T[]) => T[]): T[] {
  const places = placesOf(ids);
  const standing = new Array<T | undefined>(ids.length);
  const others: T[] = [];
  for (const row of rows) {
    const place = places.get(row.id);
    if (place === undefined) others.push(row);
    else standing[place] = row;
  }
  const kept = standing.filter((row) => row !== undefined);
  return others.length === 0 ? kept : kept.concat(sorted(others));
}

function allRows<K extends ListKind>(
  snapshot: Snapshot,
  kind: K,
  { device, notes }: Pick<ListQuery, 'device' | 'notes'>,
): readonly ListItems[K][] {
  const all = (): unknown => {
    switch (kind) {
      case 'dashboard':
      case 'devices':
        return snapshot.devices;
      case 'destinations':
        return keptDestinations(snapshot, device);
      case 'findings':
        return keptFindings(snapshot, device, notes);
      case 'timeline':
        return keptEvents(snapshot, device, notes);
      case 'rules':
        return rulesOf(keptFindings(snapshot, device, notes));
      case 'companies':
        return companiesOf(keptDestinations(snapshot, device));
    }
  };
  return all() as readonly ListItems[K][];
}
