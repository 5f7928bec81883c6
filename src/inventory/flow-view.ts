import type { NameSource } from '../model/destination.ts';
import type { Direction, Micros } from '../model/observation.ts';
import type { AddressEntry } from './address-book.ts';
import type { DestinationEntry } from './destination-entry.ts';
import type { DeviceEntry } from './device-entry.ts';
import type { FlowFacts, FlowTotals } from './types.ts';

/** What the inventory remembers of one flow. The composer keeps it beside the flow and hands it back; small, because there are many. */
export class FlowView {
  readonly id: number;
  readonly proto: string;
  readonly orig: AddressEntry;
  readonly resp: AddressEntry;
  readonly origMac: string | null;
  readonly respMac: string | null;
  /** The end whose first packet had been forwarded on its way to this link. */
  readonly forwarded: Direction | null;
  /** The responder's port: what the flow is for, whichever end the device is. */
  readonly port: number;
  readonly first: Micros;
  readonly frame: number;
  /** The device's end: 0 originator, 1 responder. */
  side: 0 | 1 = 0;
  device: DeviceEntry | null = null;
  /** The other end, where that is a home device too. */
  other: DeviceEntry | null = null;
  destination: DestinationEntry | null = null;
  /** The name that the flow itself told, or that DNS had told before. */
  name: string | null = null;
  nameSource: NameSource = 'address';
  /** Some DNS answer to the device had led to this address. */
  resolved = false;
  /** DNS had led to this address under another name too, of which the lists say something else. */
  shared = false;
  /** The state of knowledge about the home under which this flow was placed. */
  generation = -1;
  /** The device's address is global IPv6 and carries its MAC. */
  carriesMac = false;
  /** The last figures are in: the flow stays where it is. */
  ended = false;
  /** Both ends have sent something, as the last figures show. */
  answered = false;
  /** There was no room for its destination. */
  refused = false;
  /** What was counted for this flow so far. */
  counted: FlowTotals | null = null;

  constructor(facts: FlowFacts, orig: AddressEntry, resp: AddressEntry, at: Micros, frame: number) {
    this.id = facts.id;
    this.proto = facts.proto;
    this.orig = orig;
    this.resp = resp;
    this.origMac = facts.origMac;
    this.respMac = facts.respMac;
    this.forwarded = facts.forwarded;
    this.port = facts.respPort;
    this.first = at;
    this.frame = frame;
  }

  /** The device's own address in this flow. */
  get near(): AddressEntry {
    return this.side === 0 ? this.orig : this.resp;
  }

  /** The address of what it talks to. */
  get far(): AddressEntry {
    return this.side === 0 ? this.resp : this.orig;
  }

  /** Sent to everybody on the link: such an address has no owner, whatever range it is from. */
  get toEverybody(): boolean {
    return this.side === 0 && this.respMac === 'ff:ff:ff:ff:ff:ff';
  }

  /** MAC of the device concerned; null where there is none, or it is known by its address only (CONTRACT: `device`). */
  get deviceMac(): string | null {
    return this.device !== null && this.device.hasMac ? this.device.id : null;
  }
}
