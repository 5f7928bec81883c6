import type { Chunk, Side } from '../bytes/chunk.ts';
import { Cursor } from '../bytes/cursor.ts';
import { dissector, type Emit, SWITCH, type Verdict } from './dissector.ts';
import { SaslExchange } from './sasl.ts';
import { BER, berHeader, berInteger, berLength } from './wire/ber.ts';
import { type FrameHandler, FramedStream, type Outcome } from './wire/framed-stream.ts';

// LDAP: RFC 4511; StartTLS: RFC 4511, 4.14.

const START_TLS = '1.3.6.1.4.1.1466.20037';
/** Choices of protocolOp: RFC 4511, 4.2 to 4.13. */
const REQUESTS: Readonly<Record<number, string>> = {
  0x60: 'bind',
  0x42: 'unbind',
  0x63: 'search',
  0x66: 'modify',
  0x68: 'add',
  0x4a: 'delete',
  0x6c: 'rename',
  0x6e: 'compare',
  0x50: 'abandon',
  0x77: 'extended',
};
const RESPONSES: Readonly<Record<number, string>> = { 0x61: 'bind', 0x78: 'extended' };
const BIND = 0x60;
const EXTENDED = 0x77;
const EXTENDED_RESPONSE = 0x78;
/** Choices of AuthenticationChoice: RFC 4511, 4.2. */
const SIMPLE = 0x80;
const SASL = 0xa3;
const REQUEST_NAME = 0x80;
const HEADER_MAX = 6;
/** What may open a connection: choice, then the tag that comes first in it. */
const OPENING: Readonly<Record<number, number>> = { [BIND]: BER.integer, 0x63: BER.octets, [EXTENDED]: REQUEST_NAME };

const observes = {
  'ldap.request': {
    operation: 'string',
    /** Of a bind: `simple`, or the SASL mechanism. */
    auth_mechanism: 'string?',
    has_username: 'boolean',
    has_password: 'boolean',
    /** Of an extended request: its object identifier. */
    extension: 'string?',
  },
  'ldap.response': { operation: 'string', code: 'number' },
} as const;
type Observes = typeof observes;

/** Directory access without TLS, up to an accepted StartTLS. */
export const ldap = dissector({
  name: 'ldap',
  over: 'tcp',
  ports: [389, 3268],
  content: 'structured-binary',
  observes,
  probe,
  open: (emit) => new FramedStream(new LdapHandler(emit)),
});

function probe({ buffer, start, end }: Chunk): Verdict {
  const c = new Cursor().over(buffer, start, end);
  berHeader(c, BER.sequence);
  berInteger(c);
  const operation = c.u8();
  berLength(c);
  const first = c.u8();
  if (c.flaw !== null) return c.flaw === 'truncated' && end - start < 24 ? 'unsure' : 'not-mine';
  return OPENING[operation] === first ? 'mine' : 'not-mine';
}

class LdapHandler implements FrameHandler {
  readonly #emit: Emit<Observes>;
  readonly #cursor = new Cursor();
  #tlsAsked = false;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  lengthAt(_sender: Side, buffer: Buffer, at: number, end: number): number {
    if (buffer[at] !== BER.sequence) return -1;
    const c = this.#cursor.over(buffer, at, end);
    const length = berHeader(c, BER.sequence);
    if (c.flaw !== null) return c.flaw === 'truncated' && end - at < HEADER_MAX ? 0 : -1;
    return c.position - at + length;
  }

  message(_sender: Side, buffer: Buffer, start: number, end: number): Outcome {
    const c = this.#cursor.over(buffer, start, end);
    berHeader(c, BER.sequence);
    berInteger(c);
    const tag = c.u8();
    berLength(c);
    if (c.flaw !== null) return 0;
    if (REQUESTS[tag] !== undefined) this.#request(c, tag, REQUESTS[tag]);
    else if (RESPONSES[tag] !== undefined) return this.#response(c, tag, RESPONSES[tag]);
    return 0;
  }

  #request(c: Cursor, tag: number, operation: string): void {
    const sasl = tag === BIND ? bind(c) : null;
    const extension = tag === EXTENDED ? c.latin1(Math.min(64, berHeader(c, REQUEST_NAME))) : null;
    if (extension === START_TLS) this.#tlsAsked = true;
    this.#emit('ldap.request', {
      operation,
      auth_mechanism: sasl?.mechanism ?? null,
      has_username: sasl?.hasUsername ?? false,
      has_password: sasl?.hasPassword ?? false,
      extension: extension === '' ? null : extension,
    });
  }

  /** RFC 4511, 4.1.9: every result begins with its code. */
  #response(c: Cursor, tag: number, operation: string): Outcome {
    const code = berInteger(c, BER.enumerated);
    if (c.flaw !== null) return 0;
    this.#emit('ldap.response', { operation, code });
    if (tag !== EXTENDED_RESPONSE || !this.#tlsAsked) return 0;
    this.#tlsAsked = false;
    return code === 0 ? SWITCH : 0;
  }
}

interface Bind {
  readonly mechanism: string;
  readonly hasUsername: boolean;
  readonly hasPassword: boolean;
}

/** RFC 4511, 4.2: version, name, then the password itself or a SASL mechanism with its first message. */
function bind(c: Cursor): Bind | null {
  berInteger(c);
  const nameLength = berHeader(c, BER.octets);
  c.skip(nameLength);
  const choice = c.u8();
  const length = berLength(c);
  if (c.flaw !== null) return null;
  if (choice === SIMPLE) return { mechanism: 'simple', hasUsername: nameLength > 0, hasPassword: length > 0 };
  if (choice !== SASL) return { mechanism: 'OTHER', hasUsername: nameLength > 0, hasPassword: false };
  const mechanism = c.latin1(berHeader(c, BER.octets));
  const exchange = new SaslExchange(mechanism, c.remaining > 2 ? 'initial' : '');
  return { mechanism: exchange.mechanism, hasUsername: nameLength > 0 || exchange.hasUsername, hasPassword: exchange.hasPassword };
}
