import { isGroup } from '../knowledge/vendors.ts';
import type { AddressBook, AddressEntry } from './address-book.ts';
import type { DeviceEntry } from './device-entry.ts';
import type { Devices } from './devices.ts';
import type { FlowView } from './flow-view.ts';
import { linkNetwork } from './link-network.ts';

/**
 * Decides which end of a flow is the device under test.
 *
 * An end is of the home where its address is: private, link-local, inside a home prefix (the user's, or one that a router
 * advertised as on-link), or bound to a MAC by ARP, neighbour discovery or DHCP. Where both ends are, the originator is the
 * device, unless it is the router. Where neither is, what is known of the MACs decides: beyond the router lies the Internet;
 * an address that carries its own MAC is at home; a MAC already seen with home addresses is at home; else the originator.
 */
export class Placement {
  readonly #addresses: AddressBook;
  readonly #devices: Devices;
  /** Some flow had an end at home. */
  #homeSeen = false;
  /** Flows both of whose ends are of the Internet. */
  #homelessFlows = 0;

  constructor(addresses: AddressBook, devices: Devices) {
    this.#addresses = addresses;
    this.#devices = devices;
  }

  /** How many flows there were in a capture that shows nobody at home: who is the device is then a guess. Else 0. */
  get homeless(): number {
    return this.#homeSeen ? 0 : this.#homelessFlows;
  }

  /** Sets `side`, `device` and `other` of a flow by what is known now, and learns addresses and routers from it. */
  place(view: FlowView): void {
    this.#acquaint(view);
    const side = this.#sideOf(view);
    view.side = side;
    const { near, far } = view;
    const nearMac = side === 0 ? view.origMac : view.respMac;
    const farMac = side === 0 ? view.respMac : view.origMac;
    const nearIsHome = near.unspecified || this.#addresses.isHome(near);
    const device = nearMac === null && near.bound !== null ? near.bound : this.#senderAt(view, nearMac, near);
    view.device = device;
    if (device !== null && nearIsHome) this.#devices.bind(near, device, false);
    else near.taken = device !== null;
    view.other = null;
    const farIsHome = this.#addresses.isHome(far);
    if (farMac === null ? !farIsHome : isGroup(farMac)) return;
    if (farIsHome) {
      const other = farMac === null && far.bound !== null ? far.bound : this.#devices.at(farMac, far, view.first);
      view.other = other;
      if (other !== null) this.#devices.bind(far, other, false);
    } else if (nearIsHome && far.scope === 'internet' && farMac !== null && farMac !== nearMac) this.#suspectRouter(farMac, far, view);
  }

  /**
   * Notes whether there is a home at all. Two stations of one link that talk past any router, under addresses of one network, are
   * neighbours whatever range these are from: some networks use public addresses at home.
   */
  #acquaint(view: FlowView): void {
    const { orig, resp, origMac, respMac } = view;
    if ((this.#addresses.isHome(orig) && !orig.unspecified) || this.#addresses.isHome(resp)) this.#homeSeen = true;
    else if (orig.scope === 'internet' && resp.scope === 'internet') {
      if (view.device === null) this.#homelessFlows += 1;
      if (origMac !== null && respMac !== null && origMac !== respMac && view.forwarded === null && onOneNetwork(orig, resp))
        this.#introduce(view, this.#devices.at(origMac, orig, view.first), this.#devices.at(respMac, resp, view.first));
    }
  }

  #introduce({ orig, resp }: FlowView, a: DeviceEntry | null, b: DeviceEntry | null): void {
    if (a === null || b === null || a.gateway || b.gateway) return;
    this.#devices.bind(orig, a, false);
    this.#devices.bind(resp, b, false);
    this.#homeSeen = true;
  }

  /** The device with the MAC, unless it only forwards for the address. */
  #senderAt(view: FlowView, mac: string | null, near: AddressEntry): DeviceEntry | null {
    // No station sends from a group address (IEEE 802.3, 3.2.3): such a MAC was made up, and the address is all there is.
    const device = this.#devices.at(mac !== null && isGroup(mac) ? null : mac, near, view.first);
    if (device === null || near.firm || !device.hasMac || device.gateway) return device;
    return near.relayed || this.#isRelayed(view, near, device) ? this.#devices.behind(near, view.first) : device;
  }

  /**
   * True where a packet with this address had passed a router before the device sent it on, and the address is of a network in which
   * the device never had one, or of the Internet where nothing shows a home. A device with two addresses of its own sends from both
   * with a whole time to live.
   */
  #isRelayed(view: FlowView, near: AddressEntry, { networks }: DeviceEntry): boolean {
    if (view.forwarded !== view.side || near.unspecified) return false;
    if (!this.#addresses.isHome(near)) return true;
    if (networks.size === 0) return false;
    const network = linkNetwork(near.text);
    if (network === null || networks.has(network)) return false;
    return [...networks].some((known) => known.length === network.length);
  }

  #sideOf(view: FlowView): 0 | 1 {
    const { orig, resp, origMac, respMac } = view;
    if (resp.scope === 'multicast' || resp.scope === 'broadcast' || (respMac !== null && isGroup(respMac))) return 0;
    if (orig.scope === 'multicast' || orig.scope === 'broadcast') return 1;
    const origHome = orig.unspecified || this.#addresses.isHome(orig);
    const respHome = this.#addresses.isHome(resp);
    if (origHome !== respHome) return origHome ? 0 : 1;
    const origRouter = this.#known(origMac)?.gateway === true;
    const respRouter = this.#known(respMac)?.gateway === true;
    if (origRouter !== respRouter) return origRouter ? 1 : 0;
    if (origHome) return 0;
    return this.#sideByMac(orig, origMac, resp, respMac);
  }

  #sideByMac(orig: AddressEntry, origMac: string | null, resp: AddressEntry, respMac: string | null): 0 | 1 {
    if (origMac !== null && this.#addresses.carriesMac(orig, origMac)) return 0;
    if (respMac !== null && this.#addresses.carriesMac(resp, respMac)) return 1;
    const origSettled = this.#known(origMac)?.settled === true;
    const respSettled = this.#known(respMac)?.settled === true;
    if (origSettled !== respSettled) return respSettled ? 1 : 0;
    // Whoever was the device once is so again when a stranger calls.
    return resp.taken && !orig.taken ? 1 : 0;
  }

  #known(mac: string | null): DeviceEntry | null {
    return mac === null ? null : this.#devices.known(mac);
  }

  /**
   * An Internet address behind a MAC of this link: its owner forwards for others. One IPv4 address is proof enough;
   * devices have several IPv6 networks of their own, so there it takes two that are not known as home.
   */
  #suspectRouter(mac: string, address: AddressEntry, view: FlowView): void {
    const device = this.#devices.at(mac, null, view.first);
    if (device === null || device.gateway) return;
    const half = this.#addresses.upperHalf(address);
    if (half !== null) {
      device.foreignNetworks.add(half);
      if (device.foreignNetworks.size < 2) return;
    }
    this.#devices.markGateway(device);
  }
}

/** True where both would be on-link in one network of the usual size. */
function onOneNetwork(a: AddressEntry, b: AddressEntry): boolean {
  const network = linkNetwork(a.text);
  return network !== null && network === linkNetwork(b.text);
}
