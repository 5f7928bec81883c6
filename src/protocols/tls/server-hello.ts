import { Cursor } from '../../bytes/cursor.ts';
import type { FieldsOf } from '../../model/observation.ts';
import type { HelloCarrier } from './client-hello.ts';
import { EXTENSION, protocolNames } from './client-hello.ts';
import { ja3s } from './ja3.ts';
import { Memo } from './memo.ts';
import { code, isVersion13, versionName } from './names.ts';
import type { SERVER_HELLO } from './vocabulary.ts';

/** A server hello: its observation, and what the session has to know of it. */
export interface ServerHello {
  readonly fields: FieldsOf<typeof SERVER_HELLO>;
  /** TLS 1.3 or one of its drafts: everything after is encrypted. */
  readonly version13: boolean;
  /** The server took up a session that the client offered (pre_shared_key, RFC 8446, section 4.2.11). */
  readonly resumed: boolean;
}

/** The random that makes a server hello a HelloRetryRequest (RFC 8446, section 4.1.3). */
const RETRY_RANDOM = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
const EXTENSIONS_MAX = 64;
const ROOM = 1_024;

/** Reused: one hello is read at a time. */
const cursor = new Cursor();
const hellos = new Memo<ServerHello>();
/** The octets of a server hello that do not change from connection to connection: the key under which it is remembered. Reused. */
const packed = Buffer.alloc(ROOM);
let packedEnd = 0;

function put16(value: number): void {
  packed[packedEnd] = value >> 8;
  packed[packedEnd + 1] = value & 0xff;
  packedEnd += 2;
}

/**
 * Reads the body of a ServerHello (RFC 8446, section 4.1.3; RFC 5246, section 7.4.1.3) at buffer[start, end); null where its
 * structure is not sound. The drafts of TLS 1.3 before 22 have neither session id nor compression method.
 */
export function readServerHello(buffer: Buffer, start: number, end: number, over: HelloCarrier): ServerHello | null {
  const c = cursor.over(buffer, start, end);
  packedEnd = 0;
  packed[packedEnd++] = over.charCodeAt(0);
  const version = c.u16();
  const retry = isRetry(buffer, c.position, c.end);
  c.skip(RETRY_RANDOM.length);
  const early = version >> 8 === 0x7f && (version & 0xff) < 22;
  if (!early) c.skip(c.u8());
  const cipher = c.u16();
  if (!early) c.skip(1);
  put16(version);
  put16(cipher);
  packed[packedEnd++] = retry ? 1 : 0;
  if (c.flaw !== null) return null;
  if (c.remaining > 0 && !packExtensions(c)) return null;
  const key = packed.latin1Slice(0, packedEnd);
  return hellos.get(key) ?? hellos.keep(key, helloOf(version, cipher, retry, over));
}

/** Nearly always told by the first octet. */
function isRetry(buffer: Buffer, at: number, end: number): boolean {
  if (at + RETRY_RANDOM.length > end || buffer[at] !== RETRY_RANDOM[0]) return false;
  return buffer.compare(RETRY_RANDOM, 0, RETRY_RANDOM.length, at, at + RETRY_RANDOM.length) === 0;
}

function packExtensions(c: Cursor): boolean {
  const outer = c.enter(c.u16());
  for (let n = 0; c.remaining > 0; n += 1) {
    const type = c.u16();
    const length = c.u16();
    const at = c.position;
    c.skip(length);
    if (c.flaw !== null || n >= EXTENSIONS_MAX) return false;
    put16(type);
    if (type !== EXTENSION.alpn && type !== EXTENSION.supportedVersions) continue;
    if (length > 300 || packedEnd + length + 2 > ROOM - 4 * EXTENSIONS_MAX) return false;
    put16(length);
    // A few octets: a loop costs less than the call into native code.
    for (let i = at; i < at + length; i += 1) packed[packedEnd++] = c.buffer[i]!;
  }
  c.leave(outer);
  return c.flaw === null;
}

/** Works out a hello from what was packed. */
function helloOf(version: number, cipher: number, retry: boolean, over: HelloCarrier): ServerHello {
  const c = new Cursor().over(packed, 6, packedEnd);
  const extensions: number[] = [];
  let negotiated = version;
  let alpn: string | null = null;
  while (c.remaining > 0) {
    const type = c.u16();
    extensions.push(type);
    if (type !== EXTENSION.alpn && type !== EXTENSION.supportedVersions) continue;
    const length = c.u16();
    const content = new Cursor().over(packed, c.position, c.position + length);
    c.skip(length);
    if (type === EXTENSION.alpn) alpn = protocolNames(content)[0] ?? null;
    else if (length === 2) negotiated = content.u16();
  }
  return {
    fields: {
      version: versionName(negotiated),
      cipher: code(cipher),
      alpn: alpn === null ? null : Buffer.from(alpn, 'latin1').toString('utf8'),
      ja3s: ja3s(version, cipher, extensions),
      retry,
      over,
    },
    version13: isVersion13(negotiated),
    resumed: extensions.includes(EXTENSION.preSharedKey),
  };
}
