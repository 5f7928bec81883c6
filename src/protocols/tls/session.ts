import type { Chunk, Side } from '../../bytes/chunk.ts';
import { u16, u24 } from '../../bytes/read.ts';
import type { Emit, Session } from '../dissector.ts';
import { ENOUGH } from '../dissector.ts';
import type { ChainLink } from '../x509/chain.ts';
import { readChain } from '../x509/chain.ts';
import type { ClientHelloFields } from './client-hello.ts';
import { readClientHello } from './client-hello.ts';
import { establishedFields } from './established.ts';
import type { HandshakeReader } from './handshake.ts';
import { HANDSHAKE, HandshakeStream } from './handshake.ts';
import { alertLevel, alertName } from './names.ts';
import { RECORD, RECORD_HEADER_LENGTH, SSL2_HEADER_LENGTH, isRecordHeader, isSsl2Hello } from './record.ts';
import type { ServerHello } from './server-hello.ts';
import { readServerHello } from './server-hello.ts';
import { readSsl2Hello } from './ssl2-hello.ts';
import type { tlsVocabulary } from './vocabulary.ts';

/** Records of application data that are waited through for a server hello that never comes. */
const WAITING_RECORDS_MAX = 32;
/** An alert alone in a record of TLS 1.3: two octets, the type, and a tag of up to 16 (RFC 8446, section 5.2). */
const ENCRYPTED_ALERT_MAX = 24;
/** Finished alone in a record of TLS 1.3 takes 45 to 69 octets; what is longer carries more than that. */
const ENCRYPTED_FINISHED_MAX = 100;

/** One direction of a TLS stream: where in which record it stands. */
class Half implements HandshakeReader {
  readonly session: TlsSession;
  readonly sender: Side;
  readonly handshake: HandshakeStream;
  /** Octets of the present record still to come, and whether they are handshake octets in clear. */
  left = 0;
  reading = false;
  started = false;
  /** ChangeCipherSpec came, and the version is one in which that means something. */
  secret = false;
  done = false;
  /** Records of application data seen while it was not clear what they are. */
  waited = 0;

  constructor(session: TlsSession, sender: Side) {
    this.session = session;
    this.sender = sender;
    this.handshake = new HandshakeStream(this);
  }

  message(type: number, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    this.session.message(this, type, buffer, bodyAt, bodyEnd);
  }

  /** Nothing more is wanted of this direction. */
  finish(): void {
    this.done = true;
    this.handshake.close();
  }
}

/** TLS over a stream, from the first hello to the first application data of the client. */
class TlsSession implements Session {
  private readonly emit: Emit<typeof tlsVocabulary>;
  private readonly halves: readonly [Half, Half];
  private client: Side | null = null;
  private clientHello: ClientHelloFields | null = null;
  private serverHello: ServerHello | null = null;
  private chain: readonly ChainLink[] = [];
  private fullHandshake = false;
  /** TLS 1.3: a record that can be the client's Finished was seen. */
  private clientFinished = false;

  constructor(emit: Emit<typeof tlsVocabulary>) {
    this.emit = emit;
    this.halves = [new Half(this, 0), new Half(this, 1)];
  }

  data(chunk: Chunk): number {
    const half = this.halves[chunk.sender];
    const { buffer, end } = chunk;
    let at = chunk.start;
    while (at < end && !half.done) {
      const used = half.left > 0 ? this.content(half, buffer, at, end) : this.header(half, buffer, at, end);
      if (used === 0) break;
      at += used;
    }
    return half.done ? ENOUGH : at - chunk.start;
  }

  gap(sender: Side, length: number): void {
    const half = this.halves[sender];
    // Inside a record that is skipped anyway, the place in the stream is still known.
    if (half.left >= length && !half.reading) half.left -= length;
    else half.finish();
  }

  end(): void {
    for (const half of this.halves) half.finish();
  }

  /** The next octets of the present record. */
  private content(half: Half, buffer: Buffer, at: number, end: number): number {
    const count = Math.min(half.left, end - at);
    half.left -= count;
    if (half.reading) {
      half.handshake.take(buffer, at, at + count);
      if (!half.handshake.sound) half.finish();
    }
    return count;
  }

  /** Enters the record at `at`; returns the octets used, 0 where more must be there first. */
  private header(half: Half, buffer: Buffer, at: number, end: number): number {
    if (!half.started && (buffer[at]! & 0x80) !== 0) return this.ssl2(half, buffer, at, end);
    if (end - at < RECORD_HEADER_LENGTH) return 0;
    if (!isRecordHeader(buffer, at)) {
      half.finish();
      return 0;
    }
    half.started = true;
    const length = u16(buffer, at + 3);
    half.reading = false;
    switch (buffer[at]) {
      case RECORD.handshake:
        if (half.secret && end - at < RECORD_HEADER_LENGTH + Math.min(length, 4)) return 0;
        half.reading = !half.secret || isLateHello(buffer, at, length);
        break;
      case RECORD.changeCipherSpec:
        this.changeCipherSpec(half);
        break;
      case RECORD.alert:
        if (length === 2 && end - at < RECORD_HEADER_LENGTH + 2) return 0;
        if (length === 2 && !half.secret) this.alert(buffer[at + 5]!, buffer[at + 6]!);
        break;
      default:
        break;
      case RECORD.applicationData:
        this.applicationData(half, length);
        break;
    }
    half.left = length;
    return RECORD_HEADER_LENGTH;
  }

