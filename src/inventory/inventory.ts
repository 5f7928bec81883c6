import type { Destination } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import type { Micros, Observation } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import { AddressBook } from './address-book.ts';
import { Destinations } from './destinations.ts';
import type { DeviceEntry } from './device-entry.ts';
import { Devices } from './devices.ts';
import { FlowView } from './flow-view.ts';
import { hostName } from './host-name.ts';
import { Learner } from './learner.ts';
import { Names } from './names.ts';
import { Placement } from './placement.ts';
import type { FlowFacts, FlowTotals, InventoryOptions } from './types.ts';

/** DHCP messages that a server sends (RFC 2131, 3.1). */
const FROM_SERVER: readonly unknown[] = ['OFFER', 'ACK', 'NAK'];

/**
 * Folds flows and observations into devices, destinations and the names that tie addresses to them.
 *
 * A device is a MAC on the home side. A destination is whom one device talks to under one name, and the name is, in this
 * order: the SNI, the HTTP Host, the name that this device had asked for when DNS gave it the address, the address.
 * What is learnt late (a router, a prefix) holds for flows that are already under way: they are placed anew when they are
 * next looked at. Everything is bounded; `limits` tells what was left out.
 */
export class Inventory {
  readonly #options: InventoryOptions;
  readonly #addresses: AddressBook;
  readonly #devices: Devices;
  readonly #names: Names;
  readonly #placement: Placement;
  readonly #learner: Learner;
  readonly #destinations: Destinations;

  constructor(options: InventoryOptions) {
    const { knowledge, budget } = options;
    this.#options = options;
    this.#addresses = new AddressBook(knowledge, budget.destinationsMax);
    for (const cidr of options.home) this.#addresses.addPrefix(cidr);
    this.#devices = new Devices(knowledge, budget, options.vendorByMac);
    const entryOf = (name: string): unknown => knowledge.destinations.match(name)?.entry;
    this.#names = new Names(budget.namesPerDeviceMax, (name, other) => entryOf(name) === entryOf(other));
    this.#placement = new Placement(this.#addresses, this.#devices);
    this.#learner = new Learner(this.#addresses, this.#devices, this.#names);
    this.#destinations = new Destinations(options, this.#addresses, this.#learner.networkResolvers);
  }

