import { Cursor } from '../../bytes/cursor.ts';
import type { FieldsOf } from '../../model/observation.ts';
import { commonLower } from '../wire/common-text.ts';
import { ja3 } from './ja3.ts';
import { highestVersion, ja4 } from './ja4.ts';
import { Memo } from './memo.ts';
import { code, versionName } from './names.ts';
import type { CLIENT_HELLO } from './vocabulary.ts';

/** What carries the hello: it decides the first letter of JA4 and, for DTLS, the layout (RFC 6347, section 4.2.1). */
export type HelloCarrier = 'tcp' | 'quic' | 'dtls';
export type ClientHelloFields = FieldsOf<typeof CLIENT_HELLO>;

/** Extension types (RFC 8446, section 4.2; RFC 7301; RFC 8422; RFC 9849). */
export const EXTENSION = {
  serverName: 0,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  preSharedKey: 41,
  supportedVersions: 43,
  encryptedClientHello: 0xfe0d,
} as const;

const RANDOM_LENGTH = 32;
const DIGEST_ROOM = (64 << 10) + 16;

/** Everything in a hello that a client repeats from connection to connection: all but the server's name and the key material. */
interface Offer {
  readonly version: string;
  readonly highestVersion: string;
  readonly alpn: readonly string[];
  readonly ciphers: readonly string[];
  readonly extensions: readonly number[];
  readonly supportedVersions: readonly string[];
  readonly ja3: string;
  readonly ja4: string;
  readonly ech: boolean;
}

/** Reused: one hello is read at a time. */
const cursor = new Cursor();
const offers = new Memo<Offer>();
/** The octets of a hello that make its offer, packed: the key under which it is remembered, and what it is worked out from. Reused. */
const packed = Buffer.alloc(DIGEST_ROOM);
let packedEnd = 0;
let nameAt = 0;
let nameEnd = 0;

/**
 * Reads the body of a ClientHello (RFC 8446, section 4.1.2) at buffer[start, end); null where its structure is not sound.
 * A hello whose offer was seen before costs no hashing.
 */
export function readClientHello(buffer: Buffer, start: number, end: number, over: HelloCarrier): ClientHelloFields | null {
  if (!pack(buffer, start, end, over)) return null;
  const key = packed.latin1Slice(0, packedEnd);
  const offer = offers.get(key) ?? offers.keep(key, offerOf(over));
  return {
    version: offer.version,
    highest_version: offer.highestVersion,
    sni: nameEnd > nameAt ? commonLower(buffer, nameAt, nameEnd) : null,
    alpn: offer.alpn,
    ciphers: offer.ciphers,
    extensions: offer.extensions,
    supported_versions: offer.supportedVersions,
    ja3: offer.ja3,
    ja4: offer.ja4,
    ech: offer.ech,
    over,
  };
}

function put16(value: number): void {
  packed[packedEnd] = value >> 8;
  packed[packedEnd + 1] = value & 0xff;
  packedEnd += 2;
}

function putOctets(buffer: Buffer, start: number, end: number): void {
  put16(end - start);
  // A loop beats the call into native code up to some dozens of octets, and these lists are short: it saves a third of a hello.
  if (end - start > 64) {
    buffer.copy(packed, packedEnd, start, end);
    packedEnd += end - start;
  } else for (let at = start; at < end; at += 1) packed[packedEnd++] = buffer[at]!;
}

/** Walks the hello once and packs what makes the offer; false where the walk fails. Finds the server name on the way. */
function pack(buffer: Buffer, start: number, end: number, over: HelloCarrier): boolean {
  // What is packed is never longer than the hello and these few octets.
  if (end - start > DIGEST_ROOM - 16) return false;
  const c = cursor.over(buffer, start, end);
  packedEnd = 0;
  nameAt = 0;
  nameEnd = 0;
  packed[packedEnd++] = over.charCodeAt(0);
  put16(c.u16());
  c.skip(RANDOM_LENGTH);
  c.skip(c.u8()); // legacy_session_id
  if (over === 'dtls') c.skip(c.u8()); // cookie
  const suites = c.u16();
  const suitesAt = c.position;
  c.skip(suites);
  c.skip(c.u8()); // legacy_compression_methods
  if (c.flaw !== null || suites === 0) return false;
  putOctets(buffer, suitesAt, suitesAt + (suites & ~1));
  if (c.remaining > 0) packExtensions(c);
  return c.flaw === null;
}

