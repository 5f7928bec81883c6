import { readAddress } from '../bytes/read-address.ts';
import type { Scope } from '../model/destination.ts';
import type { DestinationFacts } from '../model/sighting.ts';
import type { Network } from '../knowledge/networks.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { isAnycast } from '../knowledge/anycast.ts';
import { scopeOf } from '../knowledge/scope.ts';
import type { DeviceEntry } from './device-entry.ts';

const PREFIXES_MAX = 64;
/** Strangers remembered at least; twice as many at most. */
const STRANGERS_MAX = 1_024;

/** The facts of a device at home as the destination of a neighbour, and the state for which they hold. */
export interface SeenByNeighbour {
  readonly neighbour: DeviceEntry;
  readonly version: number;
  readonly facts: DestinationFacts;
}

/** One address and what is known of it. */
export class AddressEntry {
  readonly text: string;
  readonly scope: Scope;
  /** All zeros: a sender that has no address yet. */
  readonly unspecified: boolean;
  /** The home device that has this address: by ARP, neighbour discovery, DHCP or its own traffic. */
  bound: DeviceEntry | null = null;
  /** The protocols of the link say so, not traffic alone. */
  firm = false;
  /** Traffic from this address comes by way of another device at home, which forwards for it. */
  relayed = false;
  /** Not known to be of the home, it was taken for a device's address for want of a better guess. */
  taken = false;
  /** Inside one of the home prefixes, as of `prefixVersion`. */
  inPrefix = false;
  prefixVersion = -1;
  network: Network | null = null;
  country: string | null = null;
  anycast = false;
  lookedUp = false;
  /** The MAC that a global IPv6 address carries, once it was asked for. */
  carriedMac: string | null = null;
  carriedMacRead = false;
  /** What rules were last told of it as the destination of a neighbour. */
  seenByNeighbour: SeenByNeighbour | null = null;

  constructor(text: string, scope: Scope) {
    this.text = text;
    this.scope = scope;
    this.unspecified = text === '0.0.0.0' || text === '::';
  }
}

interface Prefix {
  readonly text: string;
  readonly octets: Buffer;
  readonly length: number;
}

/**
 * Addresses by text, and the prefixes that are home. Bounded: past the bound, entries are not kept.
 * Strangers (addresses of the Internet that no home device has) only repeat what the tables say, so the latest of them are enough:
 * a flood of them pushes out neither the home nor those that are in use.
 */
export class AddressBook {
  readonly #knowledge: Knowledge;
  readonly #entriesMax: number;
  readonly #strangersMax: number;
  /** By text. No address reads as a number, whose hash would not be seeded, so the text itself is the key. */
  readonly #entries = new Map<string, AddressEntry>();
  /** Strangers since the last turn, and those of the turn before that. */
  #strangers = new Map<string, AddressEntry>();
  #strangersBefore = new Map<string, AddressEntry>();
  /** Reused: octets of the address at hand, in a buffer of their length. */
  readonly #ipv4 = Buffer.alloc(4);
  readonly #ipv6 = Buffer.alloc(16);
  readonly #prefixes: Prefix[] = [];
  /** Times that an address was not kept, and prefixes that were not. */
  dropped = 0;

  constructor(knowledge: Knowledge, entriesMax: number) {
    this.#knowledge = knowledge;
    this.#entriesMax = entriesMax;
    this.#strangersMax = Math.min(STRANGERS_MAX, entriesMax);
  }

  /** The entry of an address. */
  of(text: string): AddressEntry {
    const known = this.#entries.get(text) ?? this.#strangers.get(text);
    if (known !== undefined) return known;
    const before = this.#strangersBefore.get(text);
    if (before !== undefined) return this.#keepStranger(before);
    const octets = this.#parse(text);
    const entry = new AddressEntry(text, octets === null ? 'bogon' : scopeOf(octets));
    return entry.scope === 'internet' ? this.#keepStranger(entry) : this.#keep(entry);
  }

  #keep(entry: AddressEntry): AddressEntry {
    if (this.#entries.size < this.#entriesMax) this.#entries.set(entry.text, entry);
    else this.dropped += 1;
    return entry;
  }

  /** Those of the turn before last are forgotten, but for addresses that turned out to be of the home. */
  #keepStranger(entry: AddressEntry): AddressEntry {
    if (this.#strangers.size >= this.#strangersMax) {
      for (const old of this.#strangersBefore.values()) if (old.bound !== null) this.#keep(old);
      this.#strangersBefore = this.#strangers;
      this.#strangers = new Map();
    }
    this.#strangers.set(entry.text, entry);
    return entry;
  }

