import type { Chunk } from '../bytes/chunk.ts';
import { u32 } from '../bytes/read.ts';
import type { Verdict } from './dissector.ts';
import { dissector } from './dissector.ts';
import { LongHeader } from './quic/packet.ts';
import { createQuicSession } from './quic/session.ts';
import { isReservedVersion, quicVersion } from './quic/versions.ts';
import { quicVocabulary } from './quic/vocabulary.ts';

/** A datagram with an Initial packet of a client is padded to this (RFC 9000, section 14.1). */
const CLIENT_DATAGRAM_MIN = 1_200;

/** Reused: one datagram is looked at a time. */
const header = new LongHeader();

/**
 * QUIC versions 1 and 2 (RFC 9000, RFC 9369) and late drafts: Initial packets are decrypted with the keys that everyone on the
 * path can derive, and the hellos in them read as TLS. What comes after stays closed.
 */
export const quic = dissector({
  name: 'quic',
  over: 'udp',
  ports: [443, 8443, 853, 784],
  content: 'proven-encrypted',
  observes: quicVocabulary,
  probe,
  open: (emit) => createQuicSession(emit),
});

/** A long header of a known version is enough; of an unknown one only where its number is reserved for such trials. */
function probe(chunk: Chunk): Verdict {
  const { buffer, start, end } = chunk;
  if (!header.read(buffer, start, end)) return 'not-mine';
  switch (header.kind) {
    case 'negotiation':
      return namesKnownVersion(buffer, header.sourceEnd, end) ? 'mine' : 'not-mine';
    case 'unknown':
      return 'not-mine';
    default:
      return !isReservedVersion(header.versionNumber) || end - start >= CLIENT_DATAGRAM_MIN ? 'mine' : 'not-mine';
  }
}

function namesKnownVersion(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at + 4 <= end; at += 4) if (quicVersion(u32(buffer, at)) !== null) return true;
  return false;
}