  /** A flow's first packet was seen. The view belongs to the flow: hand it back with everything that concerns it. */
  flowStarted(facts: FlowFacts, at: Micros, frame: number): FlowView {
    const view = new FlowView(facts, this.#addresses.of(facts.origAddress), this.#addresses.of(facts.respAddress), at, frame);
    this.#place(view);
    return view;
  }

  /** Learns from an observation, before it is judged. */
  observe(observation: Observation, view: FlowView | null): void {
    if (view !== null) this.#current(view);
    this.#learner.observe(observation, view);
    if (view === null) return;
    const { kind, fields } = observation;
    if (kind.endsWith('.client_hello')) this.#named(view, observation, fields['sni'], 'sni');
    else if (kind === 'http.request' && fields['head_cut'] !== true) this.#named(view, observation, fields['host'], 'http-host');
  }

  /** The observation with the device and the destination that it concerns. The router's own traffic concerns no device. */
  sighting(observation: Observation, view: FlowView | null, capture: number): Sighting {
    if (view !== null) this.#current(view);
    const device = this.#concerned(observation, view);
    if (device === null || device.gateway || !this.#wanted(device)) return { observation, device: null, destination: null, capture };
    const destination = view === null ? null : this.#destinations.facts(view);
    const began = view === null || view.side === 0;
    const sent = view === null || observation.sender === view.side;
    const facts = device.facts(view !== null && view.carriesMac, this.#resolversKnown(device), began, sent);
    return { observation, device: facts, destination, capture };
  }

  /** The same as it concerns the other end, where that is a device at home too; null where it is not, or is the router. */
  otherSighting(observation: Observation, view: FlowView, capture: number): Sighting | null {
    this.#current(view);
    const { other } = view;
    if (other === null || other === view.device || other.gateway || !this.#wanted(other)) return null;
    const device = other.facts(false, this.#resolversKnown(other), view.side === 1, observation.sender === 1 - view.side);
    return { observation, device, destination: this.#destinations.otherFacts(view, other), capture };
  }

  #resolversKnown(device: DeviceEntry): boolean {
    return device.resolvers.size > 0 || this.#learner.networkResolvers.size > 0;
  }

  /** MAC of the device that an observation concerns (CONTRACT: `device`); null where there is none. */
  deviceOf(observation: Observation, view: FlowView | null): string | null {
    if (view !== null) this.#current(view);
    const device = this.#concerned(observation, view);
    return device?.hasMac === true ? device.id : null;
  }

  /** Counts what a flow has carried so far. May be called as often as wished. */
  account(view: FlowView, totals: FlowTotals): void {
    this.#current(view);
    this.preview(view, totals);
  }

  /**
   * The same, where the flow is placed now: looking must not change what is judged, and a flow that is placed anew before
   * something is said about it may miss a name that comes in between.
   */
  preview(view: FlowView, totals: FlowTotals): void {
    const before = view.counted;
    if (before !== null) {
      countFlow(view, before, -1);
      this.#destinations.moveCounts(view, -1);
    }
    view.counted = totals;
    countFlow(view, totals, 1);
    this.#destinations.moveCounts(view, 1);
  }

  /** The flow is over: its last figures. */
  flowEnded(view: FlowView, totals: FlowTotals): void {
    this.account(view, totals);
    const { device, near } = view;
    view.ended = true;
    // A device that nothing ever placed at home still has the address that it used.
    if (device !== null && device.addresses.size === 0 && !near.unspecified) device.addresses.add(near.text);
    this.#destinations.ended(view);
  }

  /** Every device, by id. */
  devices(): Device[] {
    const listed = [...this.#devices.all()].filter((device) => this.#wanted(device));
    return listed.sort((a, b) => compare(a.id, b.id)).map((device) => device.device(this.#learner.networkResolvers));
  }

  /** Every destination of every device that is not the router, by device, then name. */
  destinations(): Destination[] {
    return this.#destinations.list((device) => !device.gateway && this.#wanted(device));
  }

  /** What was left out because a bound was hit, and what stands on its own for a reason that a reader should know. */
  limits(): Notice[] {
    const counts: readonly (readonly [string, number])[] = [
      ['devices-dropped', this.#devices.dropped],
      ['destinations-dropped', this.#destinations.dropped],
      ['addresses-dropped', this.#addresses.dropped + this.#devices.addressesDropped],
      ['names-dropped', this.#names.dropped],
    ];
    const limits: Notice[] = counts.filter(([, dropped]) => dropped > 0).map(([code, count]) => ({ code, count, incomplete: true }));
    const { relayed } = this.#devices;
    if (relayed > 0) limits.push({ code: 'addresses-relayed', count: relayed, incomplete: false });
    const { homeless } = this.#placement;
    if (homeless > 0) limits.push({ code: 'no-home', count: homeless, incomplete: false });
    return limits;
  }

  /** A name that the flow itself tells. The first of its kind holds, and a stronger kind replaces a weaker. */
  #named(view: FlowView, observation: Observation, value: unknown, source: 'sni' | 'http-host'): void {
    // What the device is asked under (an inbound flow) is its own name, not that of the other end.
    if (view.side !== 0 || observation.sender !== 0 || typeof value !== 'string') return;
    if (view.nameSource === 'sni' || view.nameSource === source) return;
    const name = hostName(value);
    if (name === null) return;
    view.nameSource = source;
    if (name === view.name && view.destination !== null) view.destination.nameSource = stronger(view.destination.nameSource, source);
    else {
      view.name = name;
      this.#destinations.attach(view, observation.at);
    }
  }

  /** Places the flow anew where the home has changed since. */
  #current(view: FlowView): void {
    if (view.generation !== this.#devices.generation && !view.ended) this.#replace(view);
  }

  /** What was counted moves along with the flow. */
  #replace(view: FlowView): void {
    const { counted } = view;
    if (counted === null) return this.#place(view);
    countFlow(view, counted, -1);
    this.#destinations.detach(view);
    view.counted = null;
    this.#place(view);
    view.counted = counted;
    countFlow(view, counted, 1);
    this.#destinations.moveCounts(view, 1);
  }

  #place(view: FlowView): void {
    const before = view.device;
    view.generation = this.#devices.generation;
    this.#placement.place(view);
    // Placing itself may have told of a router; a second look settles it, and there is no third.
    if (view.generation !== this.#devices.generation) this.#placement.place(view);
    view.generation = this.#devices.generation;
    const { device } = view;
    if (device === null) return this.#destinations.detach(view);
    view.carriesMac = device.hasMac && this.#addresses.carriesMac(view.near, device.id);
    if (view.nameSource === 'address' || view.nameSource === 'dns') this.#nameByDns(view, device);
    if (view.destination === null || device !== before) this.#destinations.attach(view, view.first);
  }

  #nameByDns(view: FlowView, device: DeviceEntry): void {
    const name = this.#names.of(device, view.far.text);
    if (name === null) return;
    view.resolved = true;
    if (view.nameSource === 'dns') return;
    view.name = name;
    view.nameSource = 'dns';
    view.shared = device.sharedAddresses.has(view.far.text);
  }

  /** A repeater hands on what its guests say under a MAC of its own, so a DHCP client is whom the message names. */
  #concerned(observation: Observation, view: FlowView | null): DeviceEntry | null {
    const named = observation.kind === 'dhcp.message' ? this.#sayerOf(observation) : null;
    return named ?? view?.device ?? this.#sayerOf(observation);
  }

  /**
   * Who speaks where no flow tells: ARP, and what is derived from it, say it themselves, and so does a DHCP client that has no address
   * yet, on a link without MACs.
   */
  #sayerOf({ kind, fields }: Observation): DeviceEntry | null {
    const asks = kind === 'dhcp.message' && !FROM_SERVER.includes(fields['type']);
    const mac = fields['sender_mac'] ?? fields['device_mac'] ?? (asks ? fields['client_mac'] : null);
    return typeof mac === 'string' ? this.#devices.known(mac) : null;
  }

  #wanted(device: DeviceEntry): boolean {
    return this.#options.onlyDevices === null || this.#options.onlyDevices.has(device.id);
  }
}

/** Adds a flow's figures to its devices, or takes them away. */
function countFlow(view: FlowView, totals: FlowTotals, sign: 1 | -1): void {
  const { originatorOctets, responderOctets, last } = totals;
  const [up, down] = view.side === 0 ? [originatorOctets, responderOctets] : [responderOctets, originatorOctets];
  count(view.device, sign * up, sign * down, sign * totals.packets, last);
  if (view.other !== view.device) count(view.other, sign * down, sign * up, sign * totals.packets, last);
}

function count(device: DeviceEntry | null, up: number, down: number, packets: number, last: Micros): void {
  if (device === null) return;
  device.octetsUp += up;
  device.octetsDown += down;
  device.packets += packets;
  device.seen(last);
}

function stronger(known: Destination['nameSource'], other: 'sni' | 'http-host'): Destination['nameSource'] {
  return known === 'sni' ? known : other;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
