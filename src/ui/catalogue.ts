import { destinationNamed, destinationsAt, type Destination, type DestinationsAt } from '../model/destination.ts';
import { bestClaim, type Device } from '../model/device.ts';
import { SEVERITIES, type Finding, type Severity } from '../model/finding.ts';
import type { EarlierReview, Review, Snapshot } from '../model/snapshot.ts';

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** One finding of a severity weighs more than any number of lesser ones, up to 999 of each. */
const WEIGHTS: SeverityCounts = { critical: 1e12, high: 1e9, medium: 1e6, low: 1e3, info: 1 };

/** What findings weigh together, for an order by risk. */
export const weigh = (counts: SeverityCounts): number => SEVERITIES.reduce((sum, each) => sum + counts[each] * WEIGHTS[each], 0);

/** What the screens look up in a snapshot: each table is gathered when it is first asked for, once per snapshot. */
export class Catalogue {
  readonly #snapshot: Snapshot;
  readonly #tables = new Map<string, unknown>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  get devices(): ReadonlyMap<string, Device> {
    return this.#table('devices', ({ devices }) => new Map(devices.map((device) => [device.id, device])));
  }

  get destinations(): ReadonlyMap<string, Destination> {
    return this.#table('destinations', ({ destinations }) => new Map(destinations.map((destination) => [destination.id, destination])));
  }

  get findings(): ReadonlyMap<string, Finding> {
    return this.#table('findings', ({ findings }) => new Map(findings.map((finding) => [finding.id, finding])));
  }

  get destinationsOf(): ReadonlyMap<string, readonly Destination[]> {
    return this.#table('destinationsOf', ({ destinations }) => grouped(destinations, ({ device }) => device));
  }

  get findingsOf(): ReadonlyMap<string, readonly Finding[]> {
    return this.#table('findingsOf', ({ findings }) => grouped(findings, ({ device }) => device));
  }

  /** By device, then by name of the destination: without a key of its own for each pair, of which there are many. */
  get findingsAt(): ReadonlyMap<string, ReadonlyMap<string, readonly Finding[]>> {
    return this.#table(
      'findingsAt',
      () => new Map([...this.findingsOf].map(([device, findings]) => [device, grouped(findings, ({ destination }) => destination)])),
    );
  }

  /** What the findings weigh together, by device, then by name of the destination; without a list for each pair. */
  get weightAt(): ReadonlyMap<string, ReadonlyMap<string, number>> {
    return this.#table('weightAt', ({ findings }) => {
      const weights = new Map<string, Map<string, number>>();
      for (const { device, destination, rule } of findings) {
        if (device === null || destination === null) continue;
        let ofDevice = weights.get(device);
        if (ofDevice === undefined) weights.set(device, (ofDevice = new Map()));
        ofDevice.set(destination, (ofDevice.get(destination) ?? 0) + WEIGHTS[rule.severity]);
      }
      return weights;
    });
  }

  get destinationsAt(): DestinationsAt {
    return this.#table('destinationsAt', ({ destinations }) => destinationsAt(destinations));
  }

  /** Of all findings but those of devices that are left out. */
  get counts(): SeverityCounts {
    const { excluded } = this;
    return this.#table('counts', ({ findings }) =>
      countSeverities(excluded.size === 0 ? findings : findings.filter(({ device }) => device === null || !excluded.has(device))),
    );
  }

  get countsOf(): ReadonlyMap<string, SeverityCounts> {
    return this.#table('countsOf', () => new Map([...this.findingsOf].map(([device, findings]) => [device, countSeverities(findings)])));
  }

  /** What people said of findings, by finding. */
  get reviews(): ReadonlyMap<string, Review> {
    return this.#table('reviews', ({ notes }) => new Map((notes?.reviews ?? []).map((review) => [review.finding, review])));
  }

  /** What people said of findings before, by finding, the oldest first. */
  get earlierReviews(): ReadonlyMap<string, readonly EarlierReview[]> {
    return this.#table('earlierReviews', ({ notes }) => grouped(notes?.earlierReviews ?? [], ({ finding }) => finding));
  }

  /** Devices that people left out of what is shown and reported. */
  get excluded(): ReadonlySet<string> {
    return this.#table('excluded', ({ notes }) => new Set<string>(notes?.excluded ?? []));
  }

  #table<T>(name: string, make: (snapshot: Snapshot) => T): T {
    let table = this.#tables.get(name) as T | undefined;
    if (table === undefined) this.#tables.set(name, (table = make(this.#snapshot)));
    return table;
  }
}

const CATALOGUES = new WeakMap<Snapshot, Catalogue>();

/** The catalogue of a snapshot: made on first use, dropped together with the snapshot. */
export function catalogueOf(snapshot: Snapshot): Catalogue {
  let catalogue = CATALOGUES.get(snapshot);
  if (catalogue === undefined) {
    catalogue = new Catalogue(snapshot);
    CATALOGUES.set(snapshot, catalogue);
  }
  return catalogue;
}

/** Findings that concern one destination of one device. */
export function findingsAt(snapshot: Snapshot, destination: Destination): readonly Finding[] {
  return catalogueOf(snapshot).findingsAt.get(destination.device)?.get(destination.name) ?? [];
}

/** The destination that a finding names, among those of its device. */
export function destinationOf(snapshot: Snapshot, finding: Finding): Destination | null {
  return destinationNamed(catalogueOf(snapshot).destinationsAt, finding.device, finding.destination);
}

/** What to call a device: its host name, else its model, else the end of its MAC. Foreign text. */
export function deviceName(device: Device): string {
  return bestClaim(device.hostname)?.value ?? bestClaim(device.model)?.value ?? device.mac;
}

/** The address of a device whose MAC is not in the capture; null for one that is known by its MAC. */
export function addressOfId(id: string): string | null {
  return id.startsWith('ip:') ? id.slice(3) : null;
}

/** The place of a severity in the order of harm: 0 for a note. */
export function severityRank(severity: Severity): number {
  return RANKS[severity];
}

const RANKS = Object.fromEntries(SEVERITIES.map((severity, rank) => [severity, rank])) as Readonly<Record<Severity, number>>;

export function countSeverities(findings: readonly Finding[]): SeverityCounts {
  const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { rule } of findings) counts[rule.severity] += 1;
  return counts;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
