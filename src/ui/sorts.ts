import type { MessageKey } from '../language/message.ts';
import type { Destination } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import type { Confidence, Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { catalogueOf, deviceName, severityRank, weigh } from './catalogue.ts';
import type { ListItems, ListKind } from './lists.ts';

interface Sort<T> {
  readonly label: MessageKey;
  readonly compare: (snapshot: Snapshot, language: Language) => (a: T, b: T) => number;
}

/** The orders of each list; the first is the one it starts with. */
export const SORTS: { readonly [K in ListKind]: readonly [Sort<ListItems[K]>, ...Sort<ListItems[K]>[]] } = {
  dashboard: [
    { label: 'ui.sort.arrival', compare: () => (a, b) => a.firstSeen - b.firstSeen },
    { label: 'ui.sort.name', compare: () => (a, b) => order(deviceName(a), deviceName(b)) },
  ],
  devices: [
    { label: 'ui.sort.findings', compare: (snapshot) => (a, b) => weight(snapshot, b) - weight(snapshot, a) || b.octetsUp - a.octetsUp },
    { label: 'ui.sort.name', compare: () => (a, b) => order(deviceName(a), deviceName(b)) },
    { label: 'ui.sort.sent', compare: () => (a, b) => b.octetsUp - a.octetsUp },
    { label: 'ui.sort.last', compare: () => (a, b) => b.lastSeen - a.lastSeen },
  ],
  destinations: [
    { label: 'ui.sort.risk', compare: (snapshot) => byRisk(snapshot) },
    { label: 'ui.sort.company', compare: () => byCompany },
    { label: 'ui.sort.name', compare: () => (a, b) => order(a.name, b.name) },
    { label: 'ui.sort.sent', compare: () => (a, b) => b.octetsUp - a.octetsUp },
    { label: 'ui.sort.last', compare: () => (a, b) => b.lastSeen - a.lastSeen },
  ],
  findings: [
    { label: 'ui.sort.severity', compare: () => bySeverity },
    { label: 'ui.sort.first', compare: () => (a, b) => a.first - b.first },
    { label: 'ui.sort.count', compare: () => (a, b) => b.count - a.count },
    { label: 'ui.sort.rule', compare: () => (a, b) => order(a.rule.id, b.rule.id) || bySeverity(a, b) },
    { label: 'ui.sort.device', compare: () => (a, b) => order(a.device ?? '', b.device ?? '') || bySeverity(a, b) },
    { label: 'ui.sort.title', compare: (_snapshot, language) => (a, b) => order(a.rule.title[language], b.rule.title[language]) },
  ],
  rules: [
    { label: 'ui.sort.severity', compare: () => (a, b) => b.worst - a.worst || b.findings - a.findings },
    { label: 'ui.sort.findings', compare: () => (a, b) => b.findings - a.findings },
    { label: 'ui.sort.first', compare: () => (a, b) => a.first - b.first },
  ],
  companies: [
    { label: 'ui.sort.sent', compare: () => (a, b) => b.octetsUp - a.octetsUp },
    { label: 'ui.sort.company', compare: () => byCompany },
    { label: 'ui.sort.trackers', compare: () => (a, b) => b.trackers - a.trackers },
  ],
  timeline: [{ label: 'ui.sort.first', compare: () => (a, b) => a.at - b.at }],
};

/** The name of an order. */
export function sortLabel(kind: ListKind, sort: number): MessageKey {
  return (SORTS[kind][sort] ?? SORTS[kind][0]).label;
}

/** By code unit: the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const CERTAINTY: Readonly<Record<Confidence, number>> = { tentative: 0, firm: 1, certain: 2 };

function bySeverity(a: Finding, b: Finding): number {
  const harm = severityRank(b.rule.severity) - severityRank(a.rule.severity);
  return harm || CERTAINTY[b.rule.confidence] - CERTAINTY[a.rule.confidence] || a.first - b.first;
}

interface Owned {
  readonly owner: string | null;
  readonly name?: string;
}

/** Those whose company is not known last. */
function byCompany(a: Owned, b: Owned): number {
  if ((a.owner === null) !== (b.owner === null)) return a.owner === null ? 1 : -1;
  return order(a.owner ?? '', b.owner ?? '') || order(a.name ?? '', b.name ?? '');
}

/** By what was found there, then trackers, then other companies, then what is on the Internet, then by volume. */
function byRisk(snapshot: Snapshot): (a: Destination, b: Destination) => number {
  const { weightAt } = catalogueOf(snapshot);
  const weights = new Map<Destination, number>();
  const found = (destination: Destination): number => {
    let value = weights.get(destination);
    if (value === undefined) {
      value = weightAt.get(destination.device)?.get(destination.name) ?? 0;
      weights.set(destination, value);
    }
    return value;
  };
  return (a, b) => found(b) - found(a) || exposure(b) - exposure(a) || b.octetsUp - a.octetsUp;
}

const exposure = ({ tracker, party, scope }: Destination): number =>
  (tracker ? 4 : 0) + (party === 'third' ? 2 : 0) + (scope === 'internet' ? 1 : 0);

function weight(snapshot: Snapshot, device: Device): number {
  const counts = catalogueOf(snapshot).countsOf.get(device.id);
  return counts === undefined ? 0 : weigh(counts);
}
