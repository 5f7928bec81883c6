import { formatIpv6, formatMac } from '../bytes/address.ts';
import { Cursor } from '../bytes/cursor.ts';
import { u16 } from '../bytes/read.ts';
import { partialName } from './dhcp/fqdn.ts';
import { dissector, type Emit } from './dissector.ts';
import { readName } from './dns/name.ts';
import { hexOf, textOf } from './wire/text.ts';

// RFC 8415, 8 and 21: https://www.rfc-editor.org/rfc/rfc8415#section-8
const HEADER_OCTETS = 4;
const RELAY_HEADER_OCTETS = 34;
/** RFC 8415, 7.6: HOP_COUNT_LIMIT. */
const RELAYS_MAX = 8;
const OPTIONS_MAX = 256;
const VALUES_MAX = 32;
/** RFC 8415, 11.1: a type and 128 octets. */
const DUID_OCTETS_MAX = 130;
const TYPES = [
  '', 'SOLICIT', 'ADVERTISE', 'REQUEST', 'CONFIRM', 'RENEW', 'REBIND', 'REPLY', 'RELEASE', 'DECLINE', 'RECONFIGURE', 'INFORMATION-REQUEST',
  'RELAY-FORW', 'RELAY-REPL',
] as const; // prettier-ignore
const RELAY_TYPES: readonly number[] = [12, 13];
const OPTION = {
  clientId: 1, serverId: 2, identityNonTemporary: 3, identityTemporary: 4, address: 5, optionRequest: 6, relayMessage: 9, userClass: 15,
  vendorClass: 16, dnsServers: 23, domains: 24, identityPrefix: 25, prefix: 26, fqdn: 39,
} as const; // prettier-ignore
/** DUIDs that carry a link-layer address (RFC 8415, 11.2 and 11.4): type to where the address starts. */
const DUID_ADDRESS_AT = new Map([[1, 8], [3, 4]]); // prettier-ignore

const observes = {
  'dhcpv6.message': {
    type: 'string', client_duid: 'string?', client_mac: 'string?', fqdn: 'string?', vendor_class: 'string?', enterprise: 'number?',
    option_request: 'numbers?', addresses: 'strings?', prefixes: 'strings?', dns_servers: 'strings?', domains: 'strings?',
    server_duid: 'string?', relays: 'number', flaw: 'string?',
  }, // prettier-ignore
} as const;

/** DHCP for IPv6. Messages inside relay messages are read as their own. */
export const dhcpv6 = dissector({
  name: 'dhcpv6',
  over: 'udp',
  ports: [546, 547],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }) => (isMessage(buffer, start, end) ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(buffer, start, end, 0, emit);
      return end - start;
    },
    gap() {},
  }),
});

/** A known type, and options that fill the message exactly, among them an identifier or a relayed message. */
function isMessage(b: Buffer, start: number, end: number): boolean {
  const type = b[start]!;
  if (end - start < HEADER_OCTETS || type === 0 || type >= TYPES.length) return false;
  const relay = RELAY_TYPES.includes(type);
  let at = start + (relay ? RELAY_HEADER_OCTETS : HEADER_OCTETS);
  let named = type === 11; // an Information-request may stay anonymous (RFC 8415, 18.2.6)
  let count = 0;
  for (; at + 4 <= end && count < OPTIONS_MAX; count += 1) {
    const code = u16(b, at);
    if (code === 0 || code > 150) return false;
    if (code === OPTION.clientId || code === OPTION.serverId || code === OPTION.relayMessage) named = true;
    at += 4 + u16(b, at + 2);
  }
  return at === end && named && count > 0;
}

/** What the options of one message add up to. */
class Message {
  clientId: Buffer | null = null;
  serverId: Buffer | null = null;
  relayed: Buffer | null = null;
  fqdn: string | null = null;
  vendorClass: string | null = null;
  enterprise: number | null = null;
  optionRequest: number[] | null = null;
  readonly addresses: string[] = [];
  readonly prefixes: string[] = [];
  readonly dnsServers: string[] = [];
  readonly domains: string[] = [];
}

