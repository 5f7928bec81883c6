import type { Chunk, Side } from '../../bytes/chunk.ts';
import { ENOUGH, SWITCH, switchAfter, type Emit, type Session } from '../dissector.ts';
import { findHeadEnd, HEAD_INCOMPLETE, HEAD_MALFORMED } from '../heads.ts';
import { startsWith } from '../lines.ts';
import { mayHoldNames, requestFields, responseBodyFields } from './body-said.ts';
import { factsOf, hostAsked, pathOf, type HeaderFacts } from './fields.ts';
import { Half, type Role } from './half.ts';
import { plainRequestHead, plainResponseHead } from './head-plain.ts';
import { parseRequestHead, parseResponseHead, startsLike, type ParsedHead } from './head.ts';
import type { HttpVocabulary } from './observes.ts';
import type { OpenRequest } from './open-request.ts';
import { PassingRequest, PassingResponse } from './peek.ts';
import { findOctet } from '../wire/find-octet.ts';

/** Requests that wait for their answer; more, and answers are no longer told whose they are. */
const OPEN_REQUESTS_MAX = 512;
/** Heads that made no sense before a direction is given up. */
const MALFORMED_MAX = 8;
const LETTER_H = 0x48;

/** One connection: two directions, and the requests that wait for an answer. */
export class HttpSession implements Session {
  readonly #emit: Emit<HttpVocabulary>;
  readonly #halves: readonly [Half, Half] = [new Half(), new Half()];
  #open: OpenRequest[] = [];
  /** Requests or answers were lost: the next answer belongs to a request only where one alone is open. */
  #unpaired = false;
  #passingRequest: PassingRequest | null = null;
  #passingResponse: PassingResponse | null = null;
  /** What `data` returns once another protocol has the connection (101, or 2xx to CONNECT); 0 while none has. */
  #switched: 0 | typeof ENOUGH | typeof SWITCH = 0;

  constructor(emit: Emit<HttpVocabulary>) {
    this.#emit = emit;
  }

  data(chunk: Chunk): number {
    const half = this.#halves[chunk.sender];
    const { buffer, end } = chunk;
    let at = chunk.start;
    while (at < end) {
      if (this.#switched !== 0) break;
      if (half.malformed > MALFORMED_MAX) return ENOUGH;
      if (half.refused && !this.#instead(half, buffer, at, end)) break;
      const from = at;
      const { state } = half;
      if (state === 'body') at = this.#body(half, buffer, at, end);
      else if (state === 'lost') at = this.#resynchronise(half, buffer, at, end, chunk.sender);
      else at = this.#head(half, buffer, at, end, chunk.sender);
      if (at === from && state === 'head' && half.state === 'head') break;
    }
    return this.#switched === SWITCH ? switchAfter(at - chunk.start) : this.#switched === ENOUGH ? ENOUGH : at - chunk.start;
  }

  gap(sender: Side, length: number): void {
    const half = this.#halves[sender];
    this.#emitCutHead(half);
    this.#emitPassing(half);
    if (half.state === 'body' && half.body.miss(length)) {
      if (half.body.done) half.state = 'head';
      return;
    }
    this.#lose(half);
  }

  end(): void {
    this.#emitPending();
    this.#emitBody();
    for (const half of this.#halves) this.#emitCutHead(half);
  }

  /** A request whose head's end was never captured still says whom it asked for what. */
  #emitCutHead(half: Half): void {
    const cut = half.dropHead();
    if (cut === null || half.state !== 'head' || startsLike(cut.octets, 0, cut.octets.length) !== 'request') return;
    const head = parseRequestHead(cut.octets, 0, cut.octets.length);
    if (head === null) return;
    this.#passingRequest = new PassingRequest(cut.versionKnown ? head : { ...head, version: null }, factsOf(head), true);
    this.#emitPending();
  }

  #lose(half: Half): void {
    half.state = 'lost';
    half.headRead();
    this.#open = [];
    this.#unpaired = true;
  }

  /** Reads one head if it is whole; returns where what follows starts. */
  #head(half: Half, buffer: Buffer, from: number, end: number, sender: Side): number {
    let start = from;
    // RFC 9112, 2.2: empty lines before a message are passed over.
    if (half.searched === 0) while (start < end && (buffer[start] === 0x0d || buffer[start] === 0x0a)) start += 1;
    if (start === end) return end;
    const kind = startsLike(buffer, start, end);
    if (kind === 'partial') return this.#wait(half, buffer, start, end);
    if (kind === 'neither' || (half.role !== 'unknown' && kind !== half.role)) return this.#malformed(half, start);
    const plain =
      half.searched > 0 ? null : kind === 'request' ? plainRequestHead(buffer, start, end) : plainResponseHead(buffer, start, end);
    const headEnd = plain === null ? findHeadEnd(buffer, start, end, half.searched) : start + plain.octets;
    if (headEnd === HEAD_INCOMPLETE) return this.#wait(half, buffer, start, end);
    half.headRead();
    if (headEnd === HEAD_MALFORMED) return this.#malformed(half, start);
    const head = plain ?? (kind === 'request' ? parseRequestHead : parseResponseHead)(buffer, start, headEnd);
    if (head === null) return this.#malformed(half, start);
    half.role = kind;
    if (this.#halves[1 - sender]!.role === 'unknown') this.#halves[1 - sender]!.role = kind === 'request' ? 'response' : 'request';
    half.state = 'body';
    if (kind === 'request') this.#request(half, head);
    else this.#response(half, head);
    if (half.body.done) this.#bodyDone(half);
    return headEnd;
  }

  #wait(half: Half, buffer: Buffer, start: number, end: number): number {
    half.wait(buffer, start, end);
    return start;
  }

