import type { Chunk, Side } from '../bytes/chunk.ts';
import { u16 } from '../bytes/read.ts';
import { dissector, ENOUGH, type Emit, type Ports, type Session, type Verdict } from './dissector.ts';
import {
  authorizationSchemeOf,
  contentLengthOf,
  findHeadEnd,
  HEAD_INCOMPLETE,
  HEAD_MALFORMED,
  hasUserInfo,
  headerOf,
  mediaTypeOf,
  readHead,
  withoutQuery,
  withoutUserInfo,
  type Head,
} from './heads.ts';
import { onPort } from './line-flow.ts';
import { mayBecome, startsWith, textOf } from './lines.ts';
import { findOctet } from './wire/find-octet.ts';

// RTSP 1.0: RFC 2326; 2.0: RFC 7826. Media may come between the messages, in frames that start with `$` (RFC 2326, 10.12).

const PORTS = [554, 8554, 5554, 7070] as const;
/** Of these, those that nothing else is found on. */
const PORTS_BELIEVED = [554, 8554] as const;
const DOLLAR = 0x24;
/** Channels of a session: two for each of its streams, and few sessions have more than three. */
const CHANNEL_MAX = 15;
const TEXT_MAX = 1_024;
const MALFORMED_MAX = 8;
const METHODS = [
  'OPTIONS',
  'DESCRIBE',
  'ANNOUNCE',
  'SETUP',
  'PLAY',
  'PAUSE',
  'RECORD',
  'TEARDOWN',
  'GET_PARAMETER',
  'SET_PARAMETER',
  'REDIRECT',
  'PLAY_NOTIFY',
] as const;
const REQUEST_LINE = /^([A-Z_]{4,16}) ([^ ]+) RTSP\/(\d\.\d)$/;
const STATUS_LINE = /^RTSP\/(\d\.\d) (\d{3})(?: |$)/;

const observes = {
  'rtsp.request': {
    method: 'string',
    /** Without user information, query and whatever looks like a password. */
    target: 'string',
    version: 'string',
    user_agent: 'string?',
    has_credentials: 'boolean',
    authorization_scheme: 'string?',
    cseq: 'number?',
    transport: 'string?',
  },
  'rtsp.response': {
    status: 'number',
    version: 'string',
    server: 'string?',
    content_type: 'string?',
    content_length: 'number?',
    challenge_scheme: 'string?',
    cseq: 'number?',
  },
} as const;
type Observes = typeof observes;

/** Control of media streams, found by its first line. */
export const rtsp = dissector({
  name: 'rtsp',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe,
  open: (emit) => new RtspSession(emit),
});

function probe(chunk: Chunk, ports: Ports): Verdict {
  const verdict = probeMessage(chunk);
  if (verdict !== 'not-mine' || !onPort(ports, PORTS_BELIEVED)) return verdict;
  // A capture that began in the middle of the media: what starts here may be anything, and the other side's next message will tell.
  return startsWithFrames(chunk) ? 'mine' : 'unsure';
}

/** A whole frame of media, and the start of another. */
function startsWithFrames({ buffer, start, end }: Chunk): boolean {
  if (end - start < 4 || buffer[start] !== DOLLAR || buffer[start + 1]! > CHANNEL_MAX) return false;
  const next = start + 4 + u16(buffer, start + 2);
  return next + 2 <= end && buffer[next] === DOLLAR && buffer[next + 1]! <= CHANNEL_MAX;
}

