import { dissector, type Emit } from './dissector.ts';

// UPnP Device Architecture 2.0, 1.2 and 1.3: https://openconnectivity.org/upnp-specs/UPnP-arch-DeviceArchitecture-v2.0-20200417.pdf
const PORT = 1900;
const MESSAGE_OCTETS_MAX = 8192;
const HEADERS_MAX = 64;
const VALUE_OCTETS_MAX = 1024;
const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
/** How the three messages start. A response says so in its status line only; its headers must then name a search target. */
const STARTS = [
  { method: 'M-SEARCH', line: Buffer.from('M-SEARCH * HTTP/') },
  { method: 'NOTIFY', line: Buffer.from('NOTIFY * HTTP/') },
  { method: 'RESPONSE', line: Buffer.from('HTTP/1.') },
] as const;

const observes = {
  'ssdp.message': {
    method: 'string', st: 'string?', nt: 'string?', usn: 'string?', location: 'string?', server: 'string?', nts: 'string?', man: 'string?',
    user_agent: 'string?', friendly_name: 'string?', hue_bridge_id: 'string?', wakeup: 'string?', max_age: 'number?',
  }, // prettier-ignore
} as const;

/** SSDP: who is there and what it offers, as HTTP headers in datagrams. Replies go to whatever port asked. */
export const ssdp = dissector({
  name: 'ssdp',
  over: 'udp',
  ports: [PORT],
  content: 'text',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    const method = methodOf(buffer, start, end);
    if (method === null) return 'not-mine';
    if (method !== 'RESPONSE' || ports.includes(PORT)) return 'mine';
    const headers = readHeaders(buffer, start, end);
    return headers.has('st') || headers.has('usn') ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(buffer, start, end, emit);
      return end - start;
    },
    gap() {},
  }),
});

function methodOf(b: Buffer, start: number, end: number): string | null {
  for (const { method, line } of STARTS) {
    if (end - start >= line.length && b.compare(line, 0, line.length, start, start + line.length) === 0) return method;
  }
  return null;
}

function readMessage(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const method = methodOf(b, start, end);
  if (method === null) return;
  const headers = readHeaders(b, start, end);
  const of = (name: string): string | null => headers.get(name) ?? null;
  emit('ssdp.message', {
    method,
    st: of('st'),
    nt: of('nt'),
    usn: of('usn'),
    location: of('location') ?? of('al'),
    server: of('server'),
    nts: of('nts'),
    man: of('man'),
    user_agent: of('user-agent'),
    friendly_name: of('friendlyname.upnp.org') ?? of('cpfn.upnp.org'),
    hue_bridge_id: of('hue-bridgeid'),
    wakeup: of('wakeup'),
    max_age: maxAge(of('cache-control')),
  });
}

/** Header name in lower case to its first value; lines end at LF, with or without CR; what is no header is passed over. */
function readHeaders(b: Buffer, start: number, end: number): Map<string, string> {
  const headers = new Map<string, string>();
  const stop = Math.min(end, start + MESSAGE_OCTETS_MAX);
  let at = b.indexOf(LF, start) + 1;
  for (let n = 0; n < HEADERS_MAX && at > start && at < stop; n += 1) {
    const feed = b.indexOf(LF, at);
    const lineEnd = feed === -1 || feed > stop ? stop : feed;
    const textEnd = lineEnd > at && b[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (textEnd === at) break;
    const colon = b.indexOf(COLON, at);
    if (colon > at && colon < textEnd) {
      const name = b
        .latin1Slice(at, Math.min(colon, at + 64))
        .trim()
        .toLowerCase();
      const value = b.utf8Slice(colon + 1, Math.min(textEnd, colon + 1 + VALUE_OCTETS_MAX)).trim();
      if (value !== '' && !headers.has(name)) headers.set(name, value);
    }
    at = lineEnd + 1;
  }
  return headers;
}

/** `max-age=1800`, in seconds. */
function maxAge(value: string | null): number | null {
  const digits = value === null ? null : /max-age ?= ?(\d{1,9})(?!\d)/i.exec(value);
  return digits === null ? null : Number(digits[1]);
}
