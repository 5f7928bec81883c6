import { HTTPParser } from 'http-parser-js';
import { u32 } from '../../bytes/read.ts';
import { HEAD_OCTETS_MAX, HEADERS_MAX } from '../heads.ts';
import { commonText } from '../wire/common-text.ts';
import type { ParsedHead } from './head.ts';

const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
/** `GET ` and `HTTP` as numbers, and `/1.` that follows the latter. */
const GET = 0x47455420;
const HTTP = 0x48545450;
const SLASH_ONE_DOT = 0x2f312e;

/** Methods that are known (RFC 9110, 9, and the registry of others). */
export const METHODS: ReadonlySet<string> = new Set(HTTPParser.methods);

/** A head that was read, and how long it is, its empty line included. */
export interface PlainHead extends ParsedHead {
  readonly octets: number;
}

/** Headers that something is said of; of the others only the place is told. */
const NAMES = [
  'host', 'user-agent', 'server', 'content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'authorization',
  'proxy-authorization', 'www-authenticate', 'proxy-authenticate', 'cookie', 'set-cookie', 'soapaction', 'referer', 'origin', 'accept',
  'location', 'content-disposition', 'upgrade', 'sec-websocket-protocol', 'expect',
] as const; // prettier-ignore

const COMMON: ReadonlySet<string> = new Set(['host', 'server', 'content-type', 'content-encoding']);

interface Wanted {
  readonly name: string;
  readonly octets: Buffer;
  /** That it is there is enough: its value is a secret. */
  readonly secret: boolean;
  /** Its values come again and again, and are no secrets. */
  readonly common: boolean;
}

const SLOTS = 256;
const slots: readonly Wanted[][] = NAMES.reduce<Wanted[][]>(
  (all, name) => {
    const octets = Buffer.from(name, 'latin1');
    all[slotOf(octets)]!.push({ name, octets, secret: name === 'cookie' || name === 'set-cookie', common: COMMON.has(name) });
    return all;
  },
  Array.from({ length: SLOTS }, () => []),
);

/** Lower-case form of the octets that names are made of (RFC 9110, 5.6.2); 0 for all others. */
const TOKEN = Uint8Array.from({ length: 256 }, (_, octet) =>
  /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(octet)) ? String.fromCharCode(octet).toLowerCase().charCodeAt(0) : 0,
);

function slotOf(lower: Buffer): number {
  let mixed = 0;
  for (const octet of lower) mixed = (mixed * 31 + octet) & 0xffff;
  return mixed & (SLOTS - 1);
}

/** Where the head that `plainHeaders` read ends. Reused. */
let headEnd = 0;

/**
 * Reads a request's head as nearly all are, at `start`: one pass, strings only of what is of use; the rest of `buffer[start, end)` is
 * what follows it. Null where it is not whole, and for anything unusual, which the careful reader has to judge.
 */
export function plainRequestHead(buffer: Buffer, start: number, end: number): PlainHead | null {
  const get = u32(buffer, start) === GET;
  const methodEnd = get ? start + 3 : tokenEnd(buffer, start, end);
  const method = get ? 'GET' : commonText(buffer, start, methodEnd);
  if (buffer[methodEnd] !== SPACE || !METHODS.has(method)) return null;
  const targetAt = methodEnd + 1;
  let at = targetAt;
  for (let octet; at < end && (octet = buffer[at]!) !== SPACE && octet !== CR && octet !== LF;) at += 1;
  // A blank, the version in eight octets, the end of the line.
  if (at === targetAt || at + 11 > end || buffer[at] !== SPACE || buffer[at + 9] !== CR || buffer[at + 10] !== LF) return null;
  const version = versionAt(buffer, at + 1);
  const headers = version === null ? null : plainHeaders(buffer, at + 11, end);
  if (version === null || headers === null || headEnd - start > HEAD_OCTETS_MAX) return null;
  return { method, target: buffer.latin1Slice(targetAt, at), status: 0, version, headers, conflict: false, octets: headEnd - start };
}

