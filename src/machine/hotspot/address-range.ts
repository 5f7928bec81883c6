import { formatIpv4, formatIpv6, parseAddress } from '../../bytes/address.ts';

/** The IPv4 network of a hotspot. */
export interface AddressRange {
  /** `10.73.0.0/24` */
  readonly network: string;
  /** Our own address in it. */
  readonly router: string;
  readonly prefixLength: number;
  /** The addresses that are given to devices. */
  readonly first: string;
  readonly last: string;
}

/** Wide enough for two devices, narrow enough to be a home's. */
const PREFIX_MIN = 16;
const PREFIX_MAX = 29;
/** As many addresses as are handed out at most. */
const POOL_MAX = 500;
/** The first addresses of a roomy network stay free. */
const POOL_FROM = 10;

/** Tried in this order where the user names none: networks that routers at home seldom use. */
const CANDIDATES = ['10.73.0.0/24', '172.27.73.0/24', '192.168.173.0/24', '10.173.73.0/24', '172.30.173.0/24', '192.168.223.0/24'];

/** A network in text as numbers: family, first octets, length. Null where the text is none. */
export function parseNetwork(text: string): { readonly octets: Buffer; readonly length: number } | null {
  const [address = '', length = '', ...rest] = text.split('/');
  const octets = parseAddress(address);
  if (octets === null || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > octets.length * 8) return null;
  return { octets: masked(octets, Number(length)), length: Number(length) };
}

/** A network in text with the octets beyond its length cleared; null where the text is none. */
export function canonicalNetwork(text: string): string | null {
  const network = parseNetwork(text);
  if (network === null) return null;
  const { octets, length } = network;
  return `${octets.length === 4 ? formatIpv4(octets, 0) : formatIpv6(octets, 0)}/${length}`;
}

/** True where two networks share an address. What is no network shares none. */
export function networksOverlap(one: string, other: string): boolean {
  const [a, b] = [parseNetwork(one), parseNetwork(other)];
  if (a === null || b === null || a.octets.length !== b.octets.length) return false;
  const length = Math.min(a.length, b.length);
  return masked(a.octets, length).equals(masked(b.octets, length));
}

/** Leaves out networks that lie within another of the list, and repetitions. */
export function widestNetworks(networks: readonly string[]): string[] {
  const distinct = [...new Set(networks.flatMap((text) => canonicalNetwork(text) ?? []))];
  const lengthOf = (text: string): number => Number(text.split('/')[1]);
  return distinct.filter(
    (one) => !distinct.some((other) => other !== one && lengthOf(other) < lengthOf(one) && networksOverlap(one, other)),
  );
}

/**
 * The hotspot's range of an IPv4 network: `10.73.0.0/24`, or with our own address in it, `10.73.0.1/24`. Without one, ours is the first.
 * Null where the text is no private IPv4 network (RFC 1918) of a fitting length.
 */
export function addressRange(text: string): AddressRange | null {
  const network = parseNetwork(text);
  const address = parseAddress(text.split('/')[0]!);
  if (network === null || address === null || network.octets.length !== 4) return null;
  const { octets, length } = network;
  if (length < PREFIX_MIN || length > PREFIX_MAX || !isPrivate(octets)) return null;
  const base = octets.readUInt32BE(0);
  const count = 2 ** (32 - length);
  const own = address.readUInt32BE(0);
  if (own === base + count - 1) return null;
  const router = own === base ? base + 1 : own;
  const [first, last] = pool(base, count, router);
  return { network: canonicalNetwork(text)!, router: dotted(router), prefixLength: length, first: dotted(first), last: dotted(last) };
}

/** The first of our candidates that none of the machine's networks overlaps; null where all are taken. */
export function freeRange(taken: readonly string[]): AddressRange | null {
  const free = CANDIDATES.find((candidate) => !taken.some((network) => networksOverlap(candidate, network)));
  return free === undefined ? null : addressRange(free);
}

/** A random unique local /64 (RFC 4193, 3.2.2) of forty random bits. */
export function uniqueLocalPrefix(random: Uint8Array): string {
  const octets = Buffer.alloc(16);
  octets[0] = 0xfd;
  octets.set(random.subarray(0, 5), 1);
  return `${formatIpv6(octets, 0)}/64`;
}

/** Our own address in a /64: the first. */
export function firstOf(prefix: string): string {
  const octets = Buffer.from(parseNetwork(prefix)!.octets);
  octets[15] = 1;
  return formatIpv6(octets, 0);
}

/** The longer stretch beside our own address, without network and broadcast. */
function pool(base: number, count: number, router: number): readonly [number, number] {
  const roomy = count > 4 * POOL_FROM ? POOL_FROM : 1;
  const below: readonly [number, number] = [base + roomy, router - 1];
  const above: readonly [number, number] = [Math.max(router + 1, base + roomy), base + count - 2];
  const [first, last] = above[1] - above[0] >= below[1] - below[0] ? above : below;
  return [first, Math.min(last, first + POOL_MAX - 1)];
}

/** RFC 1918, section 3. */
function isPrivate(octets: Buffer): boolean {
  const [a = 0, b = 0] = octets;
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
}

function dotted(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function masked(octets: Buffer, length: number): Buffer {
  return Buffer.from(octets.map((octet, i) => octet & (0xff00 >> Math.min(8, Math.max(0, length - 8 * i)))));
}
