import type { Destination } from '../model/destination.ts';
import type { Device, DeviceId } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { catalogueOf } from './catalogue.ts';
import { eventDevice, eventsOf, type TimelineEvent } from './timeline.ts';

/** Findings, destinations and events of devices that people left out are kept from view unless their device itself is asked for. */
const KEPT = new WeakMap<Snapshot, Map<string, readonly unknown[]>>();

/** Put together once a snapshot: lists are asked for their length with every picture. */
function once<T>(snapshot: Snapshot, name: string, make: () => readonly T[]): readonly T[] {
  let tables = KEPT.get(snapshot);
  if (tables === undefined) KEPT.set(snapshot, (tables = new Map()));
  let rows = tables.get(name) as readonly T[] | undefined;
  if (rows === undefined) tables.set(name, (rows = make()));
  return rows;
}

/** The devices that are not left out. */
export function keptDevices(snapshot: Snapshot): readonly Device[] {
  const { excluded } = catalogueOf(snapshot);
  return excluded.size === 0 ? snapshot.devices : once(snapshot, 'devices', () => snapshot.devices.filter(({ id }) => !excluded.has(id)));
}

/** The findings of one device, or of all that are not left out; without notes where they are not wanted. */
export function keptFindings(snapshot: Snapshot, device: DeviceId | null, notes: boolean): readonly Finding[] {
  return once(snapshot, `findings ${notes} ${device}`, () => {
    const { excluded, findingsOf } = catalogueOf(snapshot);
    const all = device === null ? snapshot.findings : (findingsOf.get(device) ?? []);
    const leftOut = (id: string | null): boolean => device === null && id !== null && excluded.has(id);
    if (notes && (device !== null || excluded.size === 0)) return all;
    return all.filter((finding) => (notes || !isNote(finding)) && !leftOut(finding.device));
  });
}

/** The destinations of one device, or of all that are not left out. */
export function keptDestinations(snapshot: Snapshot, device: DeviceId | null): readonly Destination[] {
  const { excluded, destinationsOf } = catalogueOf(snapshot);
  if (device !== null) return destinationsOf.get(device) ?? [];
  if (excluded.size === 0) return snapshot.destinations;
  return once(snapshot, 'destinations', () => snapshot.destinations.filter((one) => !excluded.has(one.device)));
}

/** What happened to one device, or to all that are not left out; phases and marks are everybody's. */
export function keptEvents(snapshot: Snapshot, device: DeviceId | null, notes: boolean): readonly TimelineEvent[] {
  return once(snapshot, `events ${notes} ${device}`, () => {
    const { excluded } = catalogueOf(snapshot);
    return eventsOf(snapshot).filter((event) => {
      if (event.kind === 'finding' && !notes && isNote(event.finding)) return false;
      const concerned = eventDevice(event);
      if (device !== null) return concerned === null ? event.kind !== 'finding' : concerned === device;
      return concerned === null || !excluded.has(concerned);
    });
  });
}

/** How many findings are not shown because they are notes. */
export function hiddenNotes(snapshot: Snapshot, device: DeviceId | null): number {
  return keptFindings(snapshot, device, true).length - keptFindings(snapshot, device, false).length;
}

/** No risk by itself: something to know. */
function isNote({ rule }: Finding): boolean {
  return rule.severity === 'info';
}
