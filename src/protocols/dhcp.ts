import { formatIpv4, formatMac } from '../bytes/address.ts';
import { u32 } from '../bytes/read.ts';
import { readOptions, type Options } from './dhcp/options.ts';
import { dissector, type Emit } from './dissector.ts';
import { fqdnOf } from './dhcp/fqdn.ts';
import { hexOf, textOf } from './wire/text.ts';

// RFC 2131, 2: https://www.rfc-editor.org/rfc/rfc2131#section-2; options: RFC 2132.
const PORTS = [67, 68] as const;
const FIXED_OCTETS = 236;
/** `op`: sent by a client, by a server. The same option 12 means "I am" in the one and "you are" in the other. */
const REQUEST = 1;
const REPLY = 2;
const COOKIE = 0x63825363;
/** BOOTP messages have no cookie of their own but are never shorter (RFC 951, 3). */
const BOOTP_OCTETS_MIN = 300;
const MAC_OCTETS = 6;
const CLIENT_ID_OCTETS_MAX = 64;
/** Hardware types whose addresses are MACs: Ethernet, IEEE 802. */
const MAC_TYPES: readonly number[] = [1, 6];
const AT = { op: 0, hardwareType: 1, hardwareLength: 2, clientAddress: 12, yourAddress: 16, relayAddress: 24, clientHardware: 28 } as const;
const OPTION = {
  subnetMask: 1, routers: 3, dnsServers: 6, hostName: 12, domain: 15, requestedAddress: 50, leaseSeconds: 51, type: 53, serverId: 54,
  parameterList: 55, vendorClass: 60, clientId: 61, userClass: 77, fqdn: 81,
} as const; // prettier-ignore
/** RFC 2132, 9.6 and https://www.iana.org/assignments/bootp-dhcp-parameters */
const TYPES = [
  'BOOTP', 'DISCOVER', 'OFFER', 'REQUEST', 'DECLINE', 'ACK', 'NAK', 'RELEASE', 'INFORM', 'FORCERENEW', 'LEASEQUERY', 'LEASEUNASSIGNED',
  'LEASEUNKNOWN', 'LEASEACTIVE', 'BULKLEASEQUERY', 'LEASEQUERYDONE', 'ACTIVELEASEQUERY', 'LEASEQUERYSTATUS', 'TLS',
] as const; // prettier-ignore

const observes = {
  'dhcp.message': {
    type: 'string', client_mac: 'string?', hostname: 'string?', vendor_class: 'string?', parameter_list: 'numbers?', requested_addr: 'string?',
    offered_addr: 'string?', dns_servers: 'strings?', routers: 'strings?', fqdn: 'string?', assigned_hostname: 'string?', client_id: 'string?', user_class: 'string?',
    subnet_mask: 'string?', server_id: 'string?', domain: 'string?', lease_seconds: 'number?', client_addr: 'string?', relay_addr: 'string?',
    flaw: 'string?',
  }, // prettier-ignore
} as const;

/** DHCP for IPv4, and BOOTP, its elder. */
export const dhcp = dissector({
  name: 'dhcp',
  over: 'udp',
  ports: PORTS,
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    const op = buffer[start + AT.op];
    if (end - start < FIXED_OCTETS || (op !== REQUEST && op !== REPLY) || buffer[start + AT.hardwareLength]! > 16) return 'not-mine';
    if (end - start >= FIXED_OCTETS + 4 && u32(buffer, start + FIXED_OCTETS) === COOKIE) return 'mine';
    const hinted = ports.every((port) => port === PORTS[0] || port === PORTS[1]);
    const known = MAC_TYPES.includes(buffer[start + AT.hardwareType]!) && buffer[start + AT.hardwareLength] === MAC_OCTETS;
    return hinted && known && end - start >= BOOTP_OCTETS_MIN ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(buffer, start, end, emit);
      return end - start;
    },
    gap() {},
  }),
});

function readMessage(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  if (end - start < FIXED_OCTETS) return;
  const options = readOptions(b, start, end);
  const text = (code: number): string | null => {
    const value = options.of(code);
    return value === null ? null : textOf(value, 0, value.length) || null;
  };
  const address = (code: number): string | null => addresses(options.of(code))?.[0] ?? null;
  const type = options.of(OPTION.type)?.[0] ?? 0;
  emit('dhcp.message', {
    type: TYPES[type] ?? String(type),
    client_mac: clientMac(b, start),
    hostname: b[start + AT.op] === REQUEST ? text(OPTION.hostName) : null,
    assigned_hostname: b[start + AT.op] === REPLY ? text(OPTION.hostName) : null,
    vendor_class: text(OPTION.vendorClass),
    parameter_list: numbers(options.of(OPTION.parameterList)),
    requested_addr: address(OPTION.requestedAddress),
    offered_addr: headerAddress(b, start + AT.yourAddress),
    dns_servers: addresses(options.of(OPTION.dnsServers)),
    routers: addresses(options.of(OPTION.routers)),
    fqdn: fqdnOf(options.of(OPTION.fqdn)),
    client_id: hexOf(options.of(OPTION.clientId), CLIENT_ID_OCTETS_MAX),
    user_class: text(OPTION.userClass),
    subnet_mask: address(OPTION.subnetMask),
    server_id: address(OPTION.serverId),
    domain: text(OPTION.domain),
    lease_seconds: seconds(options),
    client_addr: headerAddress(b, start + AT.clientAddress),
    relay_addr: headerAddress(b, start + AT.relayAddress),
    flaw: options.flaw,
  });
}

function clientMac(b: Buffer, start: number): string | null {
  const isMac = MAC_TYPES.includes(b[start + AT.hardwareType]!) && b[start + AT.hardwareLength] === MAC_OCTETS;
  return isMac ? formatMac(b, start + AT.clientHardware) : null;
}

/** Zero means that the field does not apply (RFC 2131, table 1). */
function headerAddress(b: Buffer, at: number): string | null {
  return u32(b, at) === 0 ? null : formatIpv4(b, at);
}

function addresses(value: Buffer | null): readonly string[] | null {
  if (value === null || value.length < 4) return null;
  const found: string[] = [];
  for (let at = 0; at + 4 <= value.length; at += 4) found.push(formatIpv4(value, at));
  return found;
}

const numbers = (value: Buffer | null): readonly number[] | null => (value === null ? null : [...value]);

function seconds(options: Options): number | null {
  const value = options.of(OPTION.leaseSeconds);
  return value === null || value.length < 4 ? null : u32(value, 0);
}
