import type { DeviceId } from '../model/device.ts';
import type { Micros } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { UiStatus } from './feed.ts';

/** Octets of one device over time, both ways: recent seconds, and the whole session in cells that widen as it lasts. */
export interface Series {
  readonly total: number;
  /** In each of the last seconds, newest last. */
  readonly recent: readonly number[];
  /** In each cell since the start. */
  readonly cells: readonly number[];
}

/** What the screens have seen of volumes over time, by the clock of the capture. */
export interface Activity {
  /** Null until the first packet. */
  readonly at: Micros | null;
  /** Where the cells begin: what was before these screens watched is not known by time. */
  readonly start: Micros;
  /** Width of a cell. */
  readonly width: Micros;
  readonly devices: ReadonlyMap<DeviceId, Series>;
}

export const RECENT_SECONDS = 60;
const SECOND = 1_000_000;
const CELLS_MAX = 240;
/** Further devices have no line; their totals are in the lists all the same. */
const DEVICES_MAX = 256;

export const EMPTY_ACTIVITY: Activity = { at: null, start: 0, width: SECOND, devices: new Map() };

/**
 * Takes in the totals of one more snapshot. Of a live session, what was added since the last came just now, however long the wire was
 * silent before; of a file that is read as fast as it goes, nobody knows when between the two, and it goes evenly over that time.
 */
export function noteActivity(activity: Activity, snapshot: Snapshot, live: boolean): Activity {
  const at = Math.max(activity.at ?? 0, lastOf(snapshot));
  if (at === 0) return activity;
  const shown = snapshot.devices.slice(0, DEVICES_MAX);
  if (activity.at === null) {
    const devices = new Map(shown.map(({ id, octetsUp, octetsDown }) => [id, silent(octetsUp + octetsDown)]));
    return { at, start: at, width: SECOND, devices };
  }
  let { width } = activity;
  while (at - activity.start >= width * CELLS_MAX) width *= 2;
  const merge = width / activity.width;
  const devices = new Map<DeviceId, Series>();
  for (const { id, octetsUp, octetsDown } of shown) {
    const before = activity.devices.get(id) ?? silent(0);
    const total = octetsUp + octetsDown;
    const added = Math.max(0, total - before.total);
    const since = live ? at : activity.at;
    const recent = advanced(before.recent, Math.floor(at / SECOND) - Math.floor(activity.at / SECOND), added, live);
    const cells = spread(merged(before.cells, merge), since - activity.start, at - activity.start, width, added);
    devices.set(id, recent === before.recent && cells === before.cells && added === 0 ? before : { total, recent, cells });
  }
  return { at, start: activity.start, width, devices };
}

/** The last seconds of a device, newest last: as the engine counted them, else as these screens saw them. */
export function recentOf(status: UiStatus, activity: Activity, device: DeviceId): readonly number[] {
  const counted = status.activity?.find((one) => one.device === device);
  return counted?.octets ?? activity.devices.get(device)?.recent ?? [];
}

/** Seconds of all devices added up: every octet counts for its sender and its receiver where both are at home. */
export function totalRecent(status: UiStatus, activity: Activity): readonly number[] {
  const all = status.activity?.map(({ octets }) => octets) ?? [...activity.devices.values()].map(({ recent }) => recent);
  const sum = Array.from({ length: RECENT_SECONDS }, () => 0);
  for (const recent of all) {
    for (let i = 1; i <= Math.min(recent.length, RECENT_SECONDS); i += 1) sum[RECENT_SECONDS - i]! += recent[recent.length - i]!;
  }
  return sum;
}

/** Octets per second over the newest few seconds of a series. */
export function rateOf(recent: readonly number[], seconds: number): number {
  let sum = 0;
  for (let i = Math.max(0, recent.length - seconds); i < recent.length; i += 1) sum += recent[i]!;
  return Math.round(sum / seconds);
}

/** What was there before these screens watched counts for no second. */
function silent(total: number): Series {
  return { total, recent: [], cells: [] };
}

/** A window of seconds, some seconds later: older ones move out, octets come in evenly since then, or all in the last second. */
function advanced(recent: readonly number[], steps: number, octets: number, live: boolean): readonly number[] {
  if (steps === 0 && octets === 0) return recent;
  const kept = Math.max(0, RECENT_SECONDS - steps);
  const counted = recent.length === 0 ? [0] : recent;
  const next = counted.slice(Math.max(0, counted.length - kept));
  for (let i = Math.min(RECENT_SECONDS, steps); i > 0; i -= 1) next.push(0);
  const spreadOver = live ? 1 : steps + 1;
  for (let i = Math.max(0, next.length - spreadOver); i < next.length; i += 1) next[i]! += octets / spreadOver;
  return next;
}

function merged(cells: readonly number[], by: number): readonly number[] {
  if (by === 1) return cells;
  const wide: number[] = [];
  for (let i = 0; i < cells.length; i += 1) {
    const at = Math.floor(i / by);
    wide[at] = (wide[at] ?? 0) + cells[i]!;
  }
  return wide;
}

/** Octets evenly over the cells from one moment to another. */
function spread(cells: readonly number[], from: Micros, to: Micros, width: Micros, octets: number): readonly number[] {
  const last = Math.floor(to / width);
  if (octets === 0 && cells.length > last) return cells;
  const next = cells.slice(0, CELLS_MAX);
  while (next.length <= last) next.push(0);
  const first = Math.min(last, Math.floor(from / width));
  for (let i = first; i <= last; i += 1) next[i]! += octets / (last - first + 1);
  return next;
}

/** The capture's clock: its newest packet. */
function lastOf({ captures }: Snapshot): Micros {
  return captures.reduce((latest, { last }) => Math.max(latest, last ?? 0), 0);
}
