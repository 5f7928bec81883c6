import type { Chunk, Side } from '../bytes/chunk.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit, ENOUGH, SWITCH, type Verdict } from './dissector.ts';
import { type FrameHandler, FramedStream, type Outcome } from './wire/framed-stream.ts';
import { textOf } from './wire/text.ts';
import { findOctet } from './wire/find-octet.ts';

// PostgreSQL's frontend/backend protocol, version 3: the first messages of a client have no type, all others a type and a length.

const TLS_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const MAJOR_VERSION = 3;
const STARTUP_MAX = 10_000;
const PARAMETERS_MAX = 32;
const ACCEPTED = 0x53; // S
const TYPE = { authentication: 0x52, error: 0x45, password: 0x70 } as const;
/** Requests of the server that the client answer them with a password or with what proves that it knows one. */
const METHODS: Readonly<Record<number, string>> = { 3: 'password', 5: 'md5', 7: 'gss', 9: 'sspi', 10: 'sasl' };
const CLEAR = 3;

const observes = {
  'postgresql.startup': {
    version: 'string',
    has_username: 'boolean',
    database: 'string?',
    application: 'string?',
    /** The client had asked for TLS, and the server would not. */
    tls_refused: 'boolean',
  },
  /** How the server let the client in or not, in clear; `has_password`: the password itself went over the wire. */
  'postgresql.login': { auth_method: 'string', has_password: 'boolean', accepted: 'boolean' },
} as const;
type Observes = typeof observes;

/** A database connection of PostgreSQL up to its login, or up to where it goes on in TLS. */
export const postgresql = dissector({
  name: 'postgresql',
  over: 'tcp',
  ports: [5432],
  content: 'structured-binary',
  observes,
  probe,
  open: (emit) => new FramedStream(new PostgresqlHandler(emit)),
});

function probe({ buffer, start, end }: Chunk): Verdict {
  if (end - start < 8) {
    for (let at = start; at < Math.min(end, start + 2); at += 1) if (buffer[at] !== 0) return 'not-mine';
    return 'unsure';
  }
  const length = u32(buffer, start);
  const code = u32(buffer, start + 4);
  if (length === 8 && (code === TLS_REQUEST || code === GSS_REQUEST)) return 'mine';
  if (code >>> 16 !== MAJOR_VERSION || length < 9 || length > STARTUP_MAX) return 'not-mine';
  if (end - start < 13) return 'unsure';
  const name = buffer.latin1Slice(start + 8, start + 13);
  return name === 'user\0' || name === 'datab' || name === 'appli' || name === 'clien' ? 'mine' : 'not-mine';
}

class PostgresqlHandler implements FrameHandler {
  readonly #emit: Emit<Observes>;
  #client: Side | -1 = -1;
  /** The server's answer to a request for TLS or GSSAPI is a single letter. */
  #awaitsLetter = false;
  #started = false;
  #tlsAsked = false;
  #tlsRefused = false;
  #method = 0;
  #hasPassword = false;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  lengthAt(sender: Side, buffer: Buffer, at: number, end: number): number {
    if (this.#client === -1 || (sender === this.#client && !this.#started)) {
      if (end - at < 4) return 0;
      const length = u32(buffer, at);
      return length < 8 || length > STARTUP_MAX ? -1 : length;
    }
    if (sender !== this.#client && this.#awaitsLetter) return 1;
    if (end - at < 5) return 0;
    const length = u32(buffer, at + 1);
    return length < 4 ? -1 : 1 + length;
  }

  message(sender: Side, buffer: Buffer, start: number, end: number): Outcome {
    if (this.#client === -1 || (sender === this.#client && !this.#started)) return this.#opening(sender, buffer, start, end);
    if (sender === this.#client) {
      if (buffer[start] === TYPE.password && this.#method === CLEAR) this.#hasPassword = true;
      return 0;
    }
    if (this.#awaitsLetter) return this.#letter(buffer[start]!);
    return this.#answer(buffer, start, end);
  }

  #opening(sender: Side, buffer: Buffer, start: number, end: number): Outcome {
    this.#client = sender;
    const code = u32(buffer, start + 4);
    if (code === CANCEL_REQUEST) return ENOUGH;
    if (code === TLS_REQUEST || code === GSS_REQUEST) {
      this.#awaitsLetter = true;
      this.#tlsAsked = code === TLS_REQUEST;
      return 0;
    }
    if (code >>> 16 !== MAJOR_VERSION) return ENOUGH;
    this.#started = true;
    this.#awaitsLetter = false;
    const parameters = parametersOf(buffer, start + 8, end);
    this.#emit('postgresql.startup', {
      version: `${u16(buffer, start + 4)}.${u16(buffer, start + 6)}`,
      has_username: parameters.has('user'),
      database: parameters.get('database') ?? null,
      application: parameters.get('application_name') ?? null,
      tls_refused: this.#tlsRefused,
    });
    return 0;
  }

  #letter(letter: number): Outcome {
    this.#awaitsLetter = false;
    if (letter === ACCEPTED && this.#tlsAsked) return SWITCH;
    if (letter === 0x47 /* G: all that follows is wrapped by GSSAPI */) return ENOUGH;
    this.#tlsRefused ||= this.#tlsAsked;
    return 0;
  }

  #answer(buffer: Buffer, start: number, end: number): Outcome {
    const type = buffer[start];
    if (type === TYPE.authentication && end - start >= 9) {
      const code = u32(buffer, start + 5);
      if (METHODS[code] !== undefined) this.#method = code;
      if (code !== 0) return 0;
    } else if (type !== TYPE.error) return 0;
    this.#emit('postgresql.login', {
      auth_method: METHODS[this.#method] ?? 'none',
      has_password: this.#hasPassword,
      accepted: type === TYPE.authentication,
    });
    return ENOUGH;
  }
}

/** Names and values of a startup message, each ended by a zero; an empty name ends them. */
function parametersOf(buffer: Buffer, from: number, end: number): Map<string, string> {
  const found = new Map<string, string>();
  let at = from;
  for (let i = 0; i < PARAMETERS_MAX && at < end && buffer[at] !== 0; i += 1) {
    const nameEnd = findOctet(buffer, 0, at, end);
    const valueEnd = nameEnd === -1 ? -1 : findOctet(buffer, 0, nameEnd + 1, end);
    if (valueEnd === -1) break;
    if (valueEnd > nameEnd + 1) found.set(textOf(buffer, at, nameEnd, 64), textOf(buffer, nameEnd + 1, valueEnd, 64));
    at = valueEnd + 1;
  }
  return found;
}
