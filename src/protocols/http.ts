import type { Chunk } from '../bytes/chunk.ts';
import { dissector, type Ports, type Verdict } from './dissector.ts';
import { startsLike } from './http/head.ts';
import { observes } from './http/observes.ts';
import { HttpSession } from './http/session.ts';
import { onPort } from './line-flow.ts';
import { findOctet } from './wire/find-octet.ts';

// HTTP/1.x: RFC 9110 and RFC 9112; the WebSocket handshake: RFC 6455, 4.

/** A first line that is longer tells by its start. */
const FIRST_LINE_PROBED_MAX = 2_048;
const PORTS = [80, 8080, 8000, 8008, 8081, 8888, 3128, 5000, 7547, 49_152] as const;

/** HTTP/1.x over TCP, in either direction, found by its first line. */
export const http = dissector({
  name: 'http',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe,
  open: (emit) => new HttpSession(emit),
});

function probe(chunk: Chunk, ports: Ports): Verdict {
  const { buffer, start, end } = chunk;
  const kind = startsLike(buffer, start, end);
  if (kind === 'partial') return 'unsure';
  // A capture that began in the middle of an answer: the other side's next request will tell.
  if (kind === 'neither') return ports[0] === 80 || ports[1] === 80 || ports[1] === 8080 ? 'unsure' : 'not-mine';
  if (kind === 'response') return probeStatusLine(buffer, start, end);
  const lf = findOctet(buffer, 0x0a, start, end);
  if (lf === -1) {
    // The end of the line may never come (a short snap length): a method and a path are enough where the port agrees.
    return end - start > FIRST_LINE_PROBED_MAX || (onPort(ports, PORTS) && hasPath(buffer, start, end)) ? 'mine' : 'unsure';
  }
  const lineEnd = buffer[lf - 1] === 0x0d ? lf - 1 : lf;
  return / HTTP\/1\.\d$/.test(buffer.latin1Slice(Math.max(start, lineEnd - 9), lineEnd)) ? 'mine' : 'not-mine';
}

/** A method, a blank and a slash. */
function hasPath(buffer: Buffer, start: number, end: number): boolean {
  const blank = findOctet(buffer, 0x20, start, end);
  return blank !== -1 && blank + 1 < end && buffer[blank + 1] === 0x2f;
}

function probeStatusLine(buffer: Buffer, start: number, end: number): Verdict {
  const text = buffer.latin1Slice(start, Math.min(end, start + 12));
  if (text.length < 12) return 'HTTP/1.'.startsWith(text.slice(0, 7)) ? 'unsure' : 'not-mine';
  return /^HTTP\/1\.\d \d{3}$/.test(text) ? 'mine' : 'not-mine';
}
