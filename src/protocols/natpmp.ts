import { formatIpv4, formatIpv6 } from '../bytes/address.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit } from './dissector.ts';

// NAT-PMP: https://www.rfc-editor.org/rfc/rfc6886#section-3; PCP: https://www.rfc-editor.org/rfc/rfc6887#section-7
const PORTS: readonly number[] = [5350, 5351];
const RESPONSE = 0x80;
const PCP_VERSION = 2;
const PCP_HEADER_OCTETS = 24;
const PCP_OCTETS_MAX = 1100;
/** Octets of what follows the PCP header: MAP 36, PEER 56. */
const PCP_MAP_OCTETS = 36;
/** Octets of each NAT-PMP message, by operation. */
const LENGTHS = new Map([[0, 2], [1, 12], [2, 12], [0x80, 12], [0x81, 16], [0x82, 16]]); // prettier-ignore
const OPS = ['external-address', 'map-udp', 'map-tcp'] as const;
const PCP_OPS = ['announce', 'map', 'peer', 'authentication'] as const;
const PROTOCOLS = new Map([[0, 'all'], [6, 'tcp'], [17, 'udp']]); // prettier-ignore

const observes = {
  'natpmp.message': {
    version: 'string', op: 'string', response: 'boolean', protocol: 'string?', internal_port: 'number?', external_port: 'number?',
    lifetime: 'number?', result: 'number?', external_addr: 'string?',
  }, // prettier-ignore
} as const;

/** NAT-PMP and its successor PCP: a host asks the router to open a port to it. */
export const natpmp = dissector({
  name: 'natpmp',
  over: 'udp',
  ports: PORTS,
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    if (!PORTS.includes(ports[0]) && !PORTS.includes(ports[1])) return 'not-mine';
    return isNatPmp(buffer, start, end) || isPcp(buffer, start, end) ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (isNatPmp(buffer, start, end)) readNatPmp(buffer, start, emit);
      else if (isPcp(buffer, start, end)) readPcp(buffer, start, end, emit);
      return end - start;
    },
    gap() {},
  }),
});

function isNatPmp(b: Buffer, start: number, end: number): boolean {
  return end - start >= 2 && b[start] === 0 && LENGTHS.get(b[start + 1]!) === end - start;
}

function isPcp(b: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (length < PCP_HEADER_OCTETS || length > PCP_OCTETS_MAX || length % 4 !== 0 || b[start] !== PCP_VERSION) return false;
  return PCP_OPS[b[start + 1]! & ~RESPONSE] !== undefined;
}

/** RFC 6886, 3.2 and 3.3. */
function readNatPmp(b: Buffer, start: number, emit: Emit<typeof observes>): void {
  const code = b[start + 1]!;
  const response = (code & RESPONSE) !== 0;
  const op = code & ~RESPONSE;
  const mapAt = op === 0 ? -1 : start + (response ? 8 : 4);
  emit('natpmp.message', {
    version: 'natpmp',
    op: OPS[op]!,
    response,
    protocol: op === 0 ? null : op === 1 ? 'udp' : 'tcp',
    internal_port: mapAt === -1 ? null : u16(b, mapAt),
    external_port: mapAt === -1 ? null : u16(b, mapAt + 2),
    lifetime: mapAt === -1 ? null : u32(b, mapAt + 4),
    result: response ? u16(b, start + 2) : null,
    external_addr: response && op === 0 ? formatIpv4(b, start + 8) : null,
  });
}

/** RFC 6887, 7.1, 7.2, 11.1: MAP and PEER start alike: nonce, protocol, both ports, external address. */
function readPcp(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const response = (b[start + 1]! & RESPONSE) !== 0;
  const op = b[start + 1]! & ~RESPONSE;
  const at = start + PCP_HEADER_OCTETS;
  const maps = (op === 1 || op === 2) && end - at >= PCP_MAP_OCTETS;
  const protocol = maps ? b[at + 12]! : 0;
  emit('natpmp.message', {
    version: 'pcp',
    op: PCP_OPS[op]!,
    response,
    protocol: maps ? (PROTOCOLS.get(protocol) ?? String(protocol)) : null,
    internal_port: maps ? u16(b, at + 16) : null,
    external_port: maps ? u16(b, at + 18) : null,
    lifetime: u32(b, start + 4),
    result: response ? b[start + 3]! : null,
    external_addr: maps ? externalAddress(b, at + 20) : null,
  });
}

/** IPv4 is carried mapped into IPv6 and shown as itself; all zeros is "any". */
function externalAddress(b: Buffer, at: number): string | null {
  const text = formatIpv6(b, at).replace(/^::ffff:(?=\d+\.)/, '');
  return text === '::' || text === '0.0.0.0' ? null : text;
}
