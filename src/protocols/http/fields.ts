import { authorizationSchemeOf, contentLengthOf, hasUserInfo, mediaTypeOf, withoutQuery, withoutUserInfo } from '../heads.ts';
import { textOf } from '../lines.ts';
import type { ParsedHead } from './head.ts';

const TEXT_MAX = 1_024;
const CODINGS_TEXT_MAX = 200;
const LENGTHS_MAX = 16;

/** What the dissector keeps of the headers of either kind of message: texts, flags and schemes, no secret. */
export interface HeaderFacts {
  host: string | null;
  userAgent: string | null;
  server: string | null;
  contentType: string | null;
  contentLength: number | null;
  /** Codings in the order in which they were applied, separated by commas. */
  contentEncoding: string | null;
  /** The same of the transfer (RFC 9112, 7), without `chunked`. */
  transferEncoding: string | null;
  /** The last transfer coding is `chunked` (RFC 9112, 6.3). */
  chunked: boolean;
  /** Both Content-Length and chunked, or lengths that differ: two readers may see two different messages. */
  conflict: boolean;
  authorizationScheme: string | null;
  challengeScheme: string | null;
  hasCookie: boolean;
  setsCookie: boolean;
  soapAction: string | null;
  refererHost: string | null;
  originHost: string | null;
  accepts: string | null;
  location: string | null;
  fileName: string | null;
  upgrade: string | null;
  webSocketProtocol: string | null;
  /** The body waits for an interim answer, and may never come (RFC 9110, 10.1.1). */
  expectsContinue: boolean;
}

/** Folds the headers of one message; of repeated ones the first counts. */
export function factsOf(head: ParsedHead): HeaderFacts {
  const facts: HeaderFacts = {
    host: null,
    userAgent: null,
    server: null,
    contentType: null,
    contentLength: null,
    contentEncoding: null,
    transferEncoding: null,
    chunked: false,
    conflict: head.conflict,
    authorizationScheme: null,
    challengeScheme: null,
    hasCookie: false,
    setsCookie: false,
    soapAction: null,
    refererHost: null,
    originHost: null,
    accepts: null,
    location: null,
    fileName: null,
    upgrade: null,
    webSocketProtocol: null,
    expectsContinue: false,
  };
  const { headers } = head;
  for (let i = 0; i + 1 < headers.length; i += 2) take(facts, headers[i]!.toLowerCase(), headers[i + 1]!);
  if ((facts.chunked || facts.transferEncoding !== null) && facts.contentLength !== null) facts.conflict = true;
  return facts;
}

function take(facts: HeaderFacts, name: string, value: string): void {
  switch (name) {
    case 'host':
      // Empty where the target has no host either (RFC 9112, 3.2).
      facts.host ??= textOf(value, TEXT_MAX) || null;
      break;
    case 'user-agent':
      facts.userAgent ??= textOf(value, TEXT_MAX);
      break;
    case 'server':
      facts.server ??= textOf(value, TEXT_MAX);
      break;
    case 'content-type':
      facts.contentType ??= mediaTypeOf(textOf(value, TEXT_MAX));
      break;
    case 'content-length':
      takeLength(facts, value);
      break;
    case 'content-encoding':
      facts.contentEncoding = listed(facts.contentEncoding, value);
      break;
    case 'transfer-encoding':
      transferCodings(facts, value);
      break;
    case 'authorization':
    case 'proxy-authorization':
      facts.authorizationScheme ??= authorizationSchemeOf(value);
      break;
    case 'www-authenticate':
    case 'proxy-authenticate':
      facts.challengeScheme ??= authorizationSchemeOf(value);
      break;
    case 'cookie':
      facts.hasCookie = true;
      break;
    case 'set-cookie':
      facts.setsCookie = true;
      break;
    case 'soapaction':
      facts.soapAction ??= textOf(value.replaceAll('"', ''), TEXT_MAX);
      break;
    case 'referer':
      facts.refererHost ??= hostOf(value);
      break;
    case 'origin':
      facts.originHost ??= hostOf(value);
      break;
    case 'accept':
      facts.accepts ??= textOf(value, 200);
      break;
    case 'location':
      facts.location ??= textOf(withoutQuery(withoutUserInfo(value)), TEXT_MAX);
      break;
    case 'content-disposition':
      facts.fileName ??= fileNameOf(value);
      break;
    case 'expect':
      facts.expectsContinue = value.trim().toLowerCase() === '100-continue';
      break;
    case 'upgrade':
      facts.upgrade ??= mediaTypeOf(value);
      break;
    case 'sec-websocket-protocol':
      facts.webSocketProtocol ??= textOf(value, 200);
      break;
    default:
  }
}

