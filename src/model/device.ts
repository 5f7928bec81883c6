import type { Micros } from './observation.ts';

/** The MAC of a device on the home side, as `02:00:00:00:00:01`. */
export type DeviceId = string & { readonly brand: 'device' };

/** Something believed of a device, and why. Claims may disagree; none is lost; the best is chosen when shown. */
export interface Claim {
  readonly value: string;
  /** Where it comes from, such as `dhcp.hostname`, `oui`, `mdns.txt.md`, `user`. */
  readonly source: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly at: Micros;
  /** The frame that said so; null where it comes from a table or the user. */
  readonly frame: number | null;
}

/** A device of the home network, with everything believed of it. */
export interface Device {
  readonly id: DeviceId;
  readonly mac: string;
  /** The locally administered bit is set: no maker can be told from this MAC. */
  readonly randomised: boolean;
  /** Router of the home network: it carries others' traffic and is not itself under test. */
  readonly gateway: boolean;
  readonly addresses: readonly string[];
  readonly vendor: readonly Claim[];
  readonly model: readonly Claim[];
  readonly category: readonly Claim[];
  readonly hostname: readonly Claim[];
  /** Resolvers handed out to it (DHCP option 6, DHCPv6 option 23, RDNSS). */
  readonly dnsServers: readonly string[];
  /** IP octets sent and received. */
  readonly octetsUp: number;
  readonly octetsDown: number;
  readonly packets: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
}

/** The claim to show: the most confident, among equals the first. */
export function bestClaim(claims: readonly Claim[]): Claim | null {
  let best: Claim | null = null;
  for (const claim of claims) if (best === null || claim.confidence > best.confidence) best = claim;
  return best;
}
