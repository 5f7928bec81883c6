import type { Chunk } from '../bytes/chunk.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit, ENOUGH, type Ports, type Session, type Verdict } from './dissector.ts';

// RTP: RFC 3550, 5.1; static payload types: RFC 3551, 6.

const HEADER_LENGTH = 12;
/** Datagrams in a row, from one source, before a stream is said to be one: RFC 3550, A.1 asks for two. */
const CONSISTENT_MIN = 5;
/** Datagrams of one sender after which nothing more is hoped for. */
const TRIED_MAX = 64;
/** A sequence number may jump by this much where datagrams were lost. */
const SEQUENCE_JUMP_MAX = 16;
const PORT_MIN = 1_024;
/** Ports where other protocols live whose first octets may look alike. */
const OTHERS_PORTS: ReadonlySet<number> = new Set([
  1900, 3478, 3702, 4500, 5060, 5350, 5351, 5353, 5355, 5683, 5684, 6666, 6667, 9999, 51_820,
]);

/** Encoding names of the static payload types. */
const CODECS: Readonly<Record<number, string>> = {
  0: 'PCMU',
  3: 'GSM',
  4: 'G723',
  5: 'DVI4',
  6: 'DVI4',
  7: 'LPC',
  8: 'PCMA',
  9: 'G722',
  10: 'L16',
  11: 'L16',
  12: 'QCELP',
  13: 'CN',
  14: 'MPA',
  15: 'G728',
  16: 'DVI4',
  17: 'DVI4',
  18: 'G729',
  25: 'CelB',
  26: 'JPEG',
  28: 'nv',
  31: 'H261',
  32: 'MPV',
  33: 'MP2T',
  34: 'H263',
};
const VIDEO_FROM = 24;
const DYNAMIC_FROM = 96;

const observes = {
  'rtp.stream': {
    payload_type: 'number',
    ssrc: 'string',
    /** By static payload type; null for dynamic ones, which only the signalling names. */
    codec: 'string?',
    /** `audio` or `video`, where the payload type tells. */
    media: 'string?',
    /** Octets of payload in the first datagram. */
    payload_length: 'number',
  },
} as const;
type Observes = typeof observes;

/** One observation for each direction that carries a stream. Nothing but consistency over several datagrams marks RTP. */
export const rtp = dissector({
  name: 'rtp',
  over: 'udp',
  ports: [],
  content: 'media',
  observes,
  probe,
  open: (emit) => new RtpSession(emit),
});

function probe({ buffer, start, end }: Chunk, ports: Ports): Verdict {
  if (ports[0] < PORT_MIN || ports[1] < PORT_MIN || OTHERS_PORTS.has(ports[0]) || OTHERS_PORTS.has(ports[1])) return 'not-mine';
  return isRtp(buffer, start, end) ? 'mine' : 'not-mine';
}

/** Version 2, no padding, no contributing sources, a payload type that is in use, an extension that fits. */
function isRtp(buffer: Buffer, start: number, end: number): boolean {
  if (end - start < HEADER_LENGTH + 8) return false;
  const first = buffer[start]!;
  if (first !== 0x80 && first !== 0x90) return false;
  const type = buffer[start + 1]! & 0x7f;
  if (type < DYNAMIC_FROM && CODECS[type] === undefined) return false;
  if (u32(buffer, start + 8) === 0) return false;
  return (
    first === 0x80 || (end - start >= HEADER_LENGTH + 4 && HEADER_LENGTH + 4 + u16(buffer, start + HEADER_LENGTH + 2) * 4 <= end - start)
  );
}

/** What one direction has shown so far. */
class Source {
  ssrc = 0;
  type = -1;
  sequence = 0;
  timestamp = 0;
  payloadLength = 0;
  run = 0;
  tried = 0;
}

class RtpSession implements Session {
  readonly #emit: Emit<Observes>;
  readonly #sources: readonly [Source, Source] = [new Source(), new Source()];
  guess = true;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data(chunk: Chunk): number {
    const source = this.#sources[chunk.sender];
    const { buffer, start, end } = chunk;
    source.tried += 1;
    if (source.run >= CONSISTENT_MIN || source.tried > TRIED_MAX) return ENOUGH;
    if (!isRtp(buffer, start, end)) return end - start;
    follow(source, buffer, start, end);
    if (source.run < CONSISTENT_MIN) return end - start;
    this.#say(source);
    return ENOUGH;
  }

  gap(): void {}

  #say(source: Source): void {
    this.guess = false;
    const known = CODECS[source.type] !== undefined;
    this.#emit('rtp.stream', {
      payload_type: source.type,
      ssrc: `0x${source.ssrc.toString(16).padStart(8, '0')}`,
      codec: CODECS[source.type] ?? null,
      media: known ? (source.type < VIDEO_FROM ? 'audio' : 'video') : null,
      payload_length: source.payloadLength,
    });
  }
}

/** The same source and payload type, the sequence number a little on, the timestamp not backwards: one more in the run. */
function follow(source: Source, buffer: Buffer, start: number, end: number): void {
  const type = buffer[start + 1]! & 0x7f;
  const sequence = u16(buffer, start + 2);
  const timestamp = u32(buffer, start + 4);
  const ssrc = u32(buffer, start + 8);
  const step = (sequence - source.sequence) & 0xffff;
  const follows =
    source.ssrc === ssrc && source.type === type && step >= 1 && step <= SEQUENCE_JUMP_MAX && ((timestamp - source.timestamp) | 0) >= 0;
  if (!follows) source.payloadLength = end - start - HEADER_LENGTH;
  source.run = follows ? source.run + 1 : 1;
  source.ssrc = ssrc;
  source.type = type;
  source.sequence = sequence;
  source.timestamp = timestamp;
}
