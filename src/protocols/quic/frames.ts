import { VariableInteger } from './packet.ts';

/** Takes what the frames of an Initial packet say. */
export interface FrameReader {
  /** Octets of the handshake stream, from `offset` on. */
  crypto(offset: number, buffer: Buffer, start: number, end: number): void;
  /** CONNECTION_CLOSE of the transport with this error code. */
  close(errorCode: number): void;
}

/**
 * Frame types that Initial packets may carry (RFC 9000, sections 12.4 and 19). Google's T050 and T051 wrote CRYPTO as 8, which is
 * STREAM elsewhere and never stands in an Initial.
 */
const FRAME = { padding: 0, ping: 1, ack: 2, ackEcn: 3, crypto: 6, googleCrypto: 8, connectionClose: 0x1c } as const;
const FRAMES_MAX = 1_024;

/** Reused: one packet is read at a time. */
const integer = new VariableInteger();

/** Walks the frames of an Initial packet; false where one is malformed or has no business there (what came before it counts). */
export function readFrames(b: Buffer, reader: FrameReader): boolean {
  let at = 0;
  for (let n = 0; at < b.length; n += 1) {
    const type = b[at]!;
    at += 1;
    if (type === FRAME.padding) {
      // Most of a client's packet: passed over in one go.
      while (at < b.length && b[at] === FRAME.padding) at += 1;
      n -= 1;
      continue;
    }
    if (type === FRAME.ping) continue;
    if (n >= FRAMES_MAX) return false;
    if (type === FRAME.ack || type === FRAME.ackEcn) at = skipAck(b, at, type === FRAME.ackEcn);
    else if (type === FRAME.crypto || type === FRAME.googleCrypto) at = readCrypto(b, at, reader);
    else if (type === FRAME.connectionClose) at = readClose(b, at, reader);
    else return false;
    if (at < 0) return false;
  }
  return true;
}

/** RFC 9000, section 19.3: largest, delay, count of ranges, first range, then pairs; for ECN three counts more. */
function skipAck(b: Buffer, start: number, ecn: boolean): number {
  let at = start;
  let ranges = 0;
  for (let i = 0; i < 4 + ranges * 2 + (ecn ? 3 : 0); i += 1) {
    // A number that is only too great to hold exactly is skipped all the same.
    integer.read(b, at, b.length);
    if (integer.at === at) return -1;
    if (i === 2) ranges = integer.value < 0 ? b.length : Math.min(integer.value, b.length);
    at = integer.at;
  }
  return at;
}

/** RFC 9000, section 19.6: offset, length, octets. */
function readCrypto(b: Buffer, start: number, reader: FrameReader): number {
  const offset = integer.read(b, start, b.length);
  if (offset < 0) return -1;
  const length = integer.read(b, integer.at, b.length);
  const at = integer.at;
  if (length < 0 || at + length > b.length) return -1;
  reader.crypto(offset, b, at, at + length);
  return at + length;
}

/** RFC 9000, section 19.19: error code, type of the frame at fault, reason. */
function readClose(b: Buffer, start: number, reader: FrameReader): number {
  const errorCode = integer.read(b, start, b.length);
  if (errorCode < 0) return -1;
  integer.read(b, integer.at, b.length);
  const length = integer.read(b, integer.at, b.length);
  if (length < 0 || integer.at + length > b.length) return -1;
  reader.close(errorCode);
  return integer.at + length;
}
