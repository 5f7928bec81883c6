import { u32 } from '../../bytes/read.ts';
import type { QuicVersion } from './versions.ts';
import { quicVersion } from './versions.ts';

/** What a long header starts: an Initial, a Retry, a Version Negotiation, another packet of a known version, or one of an unknown version. */
export type PacketKind = 'initial' | 'retry' | 'negotiation' | 'other' | 'unknown';

const CONNECTION_ID_LENGTH_MAX = 20; // RFC 9000, section 17.2
const LONG_HEADER_LENGTH_MIN = 7;

/** Reads a variable-length integer (RFC 9000, section 16). Reused; `value` is -1 where it does not fit, `at` is behind it. */
export class VariableInteger {
  value = 0;
  at = 0;

  read(b: Buffer, at: number, end: number): number {
    this.value = -1;
    this.at = at;
    if (at >= end) return -1;
    const length = 1 << (b[at]! >> 6);
    if (at + length > end) return -1;
    let value = b[at]! & 0x3f;
    for (let i = 1; i < length; i += 1) value = value * 256 + b[at + i]!;
    this.at = at + length;
    // Above 2^53 no length or offset of a datagram can be meant.
    this.value = Number.isSafeInteger(value) ? value : -1;
    return this.value;
  }
}

/**
 * The long header of one packet (RFC 9000, section 17.2; RFC 8999 for what holds in every version): where each part lies.
 * Reused: `read` sets every field.
 */
export class LongHeader {
  kind: PacketKind = 'unknown';
  versionNumber = 0;
  version: QuicVersion | null = null;
  start = 0;
  destinationAt = 0;
  destinationEnd = 0;
  sourceAt = 0;
  sourceEnd = 0;
  /** Initial: where the (protected) packet number lies. */
  numberAt = 0;
  /** Where the packet ends in the datagram; the end of the datagram for kinds that have no length. */
  end = 0;
  private readonly integer = new VariableInteger();

  /** Reads the header of the packet at `start`; false where no sound long header lies there. */
  read(b: Buffer, start: number, end: number): boolean {
    if (end - start < LONG_HEADER_LENGTH_MIN || (b[start]! & 0x80) === 0) return false;
    this.start = start;
    this.end = end;
    this.versionNumber = u32(b, start + 1);
    this.version = quicVersion(this.versionNumber);
    this.destinationAt = start + 6;
    this.destinationEnd = this.destinationAt + b[start + 5]!;
    if (this.destinationEnd >= end) return false;
    this.sourceAt = this.destinationEnd + 1;
    this.sourceEnd = this.sourceAt + b[this.destinationEnd]!;
    if (this.sourceEnd > end) return false;
    if (this.versionNumber === 0) return this.negotiation();
    if (this.version === null) {
      this.kind = 'unknown';
      return true;
    }
    if (this.destinationEnd - this.destinationAt > CONNECTION_ID_LENGTH_MAX || this.sourceEnd - this.sourceAt > CONNECTION_ID_LENGTH_MAX)
      return false;
    return this.typed(b, end, (b[start]! >> 4) & 3, this.version);
  }

  /** Version Negotiation: the rest is a list of versions (RFC 9000, section 17.2.1). */
  private negotiation(): boolean {
    this.kind = 'negotiation';
    const octets = this.end - this.sourceEnd;
    return octets >= 4 && octets % 4 === 0;
  }

  private typed(b: Buffer, end: number, type: number, version: QuicVersion): boolean {
    if (type === version.retry) {
      this.kind = 'retry';
      return end - this.sourceEnd >= 16;
    }
    this.kind = type === version.initial ? 'initial' : 'other';
    const integer = this.integer;
    integer.at = this.sourceEnd;
    if (this.kind === 'initial') {
      const token = integer.read(b, this.sourceEnd, end);
      if (token < 0 || integer.at + token > end) return false;
      integer.at += token;
    }
    const length = integer.read(b, integer.at, end);
    if (length < 0 || integer.at + length > end) return false;
    this.numberAt = integer.at;
    this.end = integer.at + length;
    return true;
  }
}
