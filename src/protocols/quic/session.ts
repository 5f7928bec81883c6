import type { Chunk, Side } from '../../bytes/chunk.ts';
import type { Emit, Session } from '../dissector.ts';
import { ENOUGH } from '../dissector.ts';
import type { HandshakeReader } from '../tls/handshake.ts';
import { HANDSHAKE, HandshakeStream } from '../tls/handshake.ts';
import { readClientHello } from '../tls/client-hello.ts';
import { alertName } from '../tls/names.ts';
import { readServerHello } from '../tls/server-hello.ts';
import { initialAllowance } from './allowance.ts';
import { CryptoStream } from './crypto-stream.ts';
import type { FrameReader } from './frames.ts';
import { readFrames } from './frames.ts';
import { InitialSecret, openInitial } from './keys.ts';
import { LongHeader } from './packet.ts';
import type { quicVocabulary } from './vocabulary.ts';
import { quicVersionName } from './versions.ts';

/** Attempts to decrypt that one direction of a flow is worth; a hello takes one to three. */
const ATTEMPTS_MAX = 12;
const DATAGRAMS_MAX = 24;
/** CRYPTO_ERROR: a TLS alert plus this (RFC 9001, section 4.8). */
const CRYPTO_ERROR = 0x100;

/** Reused: one packet is read at a time. */
const header = new LongHeader();

/** One direction of a QUIC connection: its handshake octets, and what it has cost so far. */
class Half implements HandshakeReader, FrameReader {
  private readonly session: QuicSession;
  readonly sender: Side;
  private stream = new CryptoStream();
  private handshake = new HandshakeStream(this);
  readonly take = (buffer: Buffer, start: number, end: number): void => this.handshake.take(buffer, start, end);
  attempts = 0;
  datagrams = 0;
  /** The hello of this direction was read (and is not one that will be asked for again). */
  complete = false;
  /** The version of the last Initial that was reported; -1 before the first. */
  reported = -1;
  reportedOpen = false;

  constructor(session: QuicSession, sender: Side) {
    this.session = session;
    this.sender = sender;
  }

  crypto(offset: number, buffer: Buffer, start: number, end: number): void {
    this.stream.add(offset, buffer, start, end, this.take);
  }

  close(errorCode: number): void {
    this.session.closed(errorCode);
  }

  message(type: number, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    this.session.message(this, type, buffer, bodyAt, bodyEnd);
  }

  /** A new connection (or a new attempt after Retry or Version Negotiation) starts its handshake octets anew. */
  restart(): void {
    this.release();
    this.stream = new CryptoStream();
    this.handshake = new HandshakeStream(this);
    this.complete = false;
  }

  release(): void {
    this.stream.close();
    this.handshake.close();
  }
}

/** QUIC on one flow: its Initial packets in both directions, until both hellos are read or the bound is reached. */
class QuicSession implements Session {
  private readonly emit: Emit<typeof quicVocabulary>;
  private readonly halves: readonly [Half, Half];
  /** Who sent the Initial that the keys come from; null before one could be decrypted. */
  private client: Side | null = null;
  /** What the keys come from: the destination connection id of the client's first Initial. */
  private connectionId: Buffer | null = null;
  private secretVersion = 0;
  private secret: InitialSecret | null = null;
  /** When the datagram at hand came. */
  private at: number | undefined;

  constructor(emit: Emit<typeof quicVocabulary>) {
    this.emit = emit;
    this.halves = [new Half(this, 0), new Half(this, 1)];
  }

  data(chunk: Chunk): number {
    const half = this.halves[chunk.sender];
    const { buffer, end } = chunk;
    half.datagrams += 1;
    this.at = chunk.at;
    let at = chunk.start;
    let initials = 0;
    // Coalesced packets follow each other (RFC 9000, section 12.2); what has no long header ends the datagram.
    while (at < end && header.read(buffer, at, end)) {
      at = header.end;
      if (header.kind === 'initial') {
        initials += 1;
        this.initial(half, buffer);
      } else if (header.kind !== 'other') {
        if (header.kind === 'unknown') this.report(half, buffer, false);
        break;
      }
    }
    return this.enough(half, initials) ? this.stop(half) : end - chunk.start;
  }

  gap(): void {
    // Datagrams stand for themselves: a lost one leaves a hole in the handshake octets, and nothing else.
  }

  end(): void {
    for (const half of this.halves) half.release();
  }