/** A list that goes on in a further header of the same name (RFC 9110, 5.3), lower case. */
function listed(before: string | null, value: string): string {
  const more = textOf(value.trim().toLowerCase(), CODINGS_TEXT_MAX);
  return before === null ? more : `${before}, ${more}`.slice(0, CODINGS_TEXT_MAX);
}

/** RFC 9110, 8.6: proxies join repeated lengths to a list; those that agree are one, those that do not are a conflict. */
function takeLength(facts: HeaderFacts, value: string): void {
  const values = value.split(',', LENGTHS_MAX).map((one) => one.trim());
  facts.contentLength ??= contentLengthOf(values[0]!);
  if (values.some((one) => one !== values[0])) facts.conflict = true;
}

/** RFC 9112, 6.1: `chunked` delimits the body where it is the last; `identity` is no coding any more (RFC 9112, 7). */
function transferCodings(facts: HeaderFacts, value: string): void {
  const codings = value.split(',').map((coding) => coding.trim().toLowerCase());
  facts.chunked = codings.at(-1) === 'chunked';
  const others = codings.filter((coding) => coding !== 'chunked' && coding !== 'identity' && coding !== '');
  if (others.length > 0) facts.transferEncoding = listed(facts.transferEncoding, others.join(', '));
}

/** The host of an absolute URI, without user information and port. */
function hostOf(uri: string): string | null {
  const rest = withoutUserInfo(uri);
  const from = rest.indexOf('://');
  if (from === -1) return null;
  let end = from + 3;
  while (end < rest.length && rest[end] !== '/' && rest[end] !== '?' && rest[end] !== '#') end += 1;
  return textOf(rest.slice(from + 3, end), 255);
}

/** The file name of a Content-Disposition (RFC 6266, 4.3), quoted or bare. */
function fileNameOf(value: string): string | null {
  const at = value.toLowerCase().indexOf('filename=');
  if (at === -1) return null;
  const rest = value.slice(at + 9).trim();
  const end = rest.startsWith('"') ? rest.indexOf('"', 1) : rest.indexOf(';');
  const name = rest.startsWith('"') ? rest.slice(1, end === -1 ? rest.length : end) : rest.slice(0, end === -1 ? rest.length : end);
  return name === '' ? null : textOf(name, 255);
}

/** The target as the observation shows it: whole, as sent. */
export function targetText(head: ParsedHead): string {
  return textOf(head.target, head.target.length);
}

/**
 * The host that a request is for: that of its target, where that names one (RFC 9112, 3.2.2 and 3.2.3), whatever the Host header says.
 * An address in the target does not take the place of a name in the header: some proxies' clients put the address there that they mean.
 */
export function hostAsked(method: string | null, target: string, header: string | null): string | null {
  const authority = method === 'CONNECT' ? target : /^https?:/i.test(target) ? hostOf(target) : null;
  if (authority === null || authority === '') return header;
  if (header !== null && (LITERAL.test(authority) || withoutPort(header) === withoutPort(authority))) return header;
  return textOf(authority, TEXT_MAX);
}

/** An IPv4 or IPv6 address with or without a port. */
const LITERAL = /^(?:\[|\d{1,3}(?:\.\d{1,3}){3}(?::|$))/;

const withoutPort = (authority: string): string => authority.toLowerCase().replace(/:\d{0,5}$/, '');

/** The path of a target, without scheme, host, query and fragment. */
export function pathOf(target: string): string {
  const plain = withoutQuery(target);
  const scheme = plain.indexOf('://');
  if (scheme === -1 || scheme > 16) return textOf(plain, TEXT_MAX);
  const slash = plain.indexOf('/', scheme + 3);
  return slash === -1 ? '/' : textOf(plain.slice(slash), TEXT_MAX);
}

/** True where the message carries credentials in a header or in its target. */
export function carriesCredentials(facts: HeaderFacts, target: string): boolean {
  return facts.authorizationScheme !== null || hasUserInfo(target);
}
