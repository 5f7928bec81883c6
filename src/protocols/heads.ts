import { findOctet } from './wire/find-octet.ts';

/** Bounds of a message head in the style of RFC 822: HTTP, RTSP, SIP. */
export const HEAD_OCTETS_MAX = 64 << 10;
export const HEADERS_MAX = 200;
/** Blanks at the start of a folded line; more are no real header, and cost some parsers dearly. */
const FOLD_BLANKS_MAX = 64;

const LF = 0x0a;
const CR = 0x0d;

/** Answers of `findHeadEnd` beside an offset. */
export const HEAD_INCOMPLETE = -1;
export const HEAD_MALFORMED = -2;

/**
 * Where the empty line that ends a head ends itself; lines end in CR LF or LF alone.
 * The first `searched` octets are known to hold no end. Linear in what is new.
 */
export function findHeadEnd(buffer: Buffer, start: number, end: number, searched: number): number {
  // The end may straddle what was searched (LF CR LF), and so may the blanks of a folded line.
  let at = Math.max(start, start + searched - FOLD_BLANKS_MAX - 2);
  for (;;) {
    const lf = findOctet(buffer, LF, at, end);
    if (lf === -1) break;
    if (lf - start > HEAD_OCTETS_MAX) return HEAD_MALFORMED;
    if (lf + 1 < end && buffer[lf + 1] === LF) return lf + 2;
    if (lf + 2 < end && buffer[lf + 1] === CR && buffer[lf + 2] === LF) return lf + 3;
    if (blanksAt(buffer, lf + 1, end) > FOLD_BLANKS_MAX) return HEAD_MALFORMED;
    at = lf + 1;
  }
  return end - start > HEAD_OCTETS_MAX ? HEAD_MALFORMED : HEAD_INCOMPLETE;
}

function blanksAt(buffer: Buffer, at: number, end: number): number {
  let count = 0;
  while (at + count < end && count <= FOLD_BLANKS_MAX && (buffer[at + count] === 0x20 || buffer[at + count] === 0x09)) count += 1;
  return count;
}

/** A head that was read: its first line, then names (lower case) and values by turns. */
export interface Head {
  readonly startLine: string;
  readonly headers: readonly string[];
}

/** Reads a whole head, `buffer[start, end)` with its empty line. Folded lines are joined; lines without a colon are passed over. */
export function readHead(buffer: Buffer, start: number, end: number): Head {
  const lines = buffer.latin1Slice(start, end).split('\n', HEADERS_MAX * 2);
  const headers: string[] = [];
  for (let i = 1; i < lines.length && headers.length < HEADERS_MAX * 2; i += 1) {
    const line = lines[i]!;
    const colon = line.indexOf(':');
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (headers.length > 0) headers[headers.length - 1] += ` ${line.trim()}`;
    } else if (colon > 0) {
      headers.push(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
  }
  return { startLine: lines[0]!.trimEnd(), headers };
}

/** The value of the first header of that name (lower case), else null. */
export function headerOf(headers: readonly string[], name: string): string | null {
  for (let i = 0; i + 1 < headers.length; i += 2) if (headers[i] === name) return headers[i + 1]!;
  return null;
}

/** A media type without its parameters, lower case: `Text/HTML; charset=x` is `text/html`. */
export function mediaTypeOf(value: string): string {
  const semicolon = value.indexOf(';');
  return (semicolon === -1 ? value : value.slice(0, semicolon)).trim().toLowerCase().slice(0, 200);
}

/** Content-Length as a number; null where it is no plain number (RFC 9110, 8.6). */
export function contentLengthOf(value: string): number | null {
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** Names of the HTTP Authentication Scheme Registry (RFC 9110, 16.4) and a few that clouds and devices use. */
const SCHEMES: ReadonlySet<string> = new Set([
  'basic',
  'bearer',
  'digest',
  'dpop',
  'gnap',
  'hoba',
  'mutual',
  'negotiate',
  'oauth',
  'privatetoken',
  'scram-sha-1',
  'scram-sha-256',
  'vapid',
  'ntlm',
  'aws',
  'aws4-hmac-sha256',
  'apikey',
  'token',
  'wsse',
  'hawk',
  'hmac',
  'signature',
  'googlelogin',
  'sharedkey',
]);

/** The scheme of an Authorization header. A value without a known scheme may be the secret itself: `other` stands for it. */
export function authorizationSchemeOf(value: string): string {
  const space = value.indexOf(' ');
  const scheme = (space === -1 ? value : value.slice(0, space)).slice(0, 32).toLowerCase();
  return SCHEMES.has(scheme) ? scheme : 'other';
}

/** True where a URI has a user and perhaps a password before its host: `rtsp://user:pass@host/` (RFC 3986, 3.2.1). */
export function hasUserInfo(uri: string): boolean {
  const from = authorityAt(uri);
  return from > 0 && userInfoEnd(uri, from) !== -1;
}

/** The URI, or the reference to one that leaves its scheme out (`//user:pass@host/`), without its user information. */
export function withoutUserInfo(uri: string): string {
  const from = uri.startsWith('//') ? 2 : authorityAt(uri);
  const at = from > 0 ? userInfoEnd(uri, from) : -1;
  return at === -1 ? uri : uri.slice(0, from) + uri.slice(at + 1);
}

/** Where the host, with what stands before it, begins behind a scheme; -1 where there is none. */
function authorityAt(uri: string): number {
  const scheme = /^[a-z][a-z0-9+.-]{0,15}:\/\//i.exec(uri);
  return scheme === null ? -1 : scheme[0].length;
}

/** Where the @ behind user information stands; -1 where there is none. */
function userInfoEnd(uri: string, from: number): number {
  let slash = from;
  while (slash < uri.length && uri[slash] !== '/' && uri[slash] !== '?' && uri[slash] !== '#') slash += 1;
  const at = uri.lastIndexOf('@', slash);
  return at >= from && at < slash ? at : -1;
}

/** A URI without query and fragment. */
export function withoutQuery(uri: string): string {
  const query = uri.indexOf('?');
  const cut = query === -1 ? uri : uri.slice(0, query);
  const fragment = cut.indexOf('#');
  return fragment === -1 ? cut : cut.slice(0, fragment);
}