function readMessage(b: Buffer, start: number, end: number, relays: number, emit: Emit<typeof observes>): void {
  const type = b[start]!;
  const relay = RELAY_TYPES.includes(type);
  const header = relay ? RELAY_HEADER_OCTETS : HEADER_OCTETS;
  if (end - start < header || TYPES[type] === undefined || type === 0) return;
  const c = new Cursor().over(b, start + header, end);
  const m = new Message();
  readOptions(c, m, 0);
  if (relay) {
    if (m.relayed !== null && relays < RELAYS_MAX) readMessage(m.relayed, 0, m.relayed.length, relays + 1, emit);
    return;
  }
  emit('dhcpv6.message', {
    type: TYPES[type]!,
    client_duid: hexOf(m.clientId, DUID_OCTETS_MAX),
    client_mac: macOf(m.clientId),
    fqdn: m.fqdn,
    vendor_class: m.vendorClass,
    enterprise: m.enterprise,
    option_request: m.optionRequest,
    addresses: some(m.addresses),
    prefixes: some(m.prefixes),
    dns_servers: some(m.dnsServers),
    domains: some(m.domains),
    server_duid: hexOf(m.serverId, DUID_OCTETS_MAX),
    relays,
    flaw: c.flaw,
  });
}

const some = (list: readonly string[]): readonly string[] | null => (list.length === 0 ? null : list);

/** The MAC in a client's DUID, where its hardware type is Ethernet or IEEE 802. */
function macOf(duid: Buffer | null): string | null {
  if (duid === null || duid.length < 4) return null;
  const at = DUID_ADDRESS_AT.get(u16(duid, 0));
  const hardware = u16(duid, 2);
  return at !== undefined && (hardware === 1 || hardware === 6) && duid.length === at + 6 ? formatMac(duid, at) : null;
}

/** `depth` 1: inside an identity association, which holds addresses or prefixes. */
function readOptions(c: Cursor, m: Message, depth: number): void {
  for (let n = 0; c.remaining > 0; n += 1) {
    if (n >= OPTIONS_MAX) return c.fail('too-many');
    const code = c.u16();
    const outer = c.enter(c.u16());
    if (c.flaw === null) readOption(code, c, m, depth);
    c.leave(outer);
  }
}

function readOption(code: number, c: Cursor, m: Message, depth: number): void {
  const value = c.buffer.subarray(c.position, c.end);
  switch (code) {
    case OPTION.clientId:
      m.clientId ??= value;
      break;
    case OPTION.serverId:
      m.serverId ??= value;
      break;
    case OPTION.relayMessage:
      m.relayed ??= value;
      break;
    case OPTION.identityNonTemporary:
    case OPTION.identityPrefix:
    case OPTION.identityTemporary:
      c.skip(code === OPTION.identityTemporary ? 4 : 12);
      if (depth === 0) readOptions(c, m, 1);
      break;
    case OPTION.address:
      readAddresses(c, m.addresses, 1);
      break;
    case OPTION.prefix:
      readPrefix(c, m.prefixes);
      break;
    case OPTION.optionRequest:
      m.optionRequest = [];
      while (c.remaining >= 2) m.optionRequest.push(c.u16());
      break;
    case OPTION.vendorClass:
      m.enterprise = c.u32();
      m.vendorClass ??= firstString(c);
      break;
    case OPTION.dnsServers:
      readAddresses(c, m.dnsServers, VALUES_MAX);
      break;
    case OPTION.domains:
      while (c.remaining > 0 && m.domains.length < VALUES_MAX) m.domains.push(readName(c, c.position));
      break;
    case OPTION.fqdn:
      m.fqdn ??= partialName(value, 1);
  }
}

function readAddresses(c: Cursor, into: string[], max: number): void {
  for (let n = 0; n < max && c.remaining >= 16 && into.length < VALUES_MAX; n += 1) {
    into.push(formatIpv6(c.buffer, c.position));
    c.skip(16);
  }
}

/** RFC 8415, 21.22: two lifetimes, the length, the prefix. */
function readPrefix(c: Cursor, into: string[]): void {
  c.skip(8);
  const length = c.u8();
  if (c.remaining >= 16 && into.length < VALUES_MAX) into.push(`${formatIpv6(c.buffer, c.position)}/${length}`);
}

function firstString(c: Cursor): string | null {
  const length = c.remaining >= 2 ? c.u16() : 0;
  const at = c.position;
  c.skip(length);
  return c.flaw === null ? textOf(c.buffer, at, at + length) || null : null;
}
