import { dissector, type Emit } from './dissector.ts';
import { commonLower, commonUtf8 } from './wire/common-text.ts';
import { findOctet } from './wire/find-octet.ts';

// UPnP Device Architecture 2.0, 1.2 and 1.3: https://openconnectivity.org/upnp-specs/UPnP-arch-DeviceArchitecture-v2.0-20200417.pdf
const PORT = 1900;
const MESSAGE_OCTETS_MAX = 8192;
const HEADERS_MAX = 64;
const NAME_OCTETS_MAX = 64;
const VALUE_OCTETS_MAX = 1024;
const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const BLANK = 0x20;
const TAB = 0x09;
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
    return of(headers, 'st') !== null || of(headers, 'usn') !== null ? 'mine' : 'not-mine';
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
  emit('ssdp.message', {
    method,
    st: of(headers, 'st'),
    nt: of(headers, 'nt'),
    usn: of(headers, 'usn'),
    location: of(headers, 'location') ?? of(headers, 'al'),
    server: of(headers, 'server'),
    nts: of(headers, 'nts'),
    man: of(headers, 'man'),
    user_agent: of(headers, 'user-agent'),
    friendly_name: of(headers, 'friendlyname.upnp.org') ?? of(headers, 'cpfn.upnp.org'),
    hue_bridge_id: of(headers, 'hue-bridgeid'),
    wakeup: of(headers, 'wakeup'),
    max_age: maxAge(of(headers, 'cache-control')),
  });
}

/** The first value of a header; null where there is none. */
function of(headers: readonly string[], name: string): string | null {
  for (let i = 0; i < headers.length; i += 2) if (headers[i] === name) return headers[i + 1]!;
  return null;
}

/** Header names in lower case and values by turns; lines end at LF, with or without CR; what is no header, or is empty, is passed over. */
function readHeaders(b: Buffer, start: number, end: number): readonly string[] {
  const headers: string[] = [];
  const stop = Math.min(end, start + MESSAGE_OCTETS_MAX);
  let at = findOctet(b, LF, start, end) + 1;
  for (let n = 0; n < HEADERS_MAX && at > start && at < stop; n += 1) {
    const feed = findOctet(b, LF, at, stop);
    const lineEnd = feed === -1 ? stop : feed;
    const textEnd = lineEnd > at && b[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (textEnd === at) break;
    const colon = findOctet(b, COLON, at, textEnd);
    if (colon > at) {
      const value = trimmed(b, colon + 1, Math.min(textEnd, colon + 1 + VALUE_OCTETS_MAX));
      if (value !== '') headers.push(commonLower(b, at, Math.min(colon, at + NAME_OCTETS_MAX)).trim(), value);
    }
    at = lineEnd + 1;
  }
  return headers;
}

const isBlank = (octet: number): boolean => octet === BLANK || octet === TAB;

/** A value without the blanks around it. */
function trimmed(b: Buffer, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isBlank(b[from]!)) from += 1;
  while (to > from && isBlank(b[to - 1]!)) to -= 1;
  return commonUtf8(b, from, to).trim();
}

/** `max-age=1800`, in seconds. */
function maxAge(value: string | null): number | null {
  const digits = value === null ? null : /max-age ?= ?(\d{1,9})(?!\d)/i.exec(value);
  return digits === null ? null : Number(digits[1]);
}
