import type { Chunk, Side } from '../bytes/chunk.ts';
import { u16, u24 } from '../bytes/read.ts';
import type { Vocabulary } from '../model/observation.ts';
import type { Emit, Session, Verdict } from './dissector.ts';
import { ENOUGH, dissector } from './dissector.ts';
import { CryptoStream } from './quic/crypto-stream.ts';
import { readClientHello } from './tls/client-hello.ts';
import { HANDSHAKE, HandshakeStream, lengthMax, type HandshakeReader } from './tls/handshake.ts';
import { RECORD } from './tls/record.ts';
import { readServerHello } from './tls/server-hello.ts';
import { CERTIFICATE, CLIENT_HELLO, SERVER_HELLO } from './tls/vocabulary.ts';
import { readChain } from './x509/chain.ts';

/** Record: type, version, epoch, sequence number, length (RFC 6347, section 4.1). */
const RECORD_HEADER_LENGTH = 13;
/** Handshake: type, length, message number, offset and length of the fragment (RFC 6347, section 4.2.2). */
const HANDSHAKE_HEADER_LENGTH = 12;
const EPOCH_AT = 3;
const LENGTH_AT = 11;
/** Messages in clear that one direction is worth: two hellos, certificates, key exchange. */
const MESSAGES_MAX = 16;
const DATAGRAMS_MAX = 64;

const observes = {
  'dtls.client_hello': CLIENT_HELLO,
  'dtls.server_hello': SERVER_HELLO,
  'tls.certificate': CERTIFICATE,
} as const satisfies Vocabulary;

/** DTLS 1.0 to 1.3 (RFC 6347, RFC 9147): hellos, and certificates up to 1.2, put together from their fragments. */
export const dtls = dissector({
  name: 'dtls',
  over: 'udp',
  ports: [5684, 4433, 443],
  content: 'proven-encrypted',
  observes,
  probe,
  open: (emit) => new DtlsSession(emit),
});

/** True where a record header in clear form stands at `at`, and its record lies within the datagram. */
function isRecord(b: Buffer, at: number, end: number): boolean {
  if (end - at < RECORD_HEADER_LENGTH) return false;
  const type = b[at]!;
  const version = u16(b, at + 1);
  const known = version === 0xfeff || version === 0xfefd || version === 0x0100;
  return type >= RECORD.changeCipherSpec && type <= RECORD.heartbeat && known && at + RECORD_HEADER_LENGTH + u16(b, at + LENGTH_AT) <= end;
}

function probe(chunk: Chunk): Verdict {
  return isRecord(chunk.buffer, chunk.start, chunk.end) ? 'mine' : 'not-mine';
}

/** Reused: the header that a message would have in TLS. */
const streamHeader = Buffer.alloc(4);

/** A handshake message whose fragments are still coming in: put in order, they are what TLS has in its stream. */
class Assembly {
  readonly type: number;
  readonly length: number;
  private readonly pieces = new CryptoStream();
  private readonly handshake: HandshakeStream;
  private readonly take = (buffer: Buffer, start: number, end: number): void => this.handshake.take(buffer, start, end);

  constructor(type: number, length: number, reader: HandshakeReader) {
    this.type = type;
    this.length = length;
    this.handshake = new HandshakeStream(reader);
    streamHeader.writeUInt32BE(type * 0x1000000 + length);
    this.handshake.take(streamHeader, 0, streamHeader.length);
  }

  add(offset: number, buffer: Buffer, start: number, end: number): void {
    this.pieces.add(offset, buffer, start, end, this.take);
  }

  /** Lets go of everything held. */
  close(): void {
    this.pieces.close();
    this.handshake.close();
  }
}

class DtlsSession implements Session {
  private readonly emit: Emit<typeof observes>;
  /** By message number; at most one a direction at a time is worth holding, the next one replaces it. */
  private readonly assemblies: [Assembly | null, Assembly | null] = [null, null];
  private readonly numbers: [number, number] = [-1, -1];
  private readonly messages: [number, number] = [0, 0];
  private readonly datagrams: [number, number] = [0, 0];
  private readonly done: [boolean, boolean] = [false, false];

  constructor(emit: Emit<typeof observes>) {
    this.emit = emit;
  }

  data(chunk: Chunk): number {
    const { buffer, end, sender } = chunk;
    this.datagrams[sender] += 1;
    let at = chunk.start;
    while (at < end && !this.done[sender] && isRecord(buffer, at, end)) {
      const bodyAt = at + RECORD_HEADER_LENGTH;
      const bodyEnd = bodyAt + u16(buffer, at + LENGTH_AT);
      // From epoch 1 on records are encrypted.
      if (u16(buffer, at + EPOCH_AT) !== 0 || buffer[at] === RECORD.applicationData) this.done[sender] = true;
      else if (buffer[at] === RECORD.handshake) this.handshake(sender, buffer, bodyAt, bodyEnd);
      at = bodyEnd;
    }
    if (this.datagrams[sender] >= DATAGRAMS_MAX || this.messages[sender] >= MESSAGES_MAX) this.done[sender] = true;
    if (!this.done[sender]) return end - chunk.start;
    this.drop(sender);
    return ENOUGH;
  }

  gap(): void {
    // Datagrams stand for themselves; lost fragments come again.
  }

  end(): void {
    this.drop(0);
    this.drop(1);
  }

  private drop(sender: Side): void {
    this.assemblies[sender]?.close();
    this.assemblies[sender] = null;
  }

  /** The handshake fragments of one record. */
  private handshake(sender: Side, b: Buffer, start: number, end: number): void {
    let at = start;
    while (end - at >= HANDSHAKE_HEADER_LENGTH) {
      const length = u24(b, at + 1);
      const offset = u24(b, at + 6);
      const fragment = u24(b, at + 9);
      const bodyAt = at + HANDSHAKE_HEADER_LENGTH;
      if (bodyAt + fragment > end || offset + fragment > length) return;
      const type = b[at]!;
      if (length <= lengthMax(type)) this.fragment(sender, type, u16(b, at + 4), length, offset, b, bodyAt, bodyAt + fragment);
      at = bodyAt + fragment;
    }
  }

  private fragment(
    sender: Side,
    type: number,
    number: number,
    length: number,
    offset: number,
    b: Buffer,
    start: number,
    end: number,
  ): void {
    if (end - start === length) {
      if (number === this.numbers[sender]) return;
      this.drop(sender);
      this.numbers[sender] = number;
      this.message(sender, type, b, start, end);
      return;
    }
    if (number !== this.numbers[sender]) {
      this.drop(sender);
      this.numbers[sender] = number;
      this.assemblies[sender] = new Assembly(type, length, {
        message: (kind, buffer, bodyAt, bodyEnd) => this.message(sender, kind, buffer, bodyAt, bodyEnd),
      });
    }
    const assembly = this.assemblies[sender];
    if (assembly === null || assembly.type !== type || assembly.length !== length) return;
    assembly.add(offset, b, start, end);
  }

  private message(sender: Side, type: number, b: Buffer, start: number, end: number): void {
    this.messages[sender] += 1;
    if (type === HANDSHAKE.clientHello) {
      const hello = readClientHello(b, start, end, 'dtls');
      if (hello !== null) this.emit('dtls.client_hello', hello);
    } else if (type === HANDSHAKE.serverHello) {
      const hello = readServerHello(b, start, end, 'dtls');
      if (hello !== null) this.emit('dtls.server_hello', hello.fields);
    } else {
      for (const link of readChain(b, start, end)) this.emit('tls.certificate', link);
    }
  }
}
