import { formatIpv4, formatIpv6 } from '../bytes/address.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit, SWITCH } from './dissector.ts';
import { textOrNull } from './wire/text.ts';

// RFC 8489, 5 and 14: https://www.rfc-editor.org/rfc/rfc8489#section-5; TURN: RFC 8656.
const HEADER_OCTETS = 20;
const MAGIC_COOKIE = 0x2112a442;
const ATTRIBUTES_MAX = 64;
const CLASSES = ['request', 'indication', 'success', 'error'] as const;
const METHODS = new Map([
  [1, 'binding'], [2, 'shared-secret'], [3, 'allocate'], [4, 'refresh'], [6, 'send'], [7, 'data'], [8, 'create-permission'],
  [9, 'channel-bind'], [10, 'connect'], [11, 'connection-bind'], [12, 'connection-attempt'],
]); // prettier-ignore
const ATTRIBUTE = {
  mappedAddress: 0x0001, username: 0x0006, integrity: 0x0008, error: 0x0009, peerAddress: 0x0012, realm: 0x0014, relayedAddress: 0x0016,
  integritySha256: 0x001c, xorMappedAddress: 0x0020, xorMappedAddressOld: 0x8020, software: 0x8022,
} as const; // prettier-ignore

const observes = {
  'stun.message': {
    class: 'string', method: 'string', software: 'string?', has_username: 'boolean', has_integrity: 'boolean', realm: 'string?',
    mapped_addr: 'string?', mapped_port: 'number?', peer_addr: 'string?', relayed_addr: 'string?', error_code: 'number?',
  }, // prettier-ignore
} as const;

/** STUN, and TURN, which extends it: how two hosts behind routers find a way to each other. */
export const stun = dissector({
  name: 'stun',
  over: 'udp',
  ports: [3478, 19302],
  // What two hosts send each other on the way that was found is not STUN, and may be anything.
  content: 'unknown',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }) => (isMessage(buffer, start, end) ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (isMessage(buffer, start, end)) readMessage(buffer, start, end, emit);
      else if (isDtls(buffer, start, end)) return SWITCH;
      return end - start;
    },
    gap() {},
  }),
});

/** Media over the way that STUN has found begin with a DTLS handshake, told by its first octets: RFC 7983, 7. */
function isDtls(b: Buffer, start: number, end: number): boolean {
  return end - start > 2 && b[start]! >= 20 && b[start]! <= 63 && b[start + 1] === 0xfe;
}

/** Two zero bits, the cookie, and a length that fits: RFC 8489, 6.3. */
function isMessage(b: Buffer, start: number, end: number): boolean {
  if (end - start < HEADER_OCTETS || b[start]! >= 0x40 || u32(b, start + 4) !== MAGIC_COOKIE) return false;
  return u16(b, start + 2) === end - start - HEADER_OCTETS && (end - start) % 4 === 0;
}

/** Where each attribute's value lies: type to [start, end). The first of a type counts (RFC 8489, 14). */
function readAttributes(b: Buffer, start: number, end: number): Map<number, readonly [number, number]> {
  const found = new Map<number, readonly [number, number]>();
  let at = start + HEADER_OCTETS;
  for (let n = 0; n < ATTRIBUTES_MAX && at + 4 <= end; n += 1) {
    const type = u16(b, at);
    const length = u16(b, at + 2);
    if (at + 4 + length > end) break;
    if (!found.has(type)) found.set(type, [at + 4, at + 4 + length]);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

function readMessage(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const type = u16(b, start);
  // RFC 8489, figure 3: the two bits of the class stand between those of the method.
  const method = (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
  const attributes = readAttributes(b, start, end);
  const text = (attribute: number): string | null => {
    const value = attributes.get(attribute);
    return value === undefined ? null : textOrNull(b, value[0], value[1], 128);
  };
  const endpoint = (attribute: number, mask: number): Endpoint | null => readEndpoint(b, start, attributes.get(attribute), mask);
  const mapped =
    endpoint(ATTRIBUTE.xorMappedAddress, 1) ?? endpoint(ATTRIBUTE.xorMappedAddressOld, 1) ?? endpoint(ATTRIBUTE.mappedAddress, 0);
  const error = attributes.get(ATTRIBUTE.error);
  emit('stun.message', {
    class: CLASSES[((type >> 4) & 1) | ((type >> 7) & 2)]!,
    method: METHODS.get(method) ?? `0x${method.toString(16).padStart(3, '0')}`,
    software: text(ATTRIBUTE.software),
    has_username: attributes.has(ATTRIBUTE.username),
    has_integrity: attributes.has(ATTRIBUTE.integrity) || attributes.has(ATTRIBUTE.integritySha256),
    realm: text(ATTRIBUTE.realm),
    mapped_addr: mapped?.address ?? null,
    mapped_port: mapped?.port ?? null,
    peer_addr: endpoint(ATTRIBUTE.peerAddress, 1)?.address ?? null,
    relayed_addr: endpoint(ATTRIBUTE.relayedAddress, 1)?.address ?? null,
    error_code: error !== undefined && error[1] - error[0] >= 4 ? (b[error[0] + 2]! & 0x07) * 100 + b[error[0] + 3]! : null,
  });
}

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** RFC 8489, 14.1 and 14.2: family, port, address; `mask` 1: xored with the cookie and the transaction id. */
function readEndpoint(b: Buffer, start: number, value: readonly [number, number] | undefined, mask: number): Endpoint | null {
  if (value === undefined) return null;
  const [at, end] = value;
  const family = end - at < 4 ? 0 : b[at + 1]!;
  const length = family === 1 ? 4 : family === 2 ? 16 : 0;
  if (length === 0 || end - at < 4 + length) return null;
  const address = Buffer.alloc(length);
  for (let i = 0; i < length; i += 1) address[i] = b[at + 4 + i]! ^ (mask === 1 ? b[start + 4 + i]! : 0);
  const port = u16(b, at + 2) ^ (mask === 1 ? MAGIC_COOKIE >>> 16 : 0);
  return { address: length === 4 ? formatIpv4(address, 0) : formatIpv6(address, 0), port };
}
