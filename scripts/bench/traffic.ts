import {
  http,
  lookup,
  mqtt,
  ntp,
  Opaque,
  quic,
  sealedDownload,
  tls12,
  tls13,
  unanswered,
  video,
  type Scene,
  type Visit,
} from './conversations.ts';
import { FrameWriter, type Endpoint } from './frame-writer.ts';
import { hostFor, makeHome, type Device } from './home.ts';
import { Random } from './random.ts';
import { Scheduler, type Steps } from './scheduler.ts';

/** What the capture is to be. */
export interface TrafficPlan {
  readonly path: string;
  readonly seed: number;
  /** Flows to begin; the capture ends when the last of them does. */
  readonly flows: number;
  /** Flows begun in a second of capture time. */
  readonly flowsPerSecond: number;
}

/** What was written. */
export interface TrafficFacts {
  readonly frames: number;
  readonly octets: number;
  readonly flows: number;
  /** Of capture time. */
  readonly seconds: number;
  readonly ipv6Frames: number;
}

const START = 1_750_000_000_000_000;
const IPV6_SHARE = 0.4;
const CHATTER_MICROS = 9_000_000;

/** Writes the traffic of a home: the same octets for the same plan. */
export function writeTraffic(plan: TrafficPlan): TrafficFacts {
  const random = new Random(plan.seed);
  const writer = new FrameWriter(plan.path, START);
  const scene: Scene = { writer, random, home: makeHome(random), opaque: new Opaque(random) };
  const scheduler = new Scheduler();
  const household = new Household(scene, scheduler, plan);
  scheduler.start(START, household.visits());
  scene.home.devices.forEach((device, i) => scheduler.start(START + i * 40_000, household.chatter(device)));
  scheduler.run((at) => (writer.at = at));
  writer.close();
  return {
    frames: writer.frames,
    octets: writer.octets,
    flows: household.flows,
    seconds: (writer.at - START) / 1e6,
    ipv6Frames: writer.ipv6Frames,
  };
}

/** Decides who talks to whom, about what. */
class Household {
  flows = 0;
  readonly #scene: Scene;
  readonly #scheduler: Scheduler;
  readonly #plan: TrafficPlan;
  #over = false;

  constructor(scene: Scene, scheduler: Scheduler, plan: TrafficPlan) {
    this.#scene = scene;
    this.#scheduler = scheduler;
    this.#plan = plan;
  }

  /** Begins one visit after the other until there are enough flows. */
  *visits(): Steps {
    const { writer, random, home } = this.#scene;
    yield 2_000_000;
    while (this.flows < this.#plan.flows) {
      const before = this.flows;
      const device = random.of(home.devices);
      const visit: Visit = { device, host: hostFor(home, device, random), family: random.chance(IPV6_SHARE) ? 1 : 0 };
      let at = writer.at;
      if (random.chance(0.8)) {
        for (const type of ['A', 'AAAA', 'HTTPS'] as const) {
          if (type === 'HTTPS' && random.chance(0.7)) continue;
          this.#begin(at, lookup(this.#scene, visit, type));
          at += 150;
        }
      }
      this.#begin(at + 45_000, this.#talk(visit));
      yield ((this.flows - before) / this.#plan.flowsPerSecond) * 1e6 * (0.5 + random.fraction());
    }
    this.#over = true;
  }

  #begin(at: number, steps: Steps): void {
    this.#scheduler.start(at, steps);
    this.flows += 1;
  }