  /** A client hello in the form of SSL 2.0; records follow it. */
  private ssl2(half: Half, buffer: Buffer, at: number, end: number): number {
    if (end - at < SSL2_HEADER_LENGTH) return 0;
    if (!isSsl2Hello(buffer, at) || this.client === 1 - half.sender) {
      half.finish();
      return 0;
    }
    const length = 2 + (u16(buffer, at) & 0x7fff);
    if (end - at < length) return 0;
    half.started = true;
    this.client = half.sender;
    this.clientHello = readSsl2Hello(buffer, at);
    this.emit('tls.client_hello', this.clientHello);
    return length;
  }

  /** In TLS 1.3 it means nothing (RFC 8446, appendix D.4); before, all that follows in this direction is encrypted. */
  private changeCipherSpec(half: Half): void {
    if (this.serverHello?.version13 === true) return;
    half.secret = true;
    if (half.sender !== this.client && this.serverHello !== null) half.finish();
  }

  private alert(level: number, description: number): void {
    if (level === 1 || level === 2) this.emit('tls.alert', { level: alertLevel(level), description: alertName(description) });
  }

  /** Application data of the client after its handshake is the proof that it went on with this server. */
  private applicationData(half: Half, length: number): void {
    const hello = this.serverHello;
    if (hello !== null && half.sender !== this.client) {
      half.finish();
      return;
    }
    if (hello === null || !(hello.version13 || half.secret)) {
      half.waited += 1;
      if (half.waited > WAITING_RECORDS_MAX || this.halves[1 - half.sender]!.done) half.finish();
      return;
    }
    if (hello.version13 && length <= ENCRYPTED_ALERT_MAX) return;
    if (hello.version13 && !this.clientFinished && length <= ENCRYPTED_FINISHED_MAX) {
      this.clientFinished = true;
      return;
    }
    const resumed = hello.version13 ? hello.resumed : !this.fullHandshake;
    this.emit('tls.established', establishedFields(this.clientHello, hello, this.chain, resumed));
    half.finish();
  }

  /** One handshake message in clear. */
  message(half: Half, type: number, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    switch (type) {
      case HANDSHAKE.clientHello:
        this.readClient(half, buffer, bodyAt, bodyEnd);
        break;
      case HANDSHAKE.serverHello:
        this.readServer(half, buffer, bodyAt, bodyEnd);
        break;
      case HANDSHAKE.certificate:
        this.readCertificates(half, buffer, bodyAt, bodyEnd);
        break;
      // Neither of them comes where a session is taken up again (RFC 5246, section 7.3): one is enough, should the other be lost.
      case HANDSHAKE.serverHelloDone:
      case HANDSHAKE.clientKeyExchange:
        this.fullHandshake = true;
        break;
    }
  }

  private readClient(half: Half, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    const hello = this.client === 1 - half.sender ? null : readClientHello(buffer, bodyAt, bodyEnd, 'tcp');
    if (hello === null) {
      half.finish();
      return;
    }
    this.client = half.sender;
    this.clientHello = hello;
    this.emit('tls.client_hello', hello);
  }

  private readServer(half: Half, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    const hello = this.client === half.sender ? null : readServerHello(buffer, bodyAt, bodyEnd, 'tcp');
    if (hello === null) {
      half.finish();
      return;
    }
    this.client = half.sender === 0 ? 1 : 0;
    this.serverHello = hello;
    this.emit('tls.server_hello', hello.fields);
    if (hello.version13 && !hello.fields.retry) half.finish();
  }

  private readCertificates(half: Half, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    const chain = readChain(buffer, bodyAt, bodyEnd);
    for (const link of chain) this.emit('tls.certificate', link);
    if (half.sender === this.client) return;
    this.fullHandshake = true;
    this.chain = chain;
  }
}

/** After a ChangeCipherSpec, a client hello whose length fits its record is one: the second, after a HelloRetryRequest not seen. */
function isLateHello(buffer: Buffer, at: number, length: number): boolean {
  const body = at + RECORD_HEADER_LENGTH;
  return length > 4 && buffer[body] === HANDSHAKE.clientHello && u24(buffer, body + 1) === length - 4;
}

/** A session for the octets of one TLS connection, from its first record on: for TLS itself, and for protocols that change over to it. */
export function createTlsSession(emit: Emit<typeof tlsVocabulary>): Session {
  return new TlsSession(emit);
}
