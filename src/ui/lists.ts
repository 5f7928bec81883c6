import { message, type MessageKey } from '../language/message.ts';
import type { Destination } from '../model/destination.ts';
import { bestClaim, type Device, type DeviceId } from '../model/device.ts';
import { CONFIDENCES, type Finding, type Severity } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { catalogueOf, deviceName, findingsAt, severityRank, type SeverityCounts } from './catalogue.ts';
import { parseFilter, type Filtered } from './filter.ts';

export interface ListItems {
  readonly devices: Device;
  readonly destinations: Destination;
  readonly findings: Finding;
}
export type ListKind = keyof ListItems;

/** Which rows of a list are wanted, and in which order. */
export interface ListQuery {
  /** Only what concerns this device; null for all. */
  readonly device: DeviceId | null;
  readonly filter: string;
  /** Index into SORTS of the list. */
  readonly sort: number;
  readonly reversed: boolean;
}

interface Sort<T> {
  readonly label: MessageKey;
  readonly compare: (snapshot: Snapshot, language: Language) => (a: T, b: T) => number;
}

/** The orders of each list; the first is the one it starts with. */
export const SORTS: { readonly [K in ListKind]: readonly [Sort<ListItems[K]>, ...Sort<ListItems[K]>[]] } = {
  devices: [
    { label: 'ui.sort.findings', compare: (snapshot) => (a, b) => weight(snapshot, b) - weight(snapshot, a) || b.octetsUp - a.octetsUp },
    { label: 'ui.sort.name', compare: () => (a, b) => order(deviceName(a), deviceName(b)) },
    { label: 'ui.sort.sent', compare: () => (a, b) => b.octetsUp - a.octetsUp },
    { label: 'ui.sort.last', compare: () => (a, b) => b.lastSeen - a.lastSeen },
  ],
  destinations: [
    { label: 'ui.sort.risk', compare: (snapshot) => byRisk(snapshot) },
    { label: 'ui.sort.name', compare: () => (a, b) => order(a.name, b.name) },
    { label: 'ui.sort.sent', compare: () => (a, b) => b.octetsUp - a.octetsUp },
    { label: 'ui.sort.last', compare: () => (a, b) => b.lastSeen - a.lastSeen },
  ],
  findings: [
    { label: 'ui.sort.severity', compare: () => bySeverity },
    { label: 'ui.sort.first', compare: () => (a, b) => a.first - b.first },
    { label: 'ui.sort.count', compare: () => (a, b) => b.count - a.count },
    { label: 'ui.sort.title', compare: (_snapshot, language) => (a, b) => order(a.rule.title[language], b.rule.title[language]) },
  ],
};

/** Answers kept per snapshot: one for each list that is on the screens, and a few for the way back. */
const ANSWERS_MAX = 16;
const ANSWERS = new WeakMap<Snapshot, Map<string, readonly unknown[]>>();

/** The rows of a list, filtered and sorted; kept for as long as the snapshot is shown, so that moving the cursor costs nothing. */
export function listRows<K extends ListKind>(snapshot: Snapshot, kind: K, query: ListQuery, language: Language): readonly ListItems[K][] {
  let answers = ANSWERS.get(snapshot);
  if (answers === undefined) ANSWERS.set(snapshot, (answers = new Map()));
  const key = JSON.stringify([kind, query.device, query.filter, query.sort, query.reversed, language]);
  let rows = answers.get(key) as readonly ListItems[K][] | undefined;
  if (rows === undefined) {
    rows = findRows(snapshot, kind, query, language);
    if (answers.size >= ANSWERS_MAX) answers.clear();
    answers.set(key, rows);
  }
  return rows;
}

/** How many rows a list has without a filter. */
export function listLength(snapshot: Snapshot, kind: ListKind, device: DeviceId | null): number {
  return allRows(snapshot, kind, device).length;
}

/** The name of an order. */
export function sortLabel(kind: ListKind, sort: number): MessageKey {
  return (SORTS[kind][sort] ?? SORTS[kind][0]).label;
}

function findRows<K extends ListKind>(snapshot: Snapshot, kind: K, query: ListQuery, language: Language): readonly ListItems[K][] {
  const all = allRows(snapshot, kind, query.device);
  const filter = query.filter.trim() === '' ? null : parseFilter(query.filter);
  const rows = filter === null ? [...all] : all.filter((item) => filter(described(snapshot, kind, item, language)));
  const compare = (SORTS[kind][query.sort] ?? SORTS[kind][0]).compare(snapshot, language) as (a: ListItems[K], b: ListItems[K]) => number;
  rows.sort((a, b) => compare(a, b) || order(a.id, b.id));
  return query.reversed ? rows.reverse() : rows;
}

