import type { Chunk, Side } from '../bytes/chunk.ts';
import { u16 } from '../bytes/read.ts';
import { dissector, ENOUGH, type Emit, type Ports, type Session, type Verdict } from './dissector.ts';
import { HEADER_OCTETS, observes, readMessage } from './dns/message.ts';
import { isMessage, resemblesHeader, resemblesMessage } from './dns/probe.ts';

// RFC 1035: https://www.rfc-editor.org/rfc/rfc1035; over TCP: RFC 7766.
const PORT = 53;
/** Ports whose messages look like DNS but play another part: NetBIOS names, multicast DNS, LLMNR. */
const OTHER_PORTS: readonly number[] = [137, 5353, 5355];
const LENGTH_OCTETS = 2;
/** The longest question: a name of 255 octets, type, class. Until then a first message may be too short to tell. */
const QUESTION_OCTETS_MAX = 259;

const isHinted = (ports: Ports): boolean => ports[0] === PORT || ports[1] === PORT;
const isElse = (ports: Ports): boolean => !isHinted(ports) && (OTHER_PORTS.includes(ports[0]) || OTHER_PORTS.includes(ports[1]));

/** DNS over UDP. */
export const dns = dissector({
  name: 'dns',
  over: 'udp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    if (isElse(ports)) return 'not-mine';
    return (isHinted(ports) ? resemblesMessage : isMessage)(buffer, start, end) ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(buffer, start, end, 'udp', emit);
      return end - start;
    },
    gap() {},
  }),
});

/** DNS over TCP: each message has its length in front; several may follow each other in both directions (RFC 7766, 6.2.1.1 and 8). */
export const dnsTcp = dissector({
  name: 'dns',
  over: 'tcp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  probe: (chunk, ports) => (isElse(ports) ? 'not-mine' : probeStream(chunk, ports)),
  open: (emit) => new StreamSession(emit),
});

function probeStream({ buffer, start, end }: Chunk, ports: Ports): Verdict {
  if (end - start < LENGTH_OCTETS) return 'unsure';
  const length = u16(buffer, start);
  if (length < HEADER_OCTETS || (length > 512 && !isHinted(ports))) return 'not-mine';
  const from = start + LENGTH_OCTETS;
  if (end - from >= length) return isMessage(buffer, from, from + length) ? 'mine' : 'not-mine';
  if (resemblesMessage(buffer, from, end)) return isHinted(ports) ? 'mine' : 'unsure';
  const early = end - from < HEADER_OCTETS + QUESTION_OCTETS_MAX;
  return early && (end - from < HEADER_OCTETS || resemblesHeader(buffer, from, end)) ? 'unsure' : 'not-mine';
}

class StreamSession implements Session {
  readonly emit: Emit<typeof observes>;
  /** After a gap nobody knows where the next message starts: wait for a segment that begins with one. */
  readonly lost: [boolean, boolean] = [false, false];

  constructor(emit: Emit<typeof observes>) {
    this.emit = emit;
  }

  data({ buffer, start, end, sender }: Chunk): number {
    let at = start;
    while (end - at >= LENGTH_OCTETS) {
      const length = u16(buffer, at);
      const from = at + LENGTH_OCTETS;
      if (this.lost[sender] && (end - from < length || !isMessage(buffer, from, from + length))) return end - start;
      this.lost[sender] = false;
      if (length < HEADER_OCTETS) return ENOUGH;
      if (end - from < length) break;
      readMessage(buffer, from, from + length, 'tcp', this.emit);
      at = from + length;
    }
    return at - start;
  }

  gap(sender: Side): void {
    this.lost[sender] = true;
  }
}