  /** The octets of an address, until the next is parsed. */
  #parse(text: string): Buffer | null {
    const length = readAddress(text, this.#ipv6);
    if (length !== 4) return length === 16 ? this.#ipv6 : null;
    for (let i = 0; i < 4; i += 1) this.#ipv4[i] = this.#ipv6[i]!;
    return this.#ipv4;
  }

  /** Changes when a home prefix was added. */
  get prefixVersion(): number {
    return this.#prefixes.length;
  }

  /** Adds a home prefix given as `address/length` or as its parts; false where it is none, known or one too many. */
  addPrefix(text: string, length?: number): boolean {
    const slash = text.indexOf('/');
    const parsed = this.#parse(slash < 0 ? text : text.slice(0, slash));
    if (parsed === null) return false;
    const octets = Buffer.from(parsed);
    const bits = length ?? (slash < 0 ? octets.length * 8 : Number(text.slice(slash + 1)));
    if (!Number.isInteger(bits) || bits < 0 || bits > octets.length * 8) return false;
    const key = `${text}/${bits}`;
    if (this.#prefixes.some((prefix) => prefix.text === key)) return false;
    if (this.#prefixes.length >= PREFIXES_MAX) {
      this.dropped += 1;
      return false;
    }
    this.#prefixes.push({ text: key, octets, length: bits });
    return true;
  }

  /** True where the address belongs to the home network as far as is known by now. */
  isHome(entry: AddressEntry): boolean {
    if (entry.scope === 'lan' || entry.bound !== null) return true;
    if (entry.scope === 'multicast' || entry.scope === 'broadcast') return false;
    if (entry.prefixVersion !== this.#prefixes.length) {
      entry.prefixVersion = this.#prefixes.length;
      const octets = entry.inPrefix ? null : this.#parse(entry.text);
      if (octets !== null) entry.inPrefix = this.#prefixes.some((prefix) => covers(prefix, octets));
    }
    return entry.inPrefix;
  }

  /** What the address is to a home device: addresses of the home are `lan` whatever range they are in. */
  scopeOf(entry: AddressEntry): Scope {
    return this.isHome(entry) ? 'lan' : entry.scope;
  }

  /** Fills in country and network. Addresses that are not of the Internet are never looked up. */
  lookUp(entry: AddressEntry): AddressEntry {
    if (entry.lookedUp) return entry;
    entry.lookedUp = true;
    const octets = entry.scope === 'internet' ? this.#parse(entry.text) : null;
    if (octets === null) return entry;
    entry.network = this.#knowledge.networks.asOf(octets);
    entry.anycast = isAnycast(entry.text, entry.network?.asn ?? null);
    if (!entry.anycast) entry.country = this.#knowledge.countries.countryOf(octets);
    return entry;
  }

  /** The upper half of an IPv6 address as hex; null for IPv4. */
  upperHalf(entry: AddressEntry): string | null {
    const octets = this.#parse(entry.text);
    return octets?.length === 16 ? octets.toString('hex', 0, 8) : null;
  }

  /** True where the lower half of a global IPv6 address is the modified EUI-64 of the MAC (RFC 4291, appendix A). */
  carriesMac(entry: AddressEntry, mac: string): boolean {
    if (!entry.carriedMacRead) {
      entry.carriedMacRead = true;
      entry.carriedMac = this.#macInside(entry);
    }
    return entry.carriedMac === mac;
  }

  #macInside({ scope, text }: AddressEntry): string | null {
    if (scope !== 'internet' || !text.includes(':')) return null;
    const octets = this.#parse(text);
    if (octets?.length !== 16 || octets[11] !== 0xff || octets[12] !== 0xfe) return null;
    const inside = [octets[8]! ^ 0x02, octets[9]!, octets[10]!, octets[13]!, octets[14]!, octets[15]!];
    return inside.map((octet) => octet.toString(16).padStart(2, '0')).join(':');
  }
}

function covers(prefix: Prefix, octets: Buffer): boolean {
  if (prefix.octets.length !== octets.length) return false;
  for (let bit = 0; bit < prefix.length; bit += 8) {
    const mask = prefix.length - bit >= 8 ? 0xff : (0xff << (8 - (prefix.length - bit))) & 0xff;
    if (((prefix.octets[bit >> 3]! ^ octets[bit >> 3]!) & mask) !== 0) return false;
  }
  return true;
}