function allRows<K extends ListKind>(snapshot: Snapshot, kind: K, device: DeviceId | null): readonly ListItems[K][] {
  if (device === null) return snapshot[kind] as unknown as readonly ListItems[K][];
  if (kind === 'devices') return [];
  const { destinationsOf, findingsOf } = catalogueOf(snapshot);
  const own = kind === 'destinations' ? destinationsOf.get(device) : findingsOf.get(device);
  return (own ?? []) as unknown as readonly ListItems[K][];
}

/** What filters see of each row, by language: put together once a snapshot, not once a letter that is typed. */
const DESCRIPTIONS: Readonly<Record<Language, WeakMap<Snapshot, Map<object, Filtered>>>> = { en: new WeakMap(), fr: new WeakMap() };

function described<K extends ListKind>(snapshot: Snapshot, kind: K, item: ListItems[K], language: Language): Filtered {
  let descriptions = DESCRIPTIONS[language].get(snapshot);
  if (descriptions === undefined) DESCRIPTIONS[language].set(snapshot, (descriptions = new Map()));
  let description = descriptions.get(item);
  if (description === undefined) descriptions.set(item, (description = describe(snapshot, kind, item, language)));
  return description;
}

function describe<K extends ListKind>(snapshot: Snapshot, kind: K, item: ListItems[K], language: Language): Filtered {
  switch (kind) {
    case 'devices':
      return describeDevice(item as Device);
    case 'destinations':
      return describeDestination(snapshot, item as Destination, language);
    default:
      return describeFinding(snapshot, item as Finding, language);
  }
}

function describeDevice(device: Device): Filtered {
  const names = [deviceName(device), device.mac, bestClaim(device.vendor)?.value, bestClaim(device.model)?.value, ...device.addresses];
  const text = names.join(' ').toLowerCase();
  return { text, device: text, host: '', severity: [] };
}

function describeDestination(snapshot: Snapshot, destination: Destination, language: Language): Filtered {
  const device = catalogueOf(snapshot).devices.get(destination.device);
  const { name, owner, country, party, roles, addresses } = destination;
  const words = roles.map((role) => message(language, `role.${role}`));
  const own = [name, owner, country, message(language, `party.${party}`), ...words, ...addresses].join(' ').toLowerCase();
  const deviceText = device === undefined ? destination.device : describeDevice(device).text;
  return { text: `${own} ${deviceText}`, device: deviceText, host: name.toLowerCase(), severity: [] };
}

function describeFinding(snapshot: Snapshot, finding: Finding, language: Language): Filtered {
  const device = finding.device === null ? undefined : catalogueOf(snapshot).devices.get(finding.device);
  const deviceText = device === undefined ? (finding.device ?? '') : describeDevice(device).text;
  const host = (finding.destination ?? '').toLowerCase();
  const text = [finding.rule.title[language], finding.rule.id, host, deviceText].join(' ').toLowerCase();
  return { text, device: deviceText, host, severity: severityNames(finding.rule.severity, language) };
}

/** In the language of the screen and in English, so that a filter from a guide works everywhere. */
function severityNames(severity: Severity, language: Language): readonly string[] {
  return [severity, message(language, `severity.${severity}`), message(language, `severity.letter.${severity}`)].map((name) =>
    name.toLowerCase(),
  );
}

function bySeverity(a: Finding, b: Finding): number {
  const harm = severityRank(b.rule.severity) - severityRank(a.rule.severity);
  return harm || CONFIDENCES.indexOf(b.rule.confidence) - CONFIDENCES.indexOf(a.rule.confidence) || a.first - b.first;
}

/** Trackers first, then what findings say, then other companies, then by volume. */
function byRisk(snapshot: Snapshot): (a: Destination, b: Destination) => number {
  const risks = new Map<string, number>();
  const risk = (destination: Destination): number => {
    let value = risks.get(destination.id);
    if (value === undefined) {
      const worst = Math.max(-1, ...findingsAt(snapshot, destination).map(({ rule }) => severityRank(rule.severity)));
      value =
        (worst + 1) * 10 +
        (destination.tracker ? 4 : 0) +
        (destination.party === 'third' ? 2 : 0) +
        (destination.scope === 'internet' ? 1 : 0);
      risks.set(destination.id, value);
    }
    return value;
  };
  return (a, b) => risk(b) - risk(a) || b.octetsUp - a.octetsUp;
}

/** One finding of a severity weighs more than any number of lesser ones, up to 9,999 of each. */
function weight(snapshot: Snapshot, device: Device): number {
  const counts = catalogueOf(snapshot).countsOf.get(device.id);
  return counts === undefined ? 0 : weigh(counts);
}

function weigh({ critical, high, medium, low }: SeverityCounts): number {
  return ((critical * 1e4 + high) * 1e4 + medium) * 1e3 + low;
}

/** By code unit: the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
