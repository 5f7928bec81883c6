import type { Destination } from '../model/destination.ts';
import { bestClaim, type Device } from '../model/device.ts';
import { SEVERITIES, type Finding, type Severity } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** What the screens look up in a snapshot, gathered once per snapshot. */
export interface Catalogue {
  readonly devices: ReadonlyMap<string, Device>;
  readonly destinations: ReadonlyMap<string, Destination>;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly destinationsOf: ReadonlyMap<string, readonly Destination[]>;
  readonly findingsOf: ReadonlyMap<string, readonly Finding[]>;
  /** By device and name of the destination. */
  readonly findingsAt: ReadonlyMap<string, readonly Finding[]>;
  readonly destinationsAt: ReadonlyMap<string, Destination>;
  readonly counts: SeverityCounts;
  readonly countsOf: ReadonlyMap<string, SeverityCounts>;
}

const CATALOGUES = new WeakMap<Snapshot, Catalogue>();

/** The catalogue of a snapshot: made on first use, dropped together with the snapshot. */
export function catalogueOf(snapshot: Snapshot): Catalogue {
  let catalogue = CATALOGUES.get(snapshot);
  if (catalogue === undefined) {
    catalogue = makeCatalogue(snapshot);
    CATALOGUES.set(snapshot, catalogue);
  }
  return catalogue;
}

/** Findings that concern one destination of one device. */
export function findingsAt(snapshot: Snapshot, destination: Destination): readonly Finding[] {
  return catalogueOf(snapshot).findingsAt.get(placeKey(destination.device, destination.name)) ?? [];
}

/** The destination that a finding names, among those of its device. */
export function destinationOf(snapshot: Snapshot, finding: Finding): Destination | null {
  if (finding.device === null || finding.destination === null) return null;
  return catalogueOf(snapshot).destinationsAt.get(placeKey(finding.device, finding.destination)) ?? null;
}

/** What to call a device: its host name, else its model, else the end of its MAC. Foreign text. */
export function deviceName(device: Device): string {
  return bestClaim(device.hostname)?.value ?? bestClaim(device.model)?.value ?? device.mac;
}

/** The place of a severity in the order of harm: 0 for a note. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

export function countSeverities(findings: readonly Finding[]): SeverityCounts {
  const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { rule } of findings) counts[rule.severity] += 1;
  return counts;
}

function makeCatalogue(snapshot: Snapshot): Catalogue {
  const findingsOf = grouped(snapshot.findings, ({ device }) => device);
  return {
    devices: new Map(snapshot.devices.map((device) => [device.id, device])),
    destinations: new Map(snapshot.destinations.map((destination) => [destination.id, destination])),
    findings: new Map(snapshot.findings.map((finding) => [finding.id, finding])),
    destinationsOf: grouped(snapshot.destinations, ({ device }) => device),
    findingsOf,
    findingsAt: grouped(snapshot.findings, ({ device, destination }) =>
      device === null || destination === null ? null : placeKey(device, destination),
    ),
    destinationsAt: new Map(snapshot.destinations.map((destination) => [placeKey(destination.device, destination.name), destination])),
    counts: countSeverities(snapshot.findings),
    countsOf: new Map([...findingsOf].map(([device, findings]) => [device, countSeverities(findings)])),
  };
}

function placeKey(device: string, name: string): string {
  return `${device} ${name}`;
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
