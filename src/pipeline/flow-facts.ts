import { formatAddress, formatMac } from '../bytes/address.ts';
import type { EndReason, FlowTable } from '../flow/flow-table.ts';
import type { TcpReassembler } from '../flow/tcp.ts';
import type { Direction, FieldsOf } from '../model/observation.ts';
import type { FlowFacts } from '../inventory/types.ts';
import type { OWN_KINDS } from './vocabulary.ts';

/** IANA protocol numbers with a name of their own in `proto`; others are `ip-N`. */
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 2: 'igmp', 6: 'tcp', 17: 'udp', 58: 'icmp6', 132: 'sctp' };

/** `tcp`, `udp`, … of an IP protocol number. */
export function protocolName(number: number): string {
  return PROTOCOLS[number] ?? `ip-${number}`;
}

/** Protocols whose endpoints have ports. */
const hasPorts = (number: number): boolean => number === 6 || number === 17 || number === 132;

const scratch = Buffer.alloc(16);

type FlowEnd = FieldsOf<(typeof OWN_KINDS)['flow.end']>;
type FlowStart = FieldsOf<(typeof OWN_KINDS)['flow.start']>;

/** The endpoints of a flow, as `flow.start` tells them. `community_id` costs a hash, so it is null unless asked for. */
export function flowStart(flows: FlowTable, slot: number, withCommunityId: boolean): FlowStart {
  const protocol = flows.protocol(slot);
  const ports = hasPorts(protocol);
  return {
    proto: protocolName(protocol),
    orig_addr: formatAddress(scratch, 0, flows.writeAddress(slot, 0, scratch, 0)),
    orig_port: ports ? flows.port(slot, 0) : null,
    resp_addr: formatAddress(scratch, 0, flows.writeAddress(slot, 1, scratch, 0)),
    resp_port: ports ? flows.port(slot, 1) : null,
    orig_mac: flows.writeMac(slot, 0, scratch, 0) ? formatMac(scratch, 0) : null,
    resp_mac: flows.writeMac(slot, 1, scratch, 0) ? formatMac(scratch, 0) : null,
    community_id: withCommunityId ? flows.communityId(slot) : null,
  };
}

/** How a flow ended. */
export interface Ending {
  readonly service: string | null;
  readonly reason: EndReason;
}

/**
 * Everything counted of a flow, as `flow.end` tells it; `payload` counts retransmitted octets once. `community_id` as in `flowStart`.
 */
export function flowEnd(
  flows: FlowTable,
  tcp: TcpReassembler,
  slot: number,
  { service, reason }: Ending,
  withCommunityId: boolean,
): FlowEnd {
  const isTcp = flows.protocol(slot) === 6;
  const start = flowStart(flows, slot, withCommunityId);
  // One by one: spreading into an object of this size was measured to cost many times as much.
  return {
    proto: start.proto,
    orig_addr: start.orig_addr,
    orig_port: start.orig_port,
    resp_addr: start.resp_addr,
    resp_port: start.resp_port,
    orig_mac: start.orig_mac,
    resp_mac: start.resp_mac,
    community_id: start.community_id,
    first: seconds(flows.firstSeen(slot)),
    last: seconds(flows.lastSeen(slot)),
    orig_packets: flows.packets(slot, 0),
    resp_packets: flows.packets(slot, 1),
    orig_octets: flows.octets(slot, 0),
    resp_octets: flows.octets(slot, 1),
    orig_payload: isTcp ? tcp.payload(slot, 0) : flows.payload(slot, 0),
    resp_payload: isTcp ? tcp.payload(slot, 1) : flows.payload(slot, 1),
    service,
    history: flows.history(slot),
    missing_octets: isTcp ? tcp.missing(slot, 0) + tcp.missing(slot, 1) : 0,
    end: reason,
  };
}

/** Seconds with six decimals: the nearest double prints as the same decimal. */
function seconds(micros: number): number {
  return micros / 1e6;
}

/** The endpoints of a flow, as the inventory takes them. */
export function flowFacts(id: number, start: FlowStart, forwarded: Direction | null): FlowFacts {
  return {
    id,
    proto: start.proto,
    origAddress: start.orig_addr,
    origPort: start.orig_port ?? 0,
    origMac: start.orig_mac,
    respAddress: start.resp_addr,
    respPort: start.resp_port ?? 0,
    respMac: start.resp_mac,
    forwarded,
  };
}
