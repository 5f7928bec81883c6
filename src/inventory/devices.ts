import type { Budget } from '../model/budget.ts';
import type { Claim } from '../model/device.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Micros } from '../model/observation.ts';
import { isModuleMaker } from '../knowledge/module-makers.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { labelOf } from '../knowledge/knowledge.ts';
import { isGroup, isRandomised } from '../knowledge/vendors.ts';
import type { AddressEntry } from './address-book.ts';
import { DeviceEntry } from './device-entry.ts';
import type { Subject } from './device-entry.ts';
import { DistinctCount } from './distinct-count.ts';
import { linkNetwork } from './link-network.ts';
import { isVirtualRouter } from './virtual-router.ts';

/** What stands for a MAC where there is none: on the loopback of a computer, for one. */
const NO_MAC = '00:00:00:00:00:00';
/** How far a registry name is believed: a brand's own block, and the block of a maker of modules. */
const REGISTRY = { brand: 0.7, module: 0.3 } as const;

/**
 * The devices of the home by MAC (by address, where the link has no MACs).
 * Bounded: once the table is full the first comers stay and later ones are counted and left out, so that a flood of
 * made-up MACs cannot push out the devices that were there before.
 */
export class Devices {
  readonly #knowledge: Knowledge;
  readonly #budget: Budget;
  readonly #vendorByMac: ReadonlyMap<string, string>;
  /** By id. Neither a MAC nor `ip:` and an address reads as a number, whose hash would not be seeded. */
  readonly #entries = new Map<string, DeviceEntry>();
  readonly #routers = new Set<string>();
  /** Rises when something was learnt that may place flows differently. */
  generation = 0;
  readonly #leftOut = new DistinctCount();
  /** Addresses that stand on their own because another device forwards for them. */
  relayed = 0;

  constructor(knowledge: Knowledge, budget: Budget, vendorByMac: ReadonlyMap<string, string>) {
    this.#knowledge = knowledge;
    this.#budget = budget;
    this.#vendorByMac = vendorByMac;
  }

  /** Devices that there was no room for: at least so many. */
  get dropped(): number {
    return this.#leftOut.count;
  }

  /** Every device in the order of first sight. */
  all(): IterableIterator<DeviceEntry> {
    return this.#entries.values();
  }

  /** The device with this MAC, if it was ever seen. */
  known(mac: string): DeviceEntry | null {
    return this.#entries.get(mac) ?? null;
  }

  /** The device with this MAC, or with this address where there is no MAC; null where the table is full or nothing names it. */
  at(mac: string | null, address: AddressEntry | null, when: Micros): DeviceEntry | null {
    const own = mac === NO_MAC ? null : mac;
    if (own === null && (address === null || address.unspecified)) return null;
    if (own !== null && isGroup(own)) return null;
    const id = own ?? idByAddress(address!.text);
    const known = this.#entries.get(id);
    if (known !== undefined) {
      known.seen(when);
      return known;
    }
    if (this.#entries.size >= this.#budget.devicesMax) {
      this.#leftOut.add(id);
      return null;
    }
    return this.#create(id, own !== null, when);
  }

  /** Says that a device has an address. `firm`: the protocols of the link say so, against what traffic alone suggests. */
  bind(address: AddressEntry, device: DeviceEntry, firm: boolean): void {
    if (address.unspecified || address.scope === 'multicast' || address.scope === 'broadcast') return;
    if (firm && !address.firm) this.#confirm(address, device);
    if (address.bound === device) return;
    const stranger = address.bound;
    if (stranger !== null && !firm && (stranger.hasMac || !device.hasMac)) return;
    if (stranger !== null && !stranger.hasMac) this.#forget(stranger);
    if (address.scope === 'internet') this.generation += 1;
    else device.settled = true;
    address.bound = device;
    if (device.addresses.add(address.text)) device.version += 1;
    if (this.#routers.has(address.text)) this.markGateway(device);
  }

  #confirm(address: AddressEntry, device: DeviceEntry): void {
    address.firm = true;
    address.relayed = false;
    const network = linkNetwork(address.text);
    if (network !== null) device.networks.add(network);
  }

  /**
   * The device with an address that another one forwards for: a telephone behind a device in set-up mode, a repeater's guest. What
   * it says must not be held against the one that hands it on, so it stands on its own, by its address.
   */
  behind(address: AddressEntry, when: Micros): DeviceEntry | null {
    if (!address.relayed) {
      address.relayed = true;
      address.bound = null;
      this.relayed += 1;
    }
    return this.at(null, address, when);
  }

  /**
   * A device that was known by its address only turns out to have a MAC: its flows are placed anew. Those that have ended stay with
   * it, and it stays with them: another capture, without MACs, may have come first.
   */
  #forget(device: DeviceEntry): void {
    const hasEnded = [...device.destinations.values()].some(({ flows }) => flows > 0);
    if (!hasEnded) this.#entries.delete(device.id);
    this.generation += 1;
  }

  /** Says that the device with this address is a router. */
  routerAt(address: AddressEntry): void {
    if (this.#routers.size < this.#budget.addressesPerDeviceMax) this.#routers.add(address.text);
    if (address.bound !== null) this.markGateway(address.bound);
  }

  markGateway(device: DeviceEntry): void {
    if (device.gateway) return;
    device.gateway = true;
    device.version += 1;
    this.generation += 1;
  }

  /** Adds a claim; a vendor claim may change whose device this is. */
  claim(device: DeviceEntry, subject: Subject, claim: Claim): void {
    if (device.claim(subject, claim) && subject === 'vendor') device.brand = this.#brandOf(device);
  }

  /** Addresses that were not kept with their device. */
  get addressesDropped(): number {
    let dropped = 0;
    for (const device of this.#entries.values()) dropped += device.addresses.dropped;
    return dropped;
  }

  #create(id: string, hasMac: boolean, when: Micros): DeviceEntry {
    const device = new DeviceEntry(id, hasMac, hasMac && isRandomised(id), this.#budget.addressesPerDeviceMax, when);
    this.#entries.set(id, device);
    device.gateway = hasMac && isVirtualRouter(id);
    const user = this.#vendorByMac.get(id);
    if (user !== undefined) this.claim(device, 'vendor', { value: user, source: 'user', confidence: 1, at: when, frame: null });
    const name = hasMac ? this.#knowledge.vendors.vendorOf(id) : null;
    if (name === null) return device;
    const confidence = isModuleMaker(name) ? REGISTRY.module : REGISTRY.brand;
    this.claim(device, 'vendor', {
      value: name,
      source: `oui: ${labelOf(this.#knowledge.data, 'oui')}`,
      confidence,
      at: when,
      frame: null,
    });
    return device;
  }

  /** The owner that the most confident vendor claim names; makers of modules name nobody. */
  #brandOf(device: DeviceEntry): DeviceEntry['brand'] {
    for (const claim of [...device.claims.vendor].sort((a, b) => b.confidence - a.confidence)) {
      const owner = isModuleMaker(claim.value) ? null : this.#knowledge.destinations.ownerOfVendor(claim.value);
      if (owner !== null) return owner;
    }
    return null;
  }
}

/** A computer talks with itself under any of its loopback addresses: they are one device. */
function idByAddress(address: string): string {
  return isLoopback(address) ? 'ip:127.0.0.1' : `ip:${address}`;
}
