import type { Device, DeviceId } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import type { Micros } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Something that happened at a moment of the session. */
export type TimelineEvent = { readonly id: string; readonly at: Micros } & (
  | { readonly kind: 'device'; readonly device: Device }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'phase-start' | 'phase-end'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string }
);

/** A stretch of capture time. */
export interface Span {
  readonly from: Micros;
  readonly to: Micros;
}

const EVENTS = new WeakMap<Snapshot, readonly TimelineEvent[]>();
/** Halvings of the whole: the narrowest window of an hour is less than a second wide. */
export const ZOOM_MAX = 12;

/** What happened and when: devices that came, findings, phases and marks. Put together once a snapshot. */
export function eventsOf(snapshot: Snapshot): readonly TimelineEvent[] {
  let events = EVENTS.get(snapshot);
  if (events === undefined) EVENTS.set(snapshot, (events = gather(snapshot)));
  return events;
}

/** From the first thing known to the last; null where nothing was seen. */
export function sessionSpan({ captures, devices, phases }: Pick<Snapshot, 'captures' | 'devices' | 'phases'>): Span | null {
  let [from, to] = [Infinity, -Infinity];
  const take = (first: Micros | null, last: Micros | null): void => {
    if (first !== null) from = Math.min(from, first);
    if (last !== null) to = Math.max(to, last);
  };
  for (const { first, last } of captures) take(first, last);
  for (const { firstSeen, lastSeen } of devices) take(firstSeen, lastSeen);
  for (const { first, last } of phases) take(first, last);
  return from > to ? null : { from, to };
}

/** The part of the whole that is shown: halved `zoom` times, `back` half windows before its end. */
export function windowOf({ from, to }: Span, zoom: number, back: number): Span {
  const width = Math.max(1, (to - from) / 2 ** Math.max(0, Math.min(ZOOM_MAX, zoom)));
  const end = Math.max(from + width, to - (back * width) / 2);
  return { from: end - width, to: end };
}

/** How many half windows there are to go back. */
export function backMax(zoom: number): number {
  return 2 ** Math.max(0, zoom) * 2 - 2;
}

/** The cell of a moment; null where it lies outside. */
export function cellAt({ from, to }: Span, cells: number, at: Micros): number | null {
  if (at < from || at > to || cells <= 0) return null;
  return Math.min(cells - 1, Math.floor(((at - from) / Math.max(1, to - from)) * cells));
}

/** The device that an event is about; null where it is about the session. */
export function eventDevice(event: TimelineEvent): DeviceId | null {
  if (event.kind === 'device') return event.device.id;
  return event.kind === 'finding' ? event.finding.device : null;
}

function gather({ devices, findings, phases, notes }: Snapshot): readonly TimelineEvent[] {
  return [
    ...devices.map((device): TimelineEvent => ({ id: `device ${device.id}`, at: device.firstSeen, kind: 'device', device })),
    ...findings.map((finding): TimelineEvent => ({ id: `finding ${finding.id}`, at: finding.first, kind: 'finding', finding })),
    ...phases.flatMap(({ name, first, last }, i): readonly TimelineEvent[] => [
      { id: `phase ${i}`, at: first, kind: 'phase-start', text: name },
      { id: `phase-end ${i}`, at: last, kind: 'phase-end', text: name },
    ]),
    ...(notes?.marks ?? []).map(({ at, text }, i): TimelineEvent => ({ id: `mark ${i}`, at, kind: 'mark', text })),
  ];
}