  /** What starts here is no message: looks for the next one behind it. */
  #malformed(half: Half, start: number): number {
    half.malformed += 1;
    this.#emitPassing(half);
    this.#lose(half);
    return start + 1;
  }

  #body(half: Half, buffer: Buffer, from: number, end: number): number {
    const sink = half.role === 'request' ? this.#passingRequest : this.#passingResponse;
    const at = half.body.read(buffer, from, end, sink);
    if (sink?.full === true) this.#emitPassing(half);
    if (half.body.broken) return this.#malformed(half, at - 1);
    if (half.body.done) this.#bodyDone(half);
    return at;
  }

  /** What comes in place of a body that was refused: another request (RFC 9110, 10.1.1), or the body; false where too little is there to tell. */
  #instead(half: Half, buffer: Buffer, at: number, end: number): boolean {
    const kind = startsLike(buffer, at, end);
    if (kind === 'partial') return false;
    half.refused = false;
    if (kind === 'request' && half.state === 'body') this.#bodyDone(half);
    return true;
  }

  #bodyDone(half: Half): void {
    half.state = 'head';
    this.#emitPassing(half);
  }

  #request(half: Half, head: ParsedHead): void {
    const facts = factsOf(head);
    facts.host = hostAsked(head.method, head.target, facts.host);
    const request = { method: head.method ?? '', host: facts.host, path: pathOf(head.target), facts };
    if (this.#open.length >= OPEN_REQUESTS_MAX) {
      this.#open = [];
      this.#unpaired = true;
    }
    this.#open.push(request);
    if (facts.chunked) half.body.begin('chunked', 0);
    else half.body.begin(facts.contentLength === null ? 'none' : 'sized', facts.contentLength ?? 0);
    this.#passingRequest = new PassingRequest(head, facts, false);
  }

  /** Says what is known of the request whose body is passing. */
  #emitPending(): void {
    const passing = this.#passingRequest;
    this.#passingRequest = null;
    if (passing === null) return;
    this.#emit('http.request', requestFields(passing));
    passing.release();
  }

  /** Says what could be read of the body of the response that is passing. */
  #emitBody(): void {
    const passing = this.#passingResponse;
    this.#passingResponse = null;
    if (passing === null) return;
    const fields = responseBodyFields(passing);
    passing.release();
    if (fields !== null) this.#emit('http.response_body', fields);
  }

  /** The start of the body that passes in a direction is all there is to come, or all that is looked at. */
  #emitPassing(half: Half): void {
    if (half.role === 'request') this.#emitPending();
    else this.#emitBody();
  }

  #response(half: Half, head: ParsedHead): void {
    const facts = factsOf(head);
    const interim = head.status >= 100 && head.status < 200 && head.status !== 101;
    const request = this.#answered(interim);
    if (!interim && this.#passingRequest?.facts.expectsContinue === true && this.#passingRequest.octets === 0) {
      const asking = this.#halves[half === this.#halves[0] ? 1 : 0];
      asking.refused = asking.state === 'body';
    }
    this.#emit('http.response', {
      status: head.status,
      version: head.version ?? '',
      server: facts.server,
      content_type: facts.contentType,
      content_length: facts.contentLength,
      sets_cookie: facts.setsCookie,
      content_encoding: facts.contentEncoding,
      location: facts.location,
      challenge_scheme: facts.challengeScheme,
      file_name: facts.fileName,
      framing_conflict: facts.conflict,
      request_method: request?.method ?? null,
      request_host: request?.host ?? null,
      request_path: request?.path ?? null,
    });
    if (head.status === 101 || (request?.method === 'CONNECT' && head.status >= 200 && head.status < 300))
      this.#switch(head, facts, request);
    this.#beginResponseBody(half, head.status, facts, request);
    this.#passingResponse = !half.body.done && mayHoldNames(facts) ? new PassingResponse(head.status, facts, request) : null;
  }

  /** RFC 9112, 6.3: how long the body of an answer is. */
  #beginResponseBody(half: Half, status: number, facts: HeaderFacts, request: OpenRequest | null): void {
    if (request?.method === 'HEAD' || status < 200 || status === 204 || status === 304) half.body.begin('none', 0);
    else if (facts.chunked) half.body.begin('chunked', 0);
    else if (facts.contentLength !== null && facts.transferEncoding === null) half.body.begin('sized', facts.contentLength);
    else half.body.begin('until-end', 0);
  }

  /** The request that the next answer belongs to. Interim answers (1xx) leave it open. */
  #answered(interim: boolean): OpenRequest | null {
    if (this.#unpaired) {
      if (this.#open.length > 1) this.#open = [];
      this.#unpaired = false;
    }
    return (interim ? this.#open[0] : this.#open.shift()) ?? null;
  }

  /** The connection is another protocol's from here on. */
  #switch(head: ParsedHead, facts: HeaderFacts, request: OpenRequest | null): void {
    const upgrade = facts.upgrade ?? request?.facts.upgrade ?? null;
    // The frames of WebSocket start like anything; behind CONNECT, and TLS in its place (RFC 2817), a stream begins anew.
    this.#switched = head.status !== 101 || upgrade?.startsWith('tls/') === true ? SWITCH : ENOUGH;
    if (head.status !== 101 || upgrade !== 'websocket') return;
    this.#emit('websocket.open', {
      host: request?.host ?? null,
      target: request?.path ?? null,
      protocol: facts.webSocketProtocol,
      origin_host: request?.facts.originHost ?? null,
    });
  }

  /** After a gap: finds the next start of a message, else passes over what there is. */
  #resynchronise(half: Half, buffer: Buffer, from: number, end: number, sender: Side): number {
    const role = half.role === 'unknown' ? other(this.#halves[1 - sender]!.role) : half.role;
    const found = role === 'response' ? nextResponse(buffer, from, end) : nextRequest(buffer, from, end);
    if (found === -1) return end;
    half.state = 'head';
    return found;
  }
}

function other(role: Role): Role {
  return role === 'request' ? 'response' : role === 'response' ? 'request' : 'unknown';
}

function nextResponse(buffer: Buffer, from: number, end: number): number {
  for (let at = findOctet(buffer, LETTER_H, from, end); at !== -1; at = findOctet(buffer, LETTER_H, at + 1, end))
    if (startsWith(buffer, at, end, 'HTTP/1.')) return at;
  return -1;
}

/** A request starts where a segment does, or where a line does: bodies of requests mostly end without a line end. */
function nextRequest(buffer: Buffer, from: number, end: number): number {
  for (let at = from; at < end;) {
    const kind = startsLike(buffer, at, end);
    if (kind === 'request' || (kind === 'response' && at === from)) return at;
    const lf = findOctet(buffer, 0x0a, at, end);
    if (lf === -1) return -1;
    at = lf + 1;
  }
  return -1;
}
