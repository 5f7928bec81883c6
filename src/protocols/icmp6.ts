import { formatIpv6 } from '../bytes/address.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit } from './dissector.ts';
import { multicastGroups } from './icmp6/groups.ts';
import { readNeighborOptions } from './icmp6/options.ts';
import { innerPacketFields, NO_INNER_PACKET, readInnerPacket } from './wire/inner-packet.ts';

// RFC 4443 and, for neighbour discovery, RFC 4861, 4: https://www.rfc-editor.org/rfc/rfc4861#section-4
const HEADER_OCTETS = 8;
const TYPE = {
  error: 127,
  routerSolicitation: 133,
  routerAdvertisement: 134,
  neighborSolicitation: 135,
  neighborAdvertisement: 136,
} as const;
/** Where the options of a neighbour discovery message start. */
const OPTIONS_AT = { routerSolicitation: 8, routerAdvertisement: 16, neighbor: 24 } as const;
const ROUTER_FLAG = { managed: 0x80, other: 0x40 } as const;
const NAMES = new Map([
  [1, 'destination_unreachable'], [2, 'packet_too_big'], [3, 'time_exceeded'], [4, 'parameter_problem'], [128, 'echo_request'],
  [129, 'echo_reply'], [130, 'multicast_listener_query'], [131, 'multicast_listener_report'], [132, 'multicast_listener_done'],
  [133, 'router_solicitation'], [137, 'redirect'], [139, 'node_information_query'], [140, 'node_information_reply'],
  [143, 'multicast_listener_report_v2'], [151, 'multicast_router_advertisement'], [155, 'rpl_control'],
]); // prettier-ignore

const observes = {
  'icmp6.router_advertisement': {
    lladdr: 'string?', prefixes: 'records', rdnss: 'strings', dnssl: 'strings', managed: 'boolean', other: 'boolean', mtu: 'number?',
    router_lifetime: 'number', hop_limit: 'number', flaw: 'string?',
  },
  'icmp6.neighbor': { op: 'string', target: 'string', lladdr: 'string?', router: 'boolean', solicited: 'boolean', override: 'boolean' },
  'icmp6.message': { type: 'number', code: 'number', name: 'string?', lladdr: 'string?', groups: 'strings?', ...innerPacketFields },
} as const; // prettier-ignore

/** ICMP for IPv6, neighbour discovery and multicast listener reports included. The chunk is the message, from its type on. */
export const icmp6 = dissector({
  name: 'icmp6',
  over: 'icmp6',
  ports: [],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ start, end }) => (end - start >= 4 ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (end - start >= 4) readMessage(buffer, start, end, emit);
      return end - start;
    },
    gap() {},
  }),
});

function readMessage(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const type = b[start]!;
  const length = end - start;
  if (type === TYPE.routerAdvertisement && length >= OPTIONS_AT.routerAdvertisement) return routerAdvertisement(b, start, end, emit);
  if ((type === TYPE.neighborSolicitation || type === TYPE.neighborAdvertisement) && length >= OPTIONS_AT.neighbor)
    return neighbor(b, start, end, emit);
  const solicits = type === TYPE.routerSolicitation && length >= OPTIONS_AT.routerSolicitation;
  const inner = type <= TYPE.error && length > HEADER_OCTETS ? readInnerPacket(b, start + HEADER_OCTETS, end) : NO_INNER_PACKET;
  emit('icmp6.message', {
    type,
    code: b[start + 1]!,
    name: NAMES.get(type) ?? null,
    lladdr: solicits ? readNeighborOptions(b, start + OPTIONS_AT.routerSolicitation, end).sourceLink : null,
    groups: multicastGroups(b, start, end),
    ...inner,
  });
}

function routerAdvertisement(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const options = readNeighborOptions(b, start + OPTIONS_AT.routerAdvertisement, end);
  const flags = b[start + 5]!;
  emit('icmp6.router_advertisement', {
    lladdr: options.sourceLink,
    prefixes: options.prefixes,
    rdnss: options.rdnss,
    dnssl: options.dnssl,
    managed: (flags & ROUTER_FLAG.managed) !== 0,
    other: (flags & ROUTER_FLAG.other) !== 0,
    mtu: options.mtu,
    router_lifetime: u16(b, start + 6),
    hop_limit: b[start + 4]!,
    flaw: options.flaw,
  });
}

/** RFC 4861, 4.3 and 4.4: a solicitation carries the asker's link address, an advertisement the target's. */
function neighbor(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const solicitation = b[start] === TYPE.neighborSolicitation;
  const options = readNeighborOptions(b, start + OPTIONS_AT.neighbor, end);
  const flags = solicitation ? 0 : u32(b, start + 4) >>> 29;
  emit('icmp6.neighbor', {
    op: solicitation ? 'solicitation' : 'advertisement',
    target: formatIpv6(b, start + HEADER_OCTETS),
    lladdr: solicitation ? options.sourceLink : options.targetLink,
    router: (flags & 4) !== 0,
    solicited: (flags & 2) !== 0,
    override: (flags & 1) !== 0,
  });
}
