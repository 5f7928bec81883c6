import { isLoopback } from '../model/loopback.ts';
import type { Fields, Micros } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';

/** What this file derives. */
export const observes = {
  'behaviour.scan': {
    /** Who scans: ARP belongs to no flow that would tell. */
    device_mac: 'string',
    /** `arp` or `flow`. */
    method: 'string',
    /** Distinct local addresses asked for or contacted. */
    targets: 'number',
    /** Distinct ports tried at the one target for which they were most. */
    ports: 'number',
    /** Capture time between the first and the last of them. */
    seconds: 'number',
    /** The target whose ports were tried; null for a sweep over addresses. */
    target: 'string?',
  },
} as const;

/**
 * A device that looks its neighbours over: many local addresses, or many ports of one, within a minute.
 * Ten ports of one host is where Maltrail and Slips draw the line. For addresses the line is drawn higher, at 16:
 * speakers and hubs of one maker greet each of their siblings, and few homes have more of those.
 */
export const SCAN = { windowMicros: 60_000_000, targetsMin: 16, portsMin: 10 } as const;

/**
 * Ports from here on are handed out to those who ask (Linux's range; IANA's begins later, RFC 6335, 6): a flow towards one is rather
 * an answer whose question was not captured than a look for a service.
 */
const EPHEMERAL_MIN = 32_768;

/** Bounds: devices watched at once for each way of looking around, and things remembered of each in one window. */
const DEVICES_MAX = 4_096;
const TARGETS_MAX = 1_024;
const PORTS_MAX = 1_024;
const PORT_TARGETS_MAX = 64;
/** Targets and ports that are remembered of all devices together. Past them the windows that began first are forgotten. */
const THINGS_MAX = 131_072;

/** One way of looking around of one device, in one window of capture time. */
interface Window {
  started: Micros;
  last: Micros;
  readonly targets: Set<string>;
  readonly ports: Map<string, Set<string>>;
  /** Told at the threshold, then each time that the number has grown fourfold. */
  nextTargets: number;
  nextPorts: number;
  /** Targets and ports remembered in it. */
  things: number;
}

/** Watches sightings for devices that scan. State is bounded; devices past the bound are counted and not watched. */
export class ScanWatch {
  /** By MAC, for each way of looking around, in the order in which they began. */
  readonly #windows = { arp: new Map<string, Window>(), flow: new Map<string, Window>() } as const;
  readonly #thingsMax: number;
  #things = 0;
  /** Times that a device was not watched, because too many were. */
  dropped = 0;
  /** Windows that were forgotten before their end to make room. */
  forgotten = 0;

  constructor(thingsMax = THINGS_MAX) {
    this.#thingsMax = thingsMax;
  }

  /** What the bounds left out. */
  limits(): readonly Notice[] {
    const count = this.dropped + this.forgotten;
    return count === 0 ? [] : [{ code: 'scans-unwatched', count, incomplete: true }];
  }

  /** Fields of a `behaviour.scan`, where this sighting is the one too many; else null. */
  watch(sighting: Sighting): Fields | null {
    const { observation, device, destination } = sighting;
    if (device === null) return null;
    const mac = String(device['mac']);
    if (observation.kind === 'arp') return this.#arp(mac, observation.fields, observation.at);
    if (observation.kind !== 'flow.start' || destination?.['scope'] !== 'lan' || device['originator'] === false) return null;
    // Who talks with itself looks nobody over.
    if (Number(destination['port']) >= EPHEMERAL_MIN || isLoopback(String(destination['address']))) return null;
    const port =
      destination['transport'] === 'tcp' || destination['transport'] === 'udp'
        ? `${destination['transport']}/${String(destination['port'])}`
        : null;
    return this.#note(mac, 'flow', String(destination['address']), port, observation.at);
  }

  /** Only questions for others count: not for one's own address (RFC 5227), which announces or defends it. */
  #arp(mac: string, fields: Fields, at: Micros): Fields | null {
    const target = fields['target_addr'];
    if (fields['op'] !== 'request' || typeof target !== 'string' || target === fields['sender_addr'] || fields['sender_addr'] === '0.0.0.0')
      return null;
    return this.#note(mac, 'arp', target, null, at);
  }

  #note(mac: string, method: 'arp' | 'flow', target: string, port: string | null, at: Micros): Fields | null {
    const window = this.#windowOf(this.#windows[method], mac, at);
    if (window === null) return null;
    window.last = Math.max(window.last, at);
    const ports = port === null ? null : portsOf(window, target);
    this.#remember(window, window.targets, target, TARGETS_MAX);
    if (ports !== null) this.#remember(window, ports, port!, PORTS_MAX);
    while (this.#things > this.#thingsMax && this.#forget(window));
    const tried = ports?.size ?? 0;
    const sweep = window.targets.size >= window.nextTargets;
    const probe = tried >= window.nextPorts;
    if (sweep) window.nextTargets *= 4;
    if (probe) window.nextPorts *= 4;
    if (!sweep && !probe) return null;
    return {
      device_mac: mac,
      method,
      targets: window.targets.size,
      ports: tried,
      seconds: Math.round((window.last - window.started) / 1_000) / 1_000,
      target: sweep ? null : target,
    };
  }

  /** A window ends a minute after it began; a clock that jumps back begins a new one. */
  #windowOf(windows: Map<string, Window>, mac: string, at: Micros): Window | null {
    const known = windows.get(mac);
    if (known !== undefined && at >= known.started && at - known.started <= SCAN.windowMicros) return known;
    if (known === undefined && windows.size >= DEVICES_MAX) {
      this.dropped += 1;
      return null;
    }
    if (known !== undefined) this.#end(windows, mac, known);
    const window: Window = {
      started: at,
      last: at,
      targets: new Set(),
      ports: new Map(),
      nextTargets: SCAN.targetsMin,
      nextPorts: SCAN.portsMin,
      things: 0,
    };
    windows.set(mac, window);
    return window;
  }

  #remember(window: Window, things: Set<string>, thing: string, max: number): void {
    if (things.size >= max || things.has(thing)) return;
    things.add(thing);
    window.things += 1;
    this.#things += 1;
  }

  /** The window that began first goes, but for the one at hand; false where there is no other. One that is over is no loss. */
  #forget(atHand: Window): boolean {
    let oldest: { windows: Map<string, Window>; mac: string; window: Window } | null = null;
    for (const windows of [this.#windows.arp, this.#windows.flow]) {
      for (const [mac, window] of windows) {
        if (window === atHand) continue;
        if (oldest === null || window.started < oldest.window.started) oldest = { windows, mac, window };
        break;
      }
    }
    if (oldest === null) return false;
    const { windows, mac, window } = oldest;
    if (atHand.last - window.started <= SCAN.windowMicros) this.forgotten += 1;
    this.#end(windows, mac, window);
    return true;
  }

  #end(windows: Map<string, Window>, mac: string, window: Window): void {
    windows.delete(mac);
    this.#things -= window.things;
  }
}

function portsOf(window: Window, target: string): Set<string> | null {
  const known = window.ports.get(target);
  if (known !== undefined) return known;
  if (window.ports.size >= PORT_TARGETS_MAX) return null;
  const ports = new Set<string>();
  window.ports.set(target, ports);
  return ports;
}
