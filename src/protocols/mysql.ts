import type { Chunk, Side } from '../bytes/chunk.ts';
import { Cursor } from '../bytes/cursor.ts';
import { u16le, u32le } from '../bytes/read.ts';
import { dissector, type Emit, ENOUGH, SWITCH, type Verdict } from './dissector.ts';
import { type FrameHandler, FramedStream, type Outcome } from './wire/framed-stream.ts';
import { isPrintable, textOrNull } from './wire/text.ts';
import { findOctet } from './wire/find-octet.ts';

// The client/server protocol of MySQL and MariaDB: packets of a length in three octets (little-endian) and a sequence number.

const HEADER_LENGTH = 4;
const PROTOCOL_VERSION = 10;
const VERSION_MAX = 64;
/** Between the version text and the lower capability flags: connection id, eight octets of salt, a filler. */
const BEFORE_CAPABILITIES = 13;
const CAPABILITY = { database: 0x08, protocol41: 0x200, tls: 0x800, plugin: 0x80000, lengthEncoded: 0x200000 } as const;
const TLS_REQUEST_LENGTH = 32;
/** Capabilities, largest packet, character set, reserved octets. */
const LOGIN_HEAD_LENGTH = 32;
/** The one method of authentication that sends the password as it is. */
const CLEAR = 'mysql_clear_password';

const observes = {
  'mysql.greeting': { version: 'string', tls_offered: 'boolean', auth_method: 'string?' },
  /** A login that everyone on the way can read; `has_password`: the password itself went with it, not an answer to a challenge. */
  'mysql.login': { has_username: 'boolean', has_password: 'boolean', auth_method: 'string?', database: 'string?' },
} as const;
type Observes = typeof observes;

/** A database connection of MySQL up to its login, or up to where it goes on in TLS. */
export const mysql = dissector({
  name: 'mysql',
  over: 'tcp',
  ports: [3306],
  content: 'structured-binary',
  observes,
  probe,
  open: (emit) => new FramedStream(new MysqlHandler(emit)),
});

/** The server speaks first: a greeting with sequence number 0, protocol 10 and a version that begins with a digit. */
function probe({ buffer, start, end }: Chunk): Verdict {
  const seen = end - start;
  if (seen >= 3 && (buffer[start + 2] !== 0 || u16le(buffer, start) > 512 || u16le(buffer, start) < 40)) return 'not-mine';
  if (seen > 3 && buffer[start + 3] !== 0) return 'not-mine';
  if (seen > 4 && buffer[start + 4] !== PROTOCOL_VERSION) return 'not-mine';
  if (seen > 5 && (buffer[start + 5]! < 0x30 || buffer[start + 5]! > 0x39)) return 'not-mine';
  const zero = findOctet(buffer, 0, start + 5, end);
  const whole = zero !== -1;
  const stop = whole ? zero : end;
  if (stop - start - 5 > VERSION_MAX || !isPrintable(buffer, start + 5, stop)) return 'not-mine';
  return whole && seen > 5 ? 'mine' : 'unsure';
}

class MysqlHandler implements FrameHandler {
  readonly #emit: Emit<Observes>;
  readonly #cursor = new Cursor();
  #server: Side | -1 = -1;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  lengthAt(_sender: Side, buffer: Buffer, at: number, end: number): number {
    if (end - at < HEADER_LENGTH) return 0;
    return HEADER_LENGTH + (u16le(buffer, at) | (buffer[at + 2]! << 16));
  }

  message(sender: Side, buffer: Buffer, start: number, end: number): Outcome {
    const body = start + HEADER_LENGTH;
    if (this.#server === -1) {
      if (buffer[body] !== PROTOCOL_VERSION) return ENOUGH;
      this.#server = sender;
      this.#greeting(buffer, body + 1, end);
      return 0;
    }
    if (sender === this.#server) return ENOUGH;
    return this.#login(buffer, body, end);
  }

  #greeting(buffer: Buffer, at: number, end: number): void {
    const zero = findOctet(buffer, 0, at, end);
    const versionEnd = zero === -1 ? end : zero;
    const c = this.#cursor.over(buffer, versionEnd, end);
    c.skip(1 + BEFORE_CAPABILITIES);
    const capabilities = c.u8() | (c.u8() << 8);
    c.skip(3);
    const upper = (c.u8() | (c.u8() << 8)) << 16;
    const saltLength = c.u8();
    c.skip(10 + Math.max(13, saltLength - 8));
    const named = c.flaw === null && (upper & CAPABILITY.plugin) !== 0;
    this.#emit('mysql.greeting', {
      version: buffer.latin1Slice(at, Math.min(versionEnd, at + VERSION_MAX)),
      tls_offered: (capabilities & CAPABILITY.tls) !== 0,
      auth_method: named ? nextText(c) : null,
    });
  }

  #login(buffer: Buffer, body: number, end: number): Outcome {
    if (end - body < LOGIN_HEAD_LENGTH) return ENOUGH;
    const capabilities = u32le(buffer, body);
    if ((capabilities & CAPABILITY.protocol41) === 0) return ENOUGH;
    if (end - body === TLS_REQUEST_LENGTH && (capabilities & CAPABILITY.tls) !== 0) return SWITCH;
    const c = this.#cursor.over(buffer, body + LOGIN_HEAD_LENGTH, end);
    const username = nextText(c);
    const answerLength = c.u8();
    // Lengths from 251 on take more octets: no answer to a challenge is that long.
    c.skip((capabilities & CAPABILITY.lengthEncoded) !== 0 && answerLength > 250 ? c.remaining : answerLength);
    const database = (capabilities & CAPABILITY.database) === 0 ? null : nextText(c);
    const method = (capabilities & CAPABILITY.plugin) === 0 ? null : nextText(c);
    this.#emit('mysql.login', {
      has_username: username !== null,
      has_password: method === CLEAR && answerLength > 1,
      auth_method: method,
      database,
    });
    return ENOUGH;
  }
}

/** The text up to the next zero, or up to the end; null where it is empty. */
function nextText(c: Cursor): string | null {
  const from = c.position;
  const zero = findOctet(c.buffer, 0, from, c.end);
  const stop = zero === -1 ? c.end : zero;
  c.skip(Math.min(c.end, stop + 1) - from);
  return textOrNull(c.buffer, from, stop, VERSION_MAX);
}