function probeMessage({ buffer, start, end }: Chunk): Verdict {
  if (startsWith(buffer, start, end, 'RTSP/')) return 'mine';
  if (mayBecome(buffer, start, end, 'RTSP/')) return 'unsure';
  const method = METHODS.find((name) => startsWith(buffer, start, end, `${name} `) || mayBecome(buffer, start, end, `${name} `));
  if (method === undefined) return 'not-mine';
  const lf = findOctet(buffer, 0x0a, start, end);
  const lineEnd = lf === -1 ? end : lf;
  const line = buffer.latin1Slice(start, Math.min(lineEnd, start + 1_024)).trimEnd();
  if (REQUEST_LINE.test(line)) return 'mine';
  if (/^[A-Z_]+ rtsp[su]?:\/\//i.test(line)) return 'mine';
  return lineEnd === end && end - start < 1_024 ? 'unsure' : 'not-mine';
}

class Half {
  searched = 0;
  /** Octets of a body or of a media frame that are passed over. */
  skipping = 0;
  lost = false;
  malformed = 0;
}

class RtspSession implements Session {
  readonly #emit: Emit<Observes>;
  readonly #halves: readonly [Half, Half] = [new Half(), new Half()];

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data(chunk: Chunk): number {
    const half = this.#halves[chunk.sender];
    const { buffer, start, end } = chunk;
    let at = start;
    while (at < end) {
      if (half.malformed > MALFORMED_MAX) return ENOUGH;
      const skipped = Math.min(half.skipping, end - at);
      half.skipping -= skipped;
      at += skipped;
      if (at === end) break;
      const taken = this.#next(half, buffer, at, end);
      if (taken === 0) break;
      at += taken;
    }
    return at - start;
  }

  gap(sender: Side, length: number): void {
    const half = this.#halves[sender];
    half.searched = 0;
    if (length > 0 && length <= half.skipping) half.skipping -= length;
    else {
      half.skipping = 0;
      half.lost = true;
    }
  }

  /** Reads the frame or message at `at`; returns the octets to consume, 0 where more are needed. */
  #next(half: Half, buffer: Buffer, at: number, end: number): number {
    const first = buffer[at]!;
    if (half.lost) {
      const found = nextMessage(buffer, at, end);
      if (found === -1) return end - at;
      half.lost = false;
      if (found > at) return found - at;
    }
    if (first === DOLLAR && half.searched === 0) return this.#mediaFrame(half, buffer, at, end);
    if ((first === 0x0d || first === 0x0a) && half.searched === 0) return 1;
    const headEnd = findHeadEnd(buffer, at, end, half.searched);
    if (headEnd === HEAD_INCOMPLETE) {
      half.searched = end - at;
      return 0;
    }
    half.searched = 0;
    if (headEnd === HEAD_MALFORMED || !this.#message(half, readHead(buffer, at, headEnd))) {
      half.malformed += 1;
      half.lost = true;
      return 1;
    }
    return headEnd - at;
  }

  /** `$`, channel, length of what follows. */
  #mediaFrame(half: Half, buffer: Buffer, at: number, end: number): number {
    if (end - at < 4) return 0;
    half.skipping = u16(buffer, at + 2);
    return 4;
  }

  #message(half: Half, head: Head): boolean {
    const request = REQUEST_LINE.exec(head.startLine);
    const status = request === null ? STATUS_LINE.exec(head.startLine) : null;
    if (request !== null) this.#request(head, request[1]!, request[2]!, request[3]!);
    else if (status !== null) this.#response(head, status[1]!, Number(status[2]));
    else return false;
    half.skipping = contentLengthOf(headerOf(head.headers, 'content-length') ?? '') ?? 0;
    return true;
  }

  #request({ headers }: Head, method: string, target: string, version: string): void {
    const authorization = headerOf(headers, 'authorization');
    const shown = withoutSecrets(target);
    this.#emit('rtsp.request', {
      method,
      target: textOf(shown.target, TEXT_MAX),
      version,
      user_agent: textOrNull(headerOf(headers, 'user-agent')),
      has_credentials: authorization !== null || shown.hadSecrets,
      authorization_scheme: authorization === null ? null : authorizationSchemeOf(authorization),
      cseq: contentLengthOf(headerOf(headers, 'cseq') ?? ''),
      transport: textOrNull(headerOf(headers, 'transport')),
    });
  }

  #response({ headers }: Head, version: string, status: number): void {
    const type = headerOf(headers, 'content-type');
    const challenge = headerOf(headers, 'www-authenticate');
    this.#emit('rtsp.response', {
      status,
      version,
      server: textOrNull(headerOf(headers, 'server')),
      content_type: type === null ? null : mediaTypeOf(type),
      content_length: contentLengthOf(headerOf(headers, 'content-length') ?? ''),
      challenge_scheme: challenge === null ? null : authorizationSchemeOf(challenge),
      cseq: contentLengthOf(headerOf(headers, 'cseq') ?? ''),
    });
  }
}

const textOrNull = (value: string | null): string | null => (value === null ? null : textOf(value, TEXT_MAX));

/** Cameras take passwords in the user information, the query, or the path itself (`/user=admin&password=…`). */
function withoutSecrets(target: string): { readonly target: string; readonly hadSecrets: boolean } {
  const path = withoutQuery(withoutUserInfo(target));
  const key = /(?:pass|pwd|psw)[a-z]{0,8}=/i;
  const secret = key.exec(path);
  return { target: secret === null ? path : path.slice(0, secret.index), hadSecrets: hasUserInfo(target) || key.test(target) };
}

/** After a gap: a message starts where a segment or a line does. */
function nextMessage(buffer: Buffer, from: number, end: number): number {
  for (let at = from; at < end;) {
    if (startsWith(buffer, at, end, 'RTSP/') || METHODS.some((name) => startsWith(buffer, at, end, `${name} rtsp`))) return at;
    const lf = findOctet(buffer, 0x0a, at, end);
    if (lf === -1) return -1;
    at = lf + 1;
  }
  return -1;
}
