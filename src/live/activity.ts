import type { Device, DeviceId } from '../model/device.ts';
import type { DeviceActivity } from '../model/session-feed.ts';
import { LIVE_BOUNDS } from './bounds.ts';

/** The seconds of one device: a ring, and what it had carried in all when last looked at. */
interface Course {
  readonly octets: Float64Array;
  total: number;
  /** The last second in which something came. */
  last: number;
}

/** Follows how much each device sends and receives, second by second. Bounded: the devices that have been silent longest make room. */
export class Activity {
  readonly #courses = new Map<DeviceId, Course>();
  #second = -1;
  /** In this second no device can make room: of thousands, not each need look for one. */
  #isFull = false;
  #list: readonly DeviceActivity[] = [];

  /** The same list until a new second has begun. */
  get list(): readonly DeviceActivity[] {
    return this.#list;
  }

  /** Takes the devices as they are in this second (a whole number that only rises). */
  take(devices: readonly Device[], second: number): void {
    const isFirst = this.#second < 0;
    if (second <= this.#second) return;
    this.#clear(second);
    this.#second = second;
    this.#isFull = false;
    for (const device of devices) this.#count(device, second, isFirst);
    const { activitySeconds } = LIVE_BOUNDS;
    this.#list = [...this.#courses]
      .filter(([, course]) => second - course.last < activitySeconds)
      .map(([device, course]) => ({ device, octets: inOrder(course.octets, second) }));
  }

  #count(device: Device, second: number, isFirst: boolean): void {
    const total = device.octetsUp + device.octetsDown;
    const course = this.#courses.get(device.id) ?? this.#begin(device.id);
    if (course === null) return;
    // What a session carried before anybody looked belongs to no second in particular.
    const octets = isFirst ? 0 : Math.max(0, total - course.total);
    course.total = total;
    course.octets[second % LIVE_BOUNDS.activitySeconds] = octets;
    if (octets > 0) course.last = second;
  }

  #begin(device: DeviceId): Course | null {
    if (this.#courses.size >= LIVE_BOUNDS.activityDevicesMax && !this.#makeRoom()) return null;
    const course = { octets: new Float64Array(LIVE_BOUNDS.activitySeconds), total: 0, last: -LIVE_BOUNDS.activitySeconds };
    this.#courses.set(device, course);
    return course;
  }

  #makeRoom(): boolean {
    if (this.#isFull) return false;
    for (const [device, course] of this.#courses) {
      if (this.#second - course.last < LIVE_BOUNDS.activitySeconds) continue;
      this.#courses.delete(device);
      return true;
    }
    this.#isFull = true;
    return false;
  }

  /** Seconds in which nobody looked carried nothing that is known. */
  #clear(second: number): void {
    const from = Math.max(this.#second + 1, second - LIVE_BOUNDS.activitySeconds + 1, 0);
    for (let at = from; at <= second; at += 1)
      for (const course of this.#courses.values()) course.octets[at % LIVE_BOUNDS.activitySeconds] = 0;
  }
}

/** The ring as a list, the newest second last. */
function inOrder(ring: Float64Array, second: number): number[] {
  const { length } = ring;
  return Array.from(ring, (_octets, index) => ring[(second + 1 + index) % length]!);
}
