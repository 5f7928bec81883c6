import { formatIpv4, formatIpv6 } from '../bytes/address.ts';
import type { Chunk, Side } from '../bytes/chunk.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit, ENOUGH, SWITCH, type Verdict } from './dissector.ts';
import { type FrameHandler, FramedStream, type Outcome } from './wire/framed-stream.ts';
import { isPrintable, textOf } from './wire/text.ts';
import { findOctet } from './wire/find-octet.ts';

// SOCKS 5: RFC 1928; user name and password: RFC 1929; SOCKS 4 and 4a as in its authors' memos.

const COMMANDS: Readonly<Record<number, string>> = { 1: 'connect', 2: 'bind', 3: 'udp-associate' };
const CONNECT = 1;
const PASSWORD_METHOD = 2;
const METHODS_MAX = 16;
const USER_MAX = 255;
const GRANTED_4 = 0x5a;

const observes = {
  'socks.request': {
    version: 'number',
    command: 'string',
    host: 'string?',
    port: 'number',
    /** A user name and a password went over the wire before it. */
    has_credentials: 'boolean',
  },
  'socks.reply': { version: 'number', accepted: 'boolean', code: 'number' },
} as const;
type Observes = typeof observes;

/** A connection to a SOCKS proxy, up to where the proxy has connected it through. */
export const socks = dissector({
  name: 'socks',
  over: 'tcp',
  ports: [1080, 9050],
  content: 'structured-binary',
  observes,
  probe,
  open: (emit) => new FramedStream(new SocksHandler(emit)),
});

function probe({ buffer, start, end }: Chunk): Verdict {
  if (buffer[start] === 4) return probe4(buffer, start, end);
  if (buffer[start] !== 5) return 'not-mine';
  if (end - start < 2) return 'unsure';
  const count = buffer[start + 1]!;
  if (count === 0 || count > METHODS_MAX || end - start > 2 + count) return 'not-mine';
  // Methods 0x0a to 0x7f are unassigned, 0xff is no method.
  for (let at = start + 2; at < end; at += 1) if (buffer[at]! > 9 && (buffer[at]! < 0x80 || buffer[at] === 0xff)) return 'not-mine';
  return end - start === 2 + count ? 'mine' : 'unsure';
}

function probe4(buffer: Buffer, start: number, end: number): Verdict {
  if (end - start >= 2 && buffer[start + 1] !== 1 && buffer[start + 1] !== 2) return 'not-mine';
  const length = requestLength4(buffer, start, end);
  if (length < 0) return 'not-mine';
  return length === 0 ? 'unsure' : length === end - start ? 'mine' : 'not-mine';
}

/** Version, command, port, address, user name, and a host name where the address is 0.0.0.x with x other than 0 (4a). */
function requestLength4(buffer: Buffer, start: number, end: number): number {
  if (end - start < 9) return 0;
  const userEnd = textEnd(buffer, start + 8, end);
  if (userEnd <= 0) return userEnd;
  if (!hasName4(buffer, start)) return userEnd - start;
  const nameEnd = textEnd(buffer, userEnd, end);
  return nameEnd <= 0 ? nameEnd : nameEnd - start;
}

const hasName4 = (buffer: Buffer, start: number): boolean => {
  const address = u32(buffer, start + 4);
  return address > 0 && address < 256;
};

/** Behind the zero that ends a text; 0 where it is not there yet, -1 where this is no text. */
function textEnd(buffer: Buffer, from: number, end: number): number {
  const zero = findOctet(buffer, 0, from, end);
  const stop = zero === -1 ? end : zero;
  if (stop - from > USER_MAX || !isPrintable(buffer, from, stop)) return -1;
  return stop === end ? 0 : stop + 1;
}

/** What comes next from either side. */
type Step = 'greeting' | 'method' | 'password' | 'password-answer' | 'request' | 'reply';