  #talk(visit: Visit): Steps {
    const scene = this.#scene;
    const { random } = scene;
    const drawn = random.fraction();
    if (drawn < 0.033) return unanswered(scene, visit);
    if (drawn < 0.036) return video(scene, visit, 300 + random.below(700));
    switch (visit.host.service) {
      case 'http':
        return random.chance(0.04)
          ? http(scene, visit, 1, 300_000 + random.below(1_200_000))
          : http(scene, visit, 1 + random.below(3), null);
      case 'mqtt':
        return mqtt(scene, visit);
      case 'ntp':
        return ntp(scene, visit);
      case 'quic':
        return quic(scene, visit, 10 + random.below(40));
      case 'tls12':
        return tls12(scene, visit, 3 + random.below(11));
      case 'tls13':
        return random.chance(0.013)
          ? sealedDownload(scene, visit, 300_000 + random.below(1_200_000))
          : tls13(scene, visit, 3 + random.below(11));
    }
  }

  /** What a device says to its neighbours: DHCP when it comes, then ARP, neighbour and router discovery, mDNS, SSDP. */
  *chatter(device: Device): Steps {
    const { writer, random, home } = this.#scene;
    const { mdns, ssdpSearch, ssdpNotify, ssdpAnswer, router, dhcp, ping } = home.recorded;
    const gateway: Endpoint = { mac: home.gateway, address: Buffer.from([192, 168, 50, 1]), port: 0 };
    const routerEnd: Endpoint = { mac: home.gateway, address: Buffer.from('fe800000000000000000000000000001', 'hex'), port: 0 };
    this.flows += 5;
    const asks: Endpoint = { mac: device.mac, address: Buffer.alloc(4), port: 68 };
    writer.udp(asks, { mac: Buffer.alloc(6, 0xff), address: Buffer.alloc(4, 0xff), port: 67 }, withClient(dhcp[0]!.octets, device));
    yield 5_000;
    writer.udp({ ...gateway, port: 67 }, { ...asks, address: device.addresses[0] }, withClient(dhcp[1]!.octets, device));
    const ssdpPort = device.at(0).port;
    while (!this.#over) {
      const own = device.at(0, 5353);
      writer.arp(1, own, gateway);
      yield 400;
      writer.arp(2, gateway, own);
      yield random.below(100_000);
      writer.udp(own, group(MDNS_V4, 5353), mdns[0]!.octets);
      yield random.below(20_000);
      writer.udp(own, group(MDNS_V4, 5353), mdns[1]!.octets);
      writer.udp(device.at(1, 5353), group(MDNS_V6, 5353), mdns[1]!.octets);
      yield random.below(100_000);
      writer.udp(device.at(0, ssdpPort), group(SSDP, 1900), random.chance(0.5) ? ssdpSearch : ssdpNotify);
      yield 2_000;
      const neighbour = random.of(home.devices);
      if (neighbour !== device) writer.udp(neighbour.at(0, 1900), device.at(0, ssdpPort), ssdpAnswer);
      if (device === home.devices[0]) writer.icmp(routerEnd, group(ALL_NODES, 0), router);
      for (const { side, octets } of ping) writer.icmp(side === 0 ? own : gateway, side === 0 ? gateway : own, octets);
      yield CHATTER_MICROS * (0.5 + random.fraction());
    }
  }
}

const MDNS_V4 = Buffer.from([224, 0, 0, 251]);
const MDNS_V6 = Buffer.from('ff0200000000000000000000000000fb', 'hex');
const SSDP = Buffer.from([239, 255, 255, 250]);
const ALL_NODES = Buffer.from('ff020000000000000000000000000001', 'hex');

/** A multicast group as endpoint, with the MAC that follows from its address (RFC 1112, 6.4; RFC 2464, 7). */
function group(address: Buffer, port: number): Endpoint {
  const mac =
    address.length === 4
      ? Buffer.from([1, 0, 0x5e, address[1]! & 0x7f, address[2]!, address[3]!])
      : Buffer.concat([Buffer.from([0x33, 0x33]), address.subarray(12)]);
  return { mac, address, port };
}

/** A DHCP message with the hardware address of a device, and its address where one is handed out (RFC 2131, 2). */
function withClient(message: Buffer, device: Device): Buffer {
  const copy = Buffer.from(message);
  device.mac.copy(copy, 28);
  if (copy[0] === 2) device.addresses[0].copy(copy, 16);
  return copy;
}
