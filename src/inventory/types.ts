import type { Budget } from '../model/budget.ts';
import type { ContentClass } from '../model/destination.ts';
import type { Direction, Micros } from '../model/observation.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** What a flow is between whom, as its first packet shows it. Addresses and MACs as CONTRACT writes them. */
export interface FlowFacts {
  readonly id: number;
  /** `tcp`, `udp`, `icmp`, … */
  readonly proto: string;
  readonly origAddress: string;
  readonly origPort: number;
  /** Null where the link has no MACs. */
  readonly origMac: string | null;
  readonly respAddress: string;
  readonly respPort: number;
  readonly respMac: string | null;
  /** The first packet had been forwarded on its way to the link where it was captured; its sender, else null. */
  readonly forwarded: Direction | null;
}

/** What a flow has carried so far; the inventory takes the difference to what it was told before. */
export interface FlowTotals {
  /** IP octets sent by the originator and by the responder. */
  readonly originatorOctets: number;
  readonly responderOctets: number;
  readonly packets: number;
  readonly last: Micros;
  /** Transport payload octets of both directions, and what they are as far as is known by now. */
  readonly payload: number;
  readonly content: ContentClass;
}

/** What the inventory needs from outside. */
export interface InventoryOptions {
  readonly knowledge: Knowledge;
  /** CIDRs that the user calls home; private ranges and what the capture shows come on top. */
  readonly home: readonly string[];
  /** Country codes of the home region. */
  readonly region: readonly string[];
  /** MAC to vendor, as the user says it. */
  readonly vendorByMac: ReadonlyMap<string, string>;
  /** Only these MACs are of interest; null for all. */
  readonly onlyDevices: ReadonlySet<string> | null;
  readonly budget: Budget;
}