function packExtensions(c: Cursor): void {
  const outer = c.enter(c.u16());
  while (c.remaining > 0) {
    const type = c.u16();
    const length = c.u16();
    const at = c.position;
    c.skip(length);
    if (c.flaw !== null) break;
    put16(type);
    if (isOffered(type)) putOctets(c.buffer, at, at + length);
    else if (type === EXTENSION.serverName) findName(c.buffer, at, at + length);
  }
  c.leave(outer);
}

/** True for the extensions whose content belongs to the offer. */
function isOffered(type: number): boolean {
  return (
    type === EXTENSION.supportedGroups ||
    type === EXTENSION.pointFormats ||
    type === EXTENSION.signatureAlgorithms ||
    type === EXTENSION.alpn ||
    type === EXTENSION.supportedVersions
  );
}

/** The first host_name of a server_name extension (RFC 6066, section 3): list length, then type, length, name. */
function findName(buffer: Buffer, start: number, end: number): void {
  let at = start + 2;
  while (at + 3 <= end) {
    const length = (buffer[at + 1]! << 8) | buffer[at + 2]!;
    if (at + 3 + length > end) return;
    if (buffer[at] === 0 /* host_name */) {
      nameAt = at + 3;
      nameEnd = nameAt + length;
      return;
    }
    at += 3 + length;
  }
}

/** Works out an offer from what `pack` left. */
function offerOf(over: HelloCarrier): Offer {
  const c = new Cursor().over(packed, 1, packedEnd);
  const version = c.u16();
  const ciphers = numbers16(c, c.u16());
  const extensions: number[] = [];
  let groups: readonly number[] = [];
  let pointFormats: readonly number[] = [];
  let signatureAlgorithms: readonly number[] = [];
  let supportedVersions: readonly number[] = [];
  let alpn: readonly string[] = [];
  while (c.remaining > 0) {
    const type = c.u16();
    extensions.push(type);
    if (!isOffered(type)) continue;
    const content = new Cursor().over(packed, c.position + 2, c.position + 2 + lengthAt(c.position));
    c.skip(c.u16());
    if (type === EXTENSION.supportedGroups) groups = numbers16(content, content.u16());
    else if (type === EXTENSION.pointFormats) pointFormats = numbers8(content, content.u8());
    else if (type === EXTENSION.signatureAlgorithms) signatureAlgorithms = numbers16(content, content.u16());
    else if (type === EXTENSION.supportedVersions) supportedVersions = numbers16(content, content.u8());
    else alpn = protocolNames(content);
  }
  const transport = over === 'tcp' ? 't' : over === 'quic' ? 'q' : 'd';
  const firstAlpn = alpn[0] ?? null;
  return {
    version: versionName(version),
    highestVersion: versionName(highestVersion(version, supportedVersions)),
    alpn: alpn.map((name) => Buffer.from(name, 'latin1').toString('utf8')),
    ciphers: ciphers.map(code),
    extensions,
    supportedVersions: supportedVersions.map(versionName),
    ja3: ja3({ version, ciphers, extensions, groups, pointFormats }),
    ja4: ja4({ transport, version, supportedVersions, ciphers, extensions, signatureAlgorithms, firstAlpn }),
    ech: extensions.includes(EXTENSION.encryptedClientHello),
  };
}

const lengthAt = (at: number): number => (packed[at]! << 8) | packed[at + 1]!;

/** The 16-bit numbers in the next `octets` octets, or in what there is of them. */
export function numbers16(c: Cursor, octets: number): number[] {
  const values: number[] = [];
  for (let left = Math.min(octets, c.remaining); left >= 2; left -= 2) values.push(c.u16());
  return values;
}

function numbers8(c: Cursor, octets: number): number[] {
  const values: number[] = [];
  for (let left = Math.min(octets, c.remaining); left > 0; left -= 1) values.push(c.u8());
  return values;
}

/** ProtocolNameList (RFC 7301, section 3.1), one character an octet. */
export function protocolNames(c: Cursor): string[] {
  const names: string[] = [];
  const outer = c.enter(c.u16());
  while (c.remaining > 0) {
    const name = c.latin1(c.u8());
    if (c.flaw === null) names.push(name);
  }
  c.leave(outer);
  return names;
}
