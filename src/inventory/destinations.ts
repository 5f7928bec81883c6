import type { Destination, Party, Scope } from '../model/destination.ts';
import type { Micros } from '../model/observation.ts';
import type { DestinationFacts } from '../model/sighting.ts';
import type { Match } from '../knowledge/destination-list.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { relate } from '../knowledge/party.ts';
import { registrableDomain } from '../knowledge/registrable-domain.ts';
import type { AddressBook, AddressEntry } from './address-book.ts';
import type { BoundedSet } from './bounded-set.ts';
import { DestinationEntry } from './destination-entry.ts';
import type { DeviceEntry } from './device-entry.ts';
import type { FlowView } from './flow-view.ts';
import { showDestination } from './shown-destination.ts';
import type { InventoryOptions } from './types.ts';

const NO_ROLES: readonly never[] = [];

/** What a name tells by itself. */
type Named = Pick<DestinationEntry, 'name' | 'registrableDomain' | 'match'>;

/** A destination that is not kept: what rules may ask of the flow at hand. */
interface Unlisted extends Named {
  readonly view: FlowView;
  readonly device: DeviceEntry;
  /** The name by which the flow went. */
  readonly of: string | null;
  facts: DestinationFacts | null;
  factsVersion: number;
}

/**
 * The destinations of every device. Bounded: past the bound they are judged like the others, but not kept. Those that never answered
 * have a bound of their own, so that whoever is flooded, or scans, still shows whom it really talked to.
 */
export class Destinations {
  readonly #options: InventoryOptions;
  readonly #addresses: AddressBook;
  readonly #networkResolvers: BoundedSet;
  readonly #region: ReadonlySet<string>;
  /** Every destination, in the order of first contact; found by name through its device. */
  readonly #entries = new Set<DestinationEntry>();
  /** In the order in which they are shown, until one comes or goes. */
  #sorted: readonly DestinationEntry[] | null = null;
  #unanswered = 0;
  #unlisted: Unlisted | null = null;
  /** Flows whose destination was not kept. */
  dropped = 0;

  constructor(options: InventoryOptions, addresses: AddressBook, networkResolvers: BoundedSet) {
    this.#options = options;
    this.#addresses = addresses;
    this.#networkResolvers = networkResolvers;
    this.#region = new Set(options.region);
  }

  /** Puts a flow under the destination of its name; one that loses its last flow that way is forgotten. */
  attach(view: FlowView, at: Micros): void {
    const { device } = view;
    if (device === null) return;
    const name = view.name ?? view.far.text;
    let entry = device.destinations.get(name) ?? null;
    if (entry !== null && entry === view.destination) return;
    this.detach(view);
    entry ??= this.#admit(view, device);
    if (entry === null) return;
    this.#refused(view, false);
    entry.attach(view);
    if (at > entry.lastSeen) entry.lastSeen = at;
    view.destination = entry;
    this.moveCounts(view, 1);
  }

  /** The last figures of a flow are in: now it is known whether anybody answered. */
  ended(view: FlowView): void {
    const answered = view.counted !== null && view.counted.originatorOctets > 0 && view.counted.responderOctets > 0;
    view.answered = answered;
    if (answered && view.destination === null) this.attach(view, view.first);
    const entry = view.destination;
    if (entry === null) return;
    entry.live -= 1;
    entry.flows += 1;
    if (!answered || entry.answered) return;
    entry.answered = true;
    this.#unanswered -= 1;
  }

  /** Takes a flow away from its destination, with what it had brought. */
  detach(view: FlowView): void {
    const entry = view.destination;
    if (entry === null) return;
    this.moveCounts(view, -1);
    view.destination = null;
    entry.live -= 1;
    if (entry.live + entry.flows === 0) {
      this.#entries.delete(entry);
      this.#sorted = null;
      if (!entry.answered) this.#unanswered -= 1;
      entry.device.destinations.delete(entry.name);
    }
  }

