import type { Claim, Device, DeviceId } from '../model/device.ts';
import { bestClaim } from '../model/device.ts';
import type { Micros } from '../model/observation.ts';
import type { DeviceFacts } from '../model/sighting.ts';
import type { Owner } from '../knowledge/destination-list.ts';
import { BoundedSet } from './bounded-set.ts';
import type { DestinationEntry } from './destination-entry.ts';

const CLAIMS_MAX = 16;
const CLAIM_LENGTH_MAX = 128;
const RESOLVERS_MAX = 16;
const NETWORKS_MAX = 4;
const SAYINGS_MAX = 64;
const SHARED_MAX = 256;

/** What claims are about. */
export const SUBJECTS = ['vendor', 'model', 'category', 'hostname'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** One home device while the run goes on. */
export class DeviceEntry {
  /** The MAC, or `ip:` and the address where the link has no MACs. */
  readonly id: DeviceId;
  readonly hasMac: boolean;
  readonly randomised: boolean;
  gateway = false;
  readonly claims: Readonly<Record<Subject, Claim[]>> = { vendor: [], model: [], category: [], hostname: [] };
  readonly addresses: BoundedSet;
  readonly resolvers = new BoundedSet(RESOLVERS_MAX);
  /** Upper halves of foreign IPv6 addresses seen behind this MAC: more than one betray a router. */
  readonly foreignNetworks = new BoundedSet(NETWORKS_MAX);
  /** Address to the name that this device last asked for and was given it. */
  readonly names = new Map<string, string>();
  /** Addresses that it was given under names of which the lists say different things: DNS alone does not tell which one is meant. */
  readonly sharedAddresses = new BoundedSet(SHARED_MAX);
  /** Whom it talks to, by name: neither host names nor addresses read as numbers, whose hash V8 does not seed. */
  readonly destinations = new Map<string, DestinationEntry>();
  /** The owner whose device this is, as far as its vendor claims tell. */
  brand: Owner | null = null;
  dnsSeen = false;
  /** It has, or has had, an address that is private, link-local or otherwise plainly of the home. */
  settled = false;
  /** Rises whenever facts may have changed. */
  version = 0;
  /** Texts that were already searched for hints: user agents come with every request. */
  readonly #sayings = new BoundedSet(SAYINGS_MAX);
  /** The networks in which the protocols of the link gave it an address. */
  readonly networks = new BoundedSet(NETWORKS_MAX);
  octetsUp = 0;
  octetsDown = 0;
  packets = 0;
  firstSeen: Micros;
  lastSeen: Micros;
  readonly #facts: (DeviceFacts | null)[] = Array.from({ length: 8 }, () => null);
  #factsVersion = -1;

  constructor(id: string, hasMac: boolean, randomised: boolean, addressesMax: number, at: Micros) {
    this.id = id as DeviceId;
    this.hasMac = hasMac;
    this.randomised = randomised;
    this.addresses = new BoundedSet(addressesMax);
    this.firstSeen = at;
    this.lastSeen = at;
  }

  /** Widens the time in which the device was seen. */
  seen(at: Micros): void {
    if (at > this.lastSeen) this.lastSeen = at;
    else if (at < this.firstSeen) this.firstSeen = at;
  }

  /** True where this text is heard for the first time. */
  heard(saying: string): boolean {
    return this.#sayings.add(saying.slice(0, CLAIM_LENGTH_MAX * 4));
  }

  /** Keeps a claim unless the same source has said the same before. True where something is new. */
  claim(subject: Subject, claim: Claim): boolean {
    const value = claim.value.slice(0, CLAIM_LENGTH_MAX).trim();
    const claims = this.claims[subject];
    if (value === '' || claims.length >= CLAIMS_MAX) return false;
    if (claims.some((known) => known.value === value && known.source === claim.source)) return false;
    claims.push(value === claim.value ? claim : { ...claim, value });
    this.version += 1;
    return true;
  }

  /**
   * What rules may ask. One object for each state of the device; `carriesMac` tells of the address in the flow at hand,
   * `originator` whether the device began it, and `sender` whether the device sent what was observed.
   */
  facts(carriesMac: boolean, resolversKnown: boolean, originator: boolean, sender: boolean): DeviceFacts {
    if (this.#factsVersion !== this.version) {
      this.#factsVersion = this.version;
      this.#facts.fill(null);
    }
    const index = (carriesMac ? 1 : 0) + (originator ? 2 : 0) + (sender ? 4 : 0);
    const facts = this.#facts[index] ?? null;
    if (facts !== null && facts.dns_seen === this.dnsSeen && facts.resolvers_known === resolversKnown) return facts;
    return (this.#facts[index] = {
      mac: this.id,
      randomised: this.randomised,
      vendor: bestClaim(this.claims.vendor)?.value ?? null,
      model: bestClaim(this.claims.model)?.value ?? null,
      category: bestClaim(this.claims.category)?.value ?? null,
      hostname: bestClaim(this.claims.hostname)?.value ?? null,
      resolvers_known: resolversKnown,
      dns_seen: this.dnsSeen,
      address_carries_mac: carriesMac,
      originator,
      sender,
    });
  }

  /** The device as it is shown; `networkResolvers` were handed out to everybody. */
  device(networkResolvers: Iterable<string>): Device {
    return {
      id: this.id,
      mac: this.id,
      randomised: this.randomised,
      gateway: this.gateway,
      addresses: [...this.addresses],
      vendor: [...this.claims.vendor],
      model: [...this.claims.model],
      category: [...this.claims.category],
      hostname: [...this.claims.hostname],
      dnsServers: [...new Set([...this.resolvers, ...networkResolvers])],
      octetsUp: this.octetsUp,
      octetsDown: this.octetsDown,
      packets: this.packets,
      firstSeen: this.firstSeen,
      lastSeen: this.lastSeen,
    };
  }
}
