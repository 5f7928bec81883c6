import { u24 } from '../../bytes/read.ts';
import type { Holder, PendingOctets, Place } from './pending.ts';
import { pendingOctets } from './pending.ts';
import { giveRoom, takeRoom } from './rooms.ts';

/** HandshakeType (RFC 8446, section 4; RFC 5246, section 7.4). */
export const HANDSHAKE = {
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  certificate: 11,
  serverHelloDone: 14,
  clientKeyExchange: 16,
} as const;

const HEADER_LENGTH = 4;
const HELLO_LENGTH_MAX = 64 << 10;
/** Ten certificates of 16 kB, with their lengths. */
const CERTIFICATES_LENGTH_MAX = 10 * ((16 << 10) + 3) + 3;

/** Takes handshake messages. `bodyAt` to `bodyEnd` is the message without its 4-octet header; both are 0 for types that are not read. */
export interface HandshakeReader {
  message(type: number, buffer: Buffer, bodyAt: number, bodyEnd: number): void;
}

/** The greatest length of a message that is read; 0 for types that are only named, -1 where it is not a handshake at all. */
export function lengthMax(type: number): number {
  switch (type) {
    case HANDSHAKE.clientHello:
    case HANDSHAKE.serverHello:
      return HELLO_LENGTH_MAX;
    case HANDSHAKE.certificate:
      return CERTIFICATES_LENGTH_MAX;
    default:
      // 0 hello_request to 24 key_update, 25 compressed_certificate, 67 next_protocol, 254 message_hash.
      return type <= 25 || type === 67 || type === 254 ? 0 : -1;
  }
}

/**
 * One side's handshake octets, in order, cut into messages whatever the records and segments were.
 * A message that lies whole in the octets given is read in place; else it is gathered, in room that grows with what arrived.
 */
export class HandshakeStream implements Holder {
  private readonly reader: HandshakeReader;
  private readonly pool: PendingOctets;
  place: Place | null = null;
  private room: Buffer | null = null;
  private gathered = 0;
  /** Length of the message being gathered, header included; 0 until the header is complete. */
  private wanted = 0;
  /** Octets still to come of a message that is not read. */
  private skipped = 0;
  /** False after octets that are no handshake, a message over its bound, or one that had to make room. */
  sound = true;

  constructor(reader: HandshakeReader, pool: PendingOctets = pendingOctets) {
    this.reader = reader;
    this.pool = pool;
  }

  /** The next octets of the stream. */
  take(buffer: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end && this.sound) {
      if (this.skipped > 0) {
        const count = Math.min(this.skipped, end - at);
        this.skipped -= count;
        at += count;
      } else if (this.gathered > 0 || end - at < HEADER_LENGTH) {
        at += this.gather(buffer, at, end);
      } else {
        at += this.whole(buffer, at, end);
      }
    }
  }

  abandon(): void {
    if (this.room !== null) giveRoom(this.room);
    this.room = null;
    this.gathered = 0;
    this.sound = false;
  }

  /** Lets go of everything held. */
  close(): void {
    if (this.room !== null) this.pool.release(this);
    this.abandon();
  }

  /** A message starts at `at` with its header: reads it in place, skips it, or starts gathering it. Returns the octets used. */
  private whole(buffer: Buffer, at: number, end: number): number {
    const length = this.open(buffer, at);
    if (length <= 0) return HEADER_LENGTH;
    if (end - at < length) return this.gather(buffer, at, end);
    this.reader.message(buffer[at]!, buffer, at + HEADER_LENGTH, at + length);
    return length;
  }

  /** Looks at a message header: its whole length where the message is to be read, else 0 (it is skipped, or the stream is unsound). */
  private open(buffer: Buffer, at: number): number {
    const type = buffer[at]!;
    const length = u24(buffer, at + 1);
    const max = lengthMax(type);
    if (max < 0 || (max > 0 && length > max)) {
      this.close();
      return 0;
    }
    if (max > 0) return length + HEADER_LENGTH;
    this.skipped = length;
    this.reader.message(type, buffer, 0, 0);
    return 0;
  }

  /** Adds to the message being gathered; returns the octets used. */
  private gather(buffer: Buffer, at: number, end: number): number {
    const target = this.wanted === 0 ? HEADER_LENGTH : this.wanted;
    const count = Math.min(target - this.gathered, end - at);
    this.append(buffer, at, at + count);
    if (this.gathered < target) return count;
    const room = this.room!;
    if (this.wanted === 0) {
      this.wanted = this.open(room, 0);
      if (this.wanted === 0 && this.room !== null) {
        this.forget();
        giveRoom(room);
      }
      if (this.wanted !== HEADER_LENGTH) return count;
    }
    const length = this.gathered;
    this.forget();
    this.reader.message(room[0]!, room, HEADER_LENGTH, length);
    giveRoom(room);
    return count;
  }

  private append(buffer: Buffer, start: number, end: number): void {
    const needed = this.gathered + end - start;
    if (this.room === null || this.room.length < needed) {
      const grown = takeRoom(needed);
      if (this.room !== null) {
        this.room.copy(grown, 0, 0, this.gathered);
        giveRoom(this.room);
      }
      this.room = grown;
      this.pool.hold(this, grown.length);
    }
    buffer.copy(this.room, this.gathered, start, end);
    this.gathered = needed;
  }

  private forget(): void {
    this.pool.release(this);
    this.room = null;
    this.gathered = 0;
    this.wanted = 0;
  }
}