/** Reads a response's head in the same way. */
export function plainResponseHead(buffer: Buffer, start: number, end: number): PlainHead | null {
  if (end - start < 14 || buffer[start + 8] !== SPACE) return null;
  const version = versionAt(buffer, start);
  let status = 0;
  for (let at = start + 9; at < start + 12; at += 1) {
    const digit = buffer[at]! - 0x30;
    if (digit < 0 || digit > 9) return null;
    status = status * 10 + digit;
  }
  if (version === null || (buffer[start + 12] !== SPACE && buffer[start + 12] !== CR)) return null;
  const lineEnd = plainLineEnd(buffer, start + 12, end);
  const headers = lineEnd === -1 ? null : plainHeaders(buffer, lineEnd + 2, end);
  if (headers === null || headEnd - start > HEAD_OCTETS_MAX) return null;
  return { method: null, target: '', status, version, headers, conflict: false, octets: headEnd - start };
}

function versionAt(buffer: Buffer, at: number): string | null {
  if (u32(buffer, at) !== HTTP || u32(buffer, at + 3) % 0x1000000 !== SLASH_ONE_DOT) return null;
  return buffer[at + 7] === 0x31 ? '1.1' : buffer[at + 7] === 0x30 ? '1.0' : null;
}

function tokenEnd(buffer: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && TOKEN[buffer[at]!] !== 0) at += 1;
  return at;
}

/** Where CR LF stands at the end of the line; -1 where the line ends in another way. */
function plainLineEnd(buffer: Buffer, start: number, end: number): number {
  let at = start;
  for (let octet; at < end && (octet = buffer[at]!) !== CR && octet !== LF;) at += 1;
  return at + 1 < end && buffer[at] === CR && buffer[at + 1] === LF ? at : -1;
}

/** Names of use (lower case) and values by turns, up to the empty line; null where a line is unusual, or that is not there. */
function plainHeaders(buffer: Buffer, start: number, end: number): string[] | null {
  const headers: string[] = [];
  let lengths = 0;
  let codings = 0;
  let at = start;
  for (let count = 0; at < end && buffer[at] !== CR; count += 1) {
    let nameEnd = at;
    let mixed = 0;
    for (let lower; nameEnd < end && (lower = TOKEN[buffer[nameEnd]!]!) !== 0; nameEnd += 1) mixed = (mixed * 31 + lower) & 0xffff;
    if (nameEnd === at || nameEnd >= end || buffer[nameEnd] !== COLON || count >= HEADERS_MAX) return null;
    const lineEnd = plainLineEnd(buffer, nameEnd + 1, end);
    if (lineEnd === -1) return null;
    const wanted = wantedAt(buffer, at, nameEnd, slots[mixed & (SLOTS - 1)]!);
    if (wanted !== null) {
      if (wanted.name === 'content-length') lengths += 1;
      if (wanted.name === 'transfer-encoding') codings += 1;
      // More than one that says how long the body is: for the careful reader.
      if (lengths > 1 || codings > 1) return null;
      headers.push(wanted.name, wanted.secret ? '' : valueText(buffer, nameEnd + 1, lineEnd, wanted.common));
    }
    at = lineEnd + 2;
  }
  headEnd = at + 2;
  return headEnd <= end && buffer[at + 1] === LF ? headers : null;
}

function wantedAt(buffer: Buffer, start: number, end: number, candidates: readonly Wanted[]): Wanted | null {
  for (const candidate of candidates) {
    const { octets } = candidate;
    if (octets.length !== end - start) continue;
    let i = 0;
    while (i < octets.length && TOKEN[buffer[start + i]!] === octets[i]) i += 1;
    if (i === octets.length) return candidate;
  }
  return null;
}

/** A value without the blanks around it, one character an octet. */
function valueText(buffer: Buffer, start: number, end: number, common: boolean): string {
  let from = start;
  let to = end;
  while (from < to && (buffer[from] === SPACE || buffer[from] === TAB)) from += 1;
  while (to > from && (buffer[to - 1] === SPACE || buffer[to - 1] === TAB)) to -= 1;
  return common ? commonText(buffer, from, to) : buffer.latin1Slice(from, to);
}