  private enough(half: Half, initials: number): boolean {
    const other = this.halves[1 - half.sender]!;
    if (half.attempts >= ATTEMPTS_MAX || half.datagrams >= DATAGRAMS_MAX) return true;
    if (!half.complete) return false;
    // A client may yet be asked for a second hello; when it has left Initial packets behind, it was not.
    return half.sender !== this.client || other.complete || initials === 0;
  }

  private stop(half: Half): number {
    half.release();
    return ENOUGH;
  }

  /** One Initial packet, as `header` describes it. */
  private initial(half: Half, buffer: Buffer): void {
    if (half.complete && half.sender !== this.client) return;
    if (half.attempts >= ATTEMPTS_MAX) return;
    const payload = this.open(half, buffer);
    this.report(half, buffer, payload !== null);
    if (payload !== null) readFrames(payload, half);
  }

  /** Decrypts by the keys at hand, else by new ones from this packet's own connection id. */
  private open(half: Half, buffer: Buffer): Buffer | null {
    if (this.connectionId !== null) {
      half.attempts += 1;
      if (!initialAllowance.take(this.at)) return null;
      const payload = openInitial(buffer, header, this.secretOf(this.connectionId).keys(half.sender === this.client ? 'client' : 'server'));
      if (payload !== null) return payload;
    }
    const { destinationAt, destinationEnd } = header;
    if (this.connectionId !== null) {
      if (half.sender !== this.client || this.connectionId.compare(buffer, destinationAt, destinationEnd) === 0) return null;
    }
    half.attempts += 1;
    if (!initialAllowance.take(this.at)) return null;
    const secret = new InitialSecret(header.version!, buffer, destinationAt, destinationEnd);
    const payload = openInitial(buffer, header, secret.keys('client'));
    if (payload !== null) this.begin(half, Buffer.from(buffer.subarray(destinationAt, destinationEnd)), secret);
    return payload;
  }

  /** What the keys come from, anew where the version has changed in between (RFC 9368). */
  private secretOf(connectionId: Buffer): InitialSecret {
    if (this.secret === null || header.versionNumber !== this.secretVersion) {
      this.secretVersion = header.versionNumber;
      this.secret = new InitialSecret(header.version!, connectionId, 0, connectionId.length);
    }
    return this.secret;
  }

  /** This packet's connection id opened it: its sender is the client, and everything else follows from that id. */
  private begin(half: Half, connectionId: Buffer, secret: InitialSecret): void {
    if (this.connectionId !== null) for (const each of this.halves) each.restart();
    this.client = half.sender;
    this.connectionId = connectionId;
    this.secretVersion = header.versionNumber;
    this.secret = secret;
  }

  /** Says once per direction (and again for another version, or when decryption starts to work) which connection this is. */
  private report(half: Half, buffer: Buffer, decrypted: boolean): void {
    if (half.reported === header.versionNumber && (half.reportedOpen || !decrypted)) return;
    half.reported = header.versionNumber;
    half.reportedOpen = decrypted;
    this.emit('quic.initial', {
      version: quicVersionName(header.versionNumber),
      dcid: buffer.hexSlice(header.destinationAt, header.destinationEnd),
      scid: buffer.hexSlice(header.sourceAt, header.sourceEnd),
      decrypted,
    });
  }

  /** An error that ended the connection; those that carry a TLS alert are told as one. */
  closed(errorCode: number): void {
    if (errorCode < CRYPTO_ERROR || errorCode > CRYPTO_ERROR + 0xff) return;
    this.emit('tls.alert', { level: 'fatal', description: alertName(errorCode - CRYPTO_ERROR) });
  }

  /** One handshake message of the Initial packets: a hello. */
  message(half: Half, type: number, buffer: Buffer, bodyAt: number, bodyEnd: number): void {
    if (type === HANDSHAKE.clientHello && half.sender === this.client) {
      const hello = readClientHello(buffer, bodyAt, bodyEnd, 'quic');
      if (hello !== null) this.emit('tls.client_hello', hello);
      half.complete = true;
    } else if (type === HANDSHAKE.serverHello && half.sender !== this.client) {
      const hello = readServerHello(buffer, bodyAt, bodyEnd, 'quic');
      if (hello !== null) this.emit('tls.server_hello', hello.fields);
      half.complete = hello?.fields.retry !== true;
    }
  }
}

/** A session for one flow that carries QUIC. */
export function createQuicSession(emit: Emit<typeof quicVocabulary>): Session {
  return new QuicSession(emit);
}