class SocksHandler implements FrameHandler {
  readonly #emit: Emit<Observes>;
  #client: Side | -1 = -1;
  #step: Step = 'greeting';
  #version = 5;
  #command = 0;
  #hasCredentials = false;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  lengthAt(sender: Side, buffer: Buffer, at: number, end: number): number {
    if (this.#client === -1) return this.#greetingLength(buffer, at, end);
    // What a side sends before its turn (data in advance, or the other side's answer was lost) waits.
    const clientsTurn = this.#step === 'password' || this.#step === 'request';
    if (clientsTurn !== (sender === this.#client)) return 0;
    if (this.#step === 'method' || this.#step === 'password-answer') return 2;
    if (this.#step === 'password') return passwordLength(buffer, at, end);
    return this.#version === 4 ? 8 : requestLength5(buffer, at, end);
  }

  #greetingLength(buffer: Buffer, at: number, end: number): number {
    if (buffer[at] === 4) return requestLength4(buffer, at, end);
    if (buffer[at] !== 5) return -1;
    return end - at < 2 ? 0 : 2 + buffer[at + 1]!;
  }

  message(sender: Side, buffer: Buffer, start: number, end: number): Outcome {
    switch (this.#step) {
      case 'greeting':
        this.#client = sender;
        this.#version = buffer[start]!;
        if (this.#version === 4) return this.#request4(buffer, start, end);
        this.#step = 'method';
        return 0;
      case 'method':
        this.#step = buffer[start + 1] === PASSWORD_METHOD ? 'password' : 'request';
        // Another method may wrap all that follows (GSSAPI, RFC 1961).
        return buffer[start] === 5 && (buffer[start + 1] === 0 || buffer[start + 1] === PASSWORD_METHOD) ? 0 : ENOUGH;
      case 'password':
        this.#hasCredentials = true;
        this.#step = 'password-answer';
        return 0;
      case 'password-answer':
        this.#step = 'request';
        return buffer[start + 1] === 0 ? 0 : ENOUGH;
      case 'request':
        return this.#request5(buffer, start, end);
      default:
        return this.#reply(buffer, start);
    }
  }

  #request4(buffer: Buffer, start: number, end: number): Outcome {
    const userEnd = findOctet(buffer, 0, start + 8, end);
    const host = hasName4(buffer, start) ? textOf(buffer, userEnd + 1, end) : formatIpv4(buffer, start + 4);
    return this.#request(buffer[start + 1]!, host, u16(buffer, start + 2));
  }

  #request5(buffer: Buffer, start: number, end: number): Outcome {
    const type = buffer[start + 3];
    const host =
      type === 1 ? formatIpv4(buffer, start + 4) : type === 4 ? formatIpv6(buffer, start + 4) : textOf(buffer, start + 5, end - 2);
    return this.#request(buffer[start + 1]!, host, u16(buffer, end - 2));
  }

  #request(code: number, host: string, port: number): Outcome {
    const command = COMMANDS[code];
    if (command === undefined) return ENOUGH;
    this.#step = 'reply';
    this.#command = code;
    this.#emit('socks.request', { version: this.#version, command, host: host || null, port, has_credentials: this.#hasCredentials });
    return 0;
  }

  #reply(buffer: Buffer, start: number): Outcome {
    const code = buffer[start + 1]!;
    const accepted = code === (this.#version === 4 ? GRANTED_4 : 0);
    this.#emit('socks.reply', { version: this.#version, accepted, code });
    return accepted && this.#command === CONNECT ? SWITCH : ENOUGH;
  }
}

/** RFC 1929, 2: version 1, then name and password, each behind its length. */
function passwordLength(buffer: Buffer, at: number, end: number): number {
  if (buffer[at] !== 1) return -1;
  if (end - at < 2) return 0;
  const passwordAt = at + 2 + buffer[at + 1]!;
  return passwordAt >= end ? 0 : passwordAt + 1 + buffer[passwordAt]! - at;
}

/** RFC 1928, 4 and 6: requests and replies have one shape. */
function requestLength5(buffer: Buffer, at: number, end: number): number {
  if (buffer[at] !== 5) return -1;
  if (end - at < 5) return 0;
  const type = buffer[at + 3];
  return type === 1 ? 10 : type === 4 ? 22 : type === 3 ? 7 + buffer[at + 4]! : -1;
}