  /** What rules may ask. Flows of one destination to one port share the object. */
  facts(view: FlowView): DestinationFacts | null {
    const { device, far } = view;
    if (device === null) return null;
    const entry = view.destination ?? this.#unlistedOf(view, device);
    const version = this.#versionOf(device);
    const known = entry.facts;
    const same =
      known !== null &&
      entry.factsVersion === version &&
      known.address === far.text &&
      known.port === view.port &&
      known.transport === view.proto &&
      known.resolved === view.resolved &&
      known.name_shared === isShared(view) &&
      known.name_source === view.nameSource;
    if (same && known.scope === this.#scopeOf(far, view.toEverybody)) return known;
    entry.factsVersion = version;
    return (entry.facts = this.#factsOf(view, entry, device, far));
  }

  /** Stands in for the destination of a flow for which there was no room. The end of a flow is looked at several times in a row. */
  #unlistedOf(view: FlowView, device: DeviceEntry): Unlisted {
    const { name } = view;
    const last = this.#unlisted;
    if (last?.view === view && last.device === device && last.of === name) return last;
    return (this.#unlisted = { view, device, of: name, facts: null, factsVersion: -1, ...namedBy(view, this.#options.knowledge) });
  }

  /** Changes with what facts are told of a device's destinations beside the flow. */
  #versionOf(device: DeviceEntry): number {
    return device.version * 32 + this.#networkResolvers.size;
  }

  /** What rules may ask of the device itself, seen from the neighbour that it talks with. Flows of one kind share the object. */
  otherFacts(view: FlowView, neighbour: DeviceEntry): DestinationFacts {
    const { near } = view;
    const version = this.#versionOf(neighbour);
    const seen = near.seenByNeighbour;
    const known = seen?.neighbour === neighbour && seen.version === version ? seen.facts : null;
    const same = known !== null && known.port === view.port && known.transport === view.proto;
    if (same && known.scope === this.#scopeOf(near, view.toEverybody)) return known;
    const named = { name: near.text, registrableDomain: null, match: null };
    const told = this.#factsOf(view, named, neighbour, near);
    const facts: DestinationFacts = { ...told, name_source: 'address', resolved: false, name_shared: false };
    near.seenByNeighbour = { neighbour, version, facts };
    return facts;
  }

  /** The destinations of the devices that pass, by device, then name. Those that have not changed are the objects that they were. */
  list(passes: (device: DeviceEntry) => boolean): Destination[] {
    this.#sorted ??= [...this.#entries].sort((a, b) => compare(a.device.id, b.device.id) || compare(a.name, b.name));
    const { data } = this.#options.knowledge;
    const listed: Destination[] = [];
    for (const entry of this.#sorted) {
      const { first, device, match, toEverybody } = entry;
      if (!passes(device)) continue;
      const scope = this.#scopeOf(first, toEverybody);
      listed.push(showDestination(entry, { relation: this.#relationOf(match, device), scope, place: this.#addresses.lookUp(first), data }));
    }
    return listed;
  }

  /** Room for a new destination; null where there is none. A flow that was refused is counted once. */
  #admit(view: FlowView, device: DeviceEntry): DestinationEntry | null {
    const { destinationsMax, unansweredDestinationsMax } = this.#options.budget;
    const full = this.#entries.size >= destinationsMax || (!view.answered && this.#unanswered >= unansweredDestinationsMax);
    if (full) return this.#refused(view, true);
    const entry = new DestinationEntry(view, device, namedBy(view, this.#options.knowledge));
    this.#entries.add(entry);
    this.#sorted = null;
    this.#unanswered += 1;
    device.destinations.set(entry.name, entry);
    return entry;
  }

  /** Counts each flow for which there was no room once, and no more when it finds a place after all. */
  #refused(view: FlowView, refused: boolean): null {
    if (view.refused !== refused) this.dropped += refused ? 1 : -1;
    view.refused = refused;
    return null;
  }

  /** Adds what a flow has carried so far to its destination, or takes it away. */
  moveCounts(view: FlowView, sign: 1 | -1): void {
    const { counted, destination } = view;
    if (counted === null || destination === null) return;
    const { originatorOctets, responderOctets } = counted;
    destination.octetsUp += sign * (view.side === 0 ? originatorOctets : responderOctets);
    destination.octetsDown += sign * (view.side === 0 ? responderOctets : originatorOctets);
    if (counted.last > destination.lastSeen) destination.lastSeen = counted.last;
    destination.addPayload(counted.content, sign * counted.payload);
  }

  #factsOf(view: FlowView, named: Named, device: DeviceEntry, far: AddressEntry): DestinationFacts {
    const { match } = named;
    const { network, country } = this.#addresses.lookUp(far);
    const relation = this.#relationOf(match, device);
    return {
      name: named.name,
      name_source: view.nameSource,
      address: far.text,
      port: view.port,
      transport: view.proto,
      registrable_domain: named.registrableDomain,
      owner: match?.owner.name ?? null,
      party: relation.party,
      roles: match?.entry.roles ?? NO_ROLES,
      tracker: relation.tracker,
      country,
      asn: network?.asn ?? null,
      as_org: network?.organisation ?? null,
      scope: this.#scopeOf(far, view.toEverybody),
      outside_region: country === null ? null : !this.#region.has(country),
      handed_out_resolver: this.#isHandedOut(device, far.text),
      resolved: view.resolved,
      name_shared: isShared(view),
    };
  }

  #scopeOf(address: AddressEntry, toEverybody: boolean): Scope {
    const scope = this.#addresses.scopeOf(address);
    return toEverybody && scope !== 'multicast' ? 'broadcast' : scope;
  }

  #relationOf(match: Match | null, device: DeviceEntry): { readonly party: Party; readonly tracker: boolean } {
    return match === null ? { party: 'unknown', tracker: false } : relate(match, device.brand);
  }

  /**
   * Null where no resolver of the address's family is known to have been handed out: who saw the IPv6 resolvers of a router advertisement
   * knows nothing of the IPv4 ones that DHCP gave before the capture began.
   */
  #isHandedOut(device: DeviceEntry, address: string): boolean | null {
    if (device.resolvers.has(address) || this.#networkResolvers.has(address)) return true;
    const known = hasFamilyOf(address, device.resolvers) || hasFamilyOf(address, this.#networkResolvers);
    return known ? false : null;
  }
}

/** What the flow's name tells; an address belongs to no domain and stands on no list. */
function namedBy(view: FlowView, { destinations }: Knowledge): Named {
  const { name } = view;
  if (name === null) return { name: view.far.text, registrableDomain: null, match: null };
  return { name, registrableDomain: registrableDomain(name), match: destinations.match(name) };
}

/** True where the name is only one of several that may be meant. */
const isShared = ({ nameSource, shared }: FlowView): boolean => shared && nameSource === 'dns';

/** True where one of the addresses is of the same IP version as the first. */
function hasFamilyOf(address: string, others: Iterable<string>): boolean {
  const isIpv6 = address.includes(':');
  for (const other of others) if (other.includes(':') === isIpv6) return true;
  return false;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
