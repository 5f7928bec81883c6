import { Cursor } from '../bytes/cursor.ts';
import { dissector, type Emit } from './dissector.ts';
import { isPrintable, textOf } from './wire/text.ts';

// RFC 7252, 3: https://www.rfc-editor.org/rfc/rfc7252#section-3
const PORT = 5683;
const HEADER_OCTETS = 4;
const OPTIONS_MAX = 64;
const PAYLOAD_MARKER = 0xff;
const TOKEN_OCTETS_MAX = 8;
const TYPES = ['confirmable', 'non-confirmable', 'acknowledgement', 'reset'] as const;
/** RFC 7252, 12.1.1; RFC 8132, 6. */
const METHODS = [null, 'GET', 'POST', 'PUT', 'DELETE', 'FETCH', 'PATCH', 'iPATCH'] as const;
const OPTION = { uriHost: 3, observe: 6, uriPort: 7, uriPath: 11, contentFormat: 12, uriQuery: 15 } as const;

const observes = {
  'coap.message': {
    code: 'string', method: 'string?', type: 'string', path: 'string?', host: 'string?', has_query: 'boolean', content_format: 'number?',
    length: 'number', flaw: 'string?',
  }, // prettier-ignore
} as const;

/** CoAP: the web's methods in small datagrams. On its port any sound message; elsewhere only a request whose options say so too. */
export const coap = dissector({
  name: 'coap',
  over: 'udp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    if (end - start < HEADER_OCTETS || buffer[start]! >> 6 !== 1) return 'not-mine';
    const message = readMessage(buffer, start, end);
    if (message === null || message.flaw !== null) return 'not-mine';
    if (ports.includes(PORT)) return 'mine';
    const request = message.code > 0 && message.code < METHODS.length && message.type < 2;
    return request && message.plain && message.path !== null ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      const message = readMessage(buffer, start, end);
      if (message !== null) describe(message, emit);
      return end - start;
    },
    gap() {},
  }),
});

interface Message {
  readonly type: number;
  readonly code: number;
  path: string | null;
  host: string | null;
  hasQuery: boolean;
  contentFormat: number | null;
  /** Payload octets. */
  length: number;
  /** Texts were printable and no option came before the first that a request may start with. */
  plain: boolean;
  flaw: string | null;
}

function readMessage(b: Buffer, start: number, end: number): Message | null {
  if (end - start < HEADER_OCTETS || b[start]! >> 6 !== 1) return null;
  const tokenLength = b[start]! & 0x0f;
  if (tokenLength > TOKEN_OCTETS_MAX) return null;
  const m: Message = {
    type: (b[start]! >> 4) & 3, code: b[start + 1]!, path: null, host: null, hasQuery: false, contentFormat: null, length: 0, plain: true, flaw: null,
  }; // prettier-ignore
  const c = new Cursor().over(b, start + HEADER_OCTETS, end);
  c.skip(tokenLength);
  readOptions(c, m);
  m.flaw = c.flaw;
  if (m.code === 0 && end - start !== HEADER_OCTETS) m.flaw ??= 'bad-length'; // RFC 7252, 4.1: an empty message has nothing more
  return m;
}

/** RFC 7252, 3.1: numbers as differences, lengths in the same octet, both extensible. */
function readOptions(c: Cursor, m: Message): void {
  let number = 0;
  for (let n = 0; c.remaining > 0; n += 1) {
    const first = c.u8();
    if (first === PAYLOAD_MARKER) {
      m.length = c.remaining;
      if (m.length === 0) c.fail('bad-length');
      return;
    }
    if (n >= OPTIONS_MAX) return c.fail('too-many');
    number += extended(c, first >> 4);
    const length = extended(c, first & 0x0f);
    const at = c.position;
    c.skip(length);
    if (c.flaw === null) readOption(number, c.buffer, at, at + length, m);
  }
}

function extended(c: Cursor, nibble: number): number {
  if (nibble === 13) return c.u8() + 13;
  if (nibble === 14) return c.u16() + 269;
  if (nibble === 15) c.fail('bad-value');
  return nibble;
}

function readOption(number: number, b: Buffer, at: number, end: number, m: Message): void {
  switch (number) {
    case OPTION.uriPath:
      m.plain &&= isPrintable(b, at, end);
      if ((m.path?.length ?? 0) < 1024) m.path = `${m.path ?? ''}/${textOf(b, at, end)}`;
      break;
    case OPTION.uriHost:
      m.plain &&= isPrintable(b, at, end);
      m.host = textOf(b, at, end).toLowerCase();
      break;
    case OPTION.uriQuery:
      m.hasQuery = true;
      break;
    case OPTION.contentFormat:
      m.contentFormat = end - at > 2 ? null : end === at ? 0 : b.readUIntBE(at, end - at);
      break;
    default:
      if (number < OPTION.uriPath && number !== OPTION.observe && number !== OPTION.uriPort) m.plain = false;
  }
}

/** Codes are written `c.dd` (RFC 7252, 3); query and payload never appear. */
function describe(m: Message, emit: Emit<typeof observes>): void {
  emit('coap.message', {
    code: `${m.code >> 5}.${String(m.code & 0x1f).padStart(2, '0')}`,
    method: METHODS[m.code] ?? null,
    type: TYPES[m.type]!,
    path: m.path,
    host: m.host,
    has_query: m.hasQuery,
    content_format: m.contentFormat,
    length: m.length,
    flaw: m.flaw,
  });
}
