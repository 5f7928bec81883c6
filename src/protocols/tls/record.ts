import { u16, u24 } from '../../bytes/read.ts';
import type { Verdict } from '../dissector.ts';
import { HANDSHAKE } from './handshake.ts';

/** ContentType of a record (RFC 8446, section 5.1; heartbeat: RFC 6520). */
export const RECORD = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23, heartbeat: 24 } as const;

export const RECORD_HEADER_LENGTH = 5;
/** 2^14 and the 2,048 that encryption and compression may add (RFC 5246, section 6.2.3). */
export const RECORD_LENGTH_MAX = (1 << 14) + 2_048;
/** A hello in the form of SSL 2.0 (RFC 5246, appendix E.2): 2-octet length with the top bit set, then message type 1. */
export const SSL2_HEADER_LENGTH = 11;
export const SSL2_LENGTH_MAX = 2_048;

/** True where a record header of TLS 1.0 to 1.3 or SSL 3.0 can stand at `at`: five octets must be there. */
export function isRecordHeader(b: Buffer, at: number): boolean {
  const type = b[at]!;
  const length = u16(b, at + 3);
  return type >= 20 && type <= 24 && b[at + 1] === 3 && b[at + 2]! <= 4 && length > 0 && length <= RECORD_LENGTH_MAX;
}

/** True where a client hello in the form of SSL 2.0 starts at `at`: eleven octets must be there, and the lengths must add up. */
export function isSsl2Hello(b: Buffer, at: number): boolean {
  if ((b[at]! & 0x80) === 0 || b[at + 2] !== 1) return false;
  const length = u16(b, at) & 0x7fff;
  const version = u16(b, at + 3);
  const suites = u16(b, at + 5);
  const session = u16(b, at + 7);
  const challenge = u16(b, at + 9);
  const known = version === 2 || (version >= 0x0300 && version <= 0x0304);
  const sound = suites > 0 && suites % 3 === 0 && (session === 0 || session === 16) && challenge >= 16 && challenge <= 32;
  return known && sound && length === 9 + suites + session + challenge && length <= SSL2_LENGTH_MAX;
}

/** Whether the start of one direction of a stream is TLS: by a hello, or by a record that nothing else looks like. */
export function probeRecords(b: Buffer, start: number, end: number): Verdict {
  if (end <= start) return 'unsure';
  const first = b[start]!;
  if ((first & 0x80) !== 0)
    return end - start < SSL2_HEADER_LENGTH ? partOfSsl2(b, start, end) : isSsl2Hello(b, start) ? 'mine' : 'not-mine';
  if (first < 20 || first > 23 || (end - start > 1 && b[start + 1] !== 3) || (end - start > 2 && b[start + 2]! > 4)) return 'not-mine';
  if (end - start < RECORD_HEADER_LENGTH + 1) return 'unsure';
  if (!isRecordHeader(b, start)) return 'not-mine';
  return probeContent(b, start, end, first, u16(b, start + 3));
}

function partOfSsl2(b: Buffer, start: number, end: number): Verdict {
  return end - start > 2 && b[start + 2] !== 1 ? 'not-mine' : 'unsure';
}

function probeContent(b: Buffer, start: number, end: number, type: number, length: number): Verdict {
  const body = start + RECORD_HEADER_LENGTH;
  switch (type) {
    case RECORD.handshake:
      return probeHandshake(b, body, end, length);
    case RECORD.changeCipherSpec:
      return length === 1 && b[body] === 1 ? 'mine' : 'not-mine';
    case RECORD.alert:
      return length === 2 && (b[body] === 1 || b[body] === 2) ? 'mine' : 'not-mine';
    default:
      // Taken up in the middle of the encrypted part: believed when a second record follows the first.
      if (end - body < length + RECORD_HEADER_LENGTH) return 'unsure';
      return isRecordHeader(b, body + length) ? 'mine' : 'not-mine';
  }
}

function probeHandshake(b: Buffer, body: number, end: number, length: number): Verdict {
  const type = b[body]!;
  if (type === HANDSHAKE.clientHello || type === HANDSHAKE.serverHello) return 'mine';
  if (type !== HANDSHAKE.certificate || length < 7) return 'not-mine';
  // A list that starts a stream whose hello was not captured: both its lengths must agree.
  return end - body < 7 ? 'unsure' : u24(b, body + 1) === u24(b, body + 4) + 3 ? 'mine' : 'not-mine';
}
