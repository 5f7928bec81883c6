import { textOf } from '../lines.ts';

/** Names that are kept of one body. */
export const KEYS_MAX = 32;
const KEY_LENGTH_MAX = 64;
/** Parts of one body that are looked at: a body of nothing but `&` costs no more than this. */
const PARTS_MAX = 1_024;

/** Names of form fields or JSON members, never their values. */
export interface BodyKeys {
  /** Top-level names in order, each once. */
  readonly keys: readonly string[];
  /** Some name, at any depth, is one that passwords go by, and something stands there that may be one. */
  readonly password: boolean;
}

const isMultipart = (mediaType: string): boolean => mediaType.startsWith('multipart/');
const isJson = (mediaType: string): boolean => mediaType.endsWith('/json') || mediaType.endsWith('+json');
const FORM = 'application/x-www-form-urlencoded';
/** What says nothing of the content: JSON tells itself. */
const saysNothing = (mediaType: string | null): boolean =>
  mediaType === null || mediaType === 'text/plain' || mediaType === 'application/octet-stream';

/** True for media types in which names are looked for. */
export const isReadable = (mediaType: string | null): boolean =>
  mediaType === null || saysNothing(mediaType) || isJson(mediaType) || isMultipart(mediaType) || mediaType === FORM;

/** The names in the start of a body; null where its media type carries none that we read. */
export function keysOf(mediaType: string | null, body: string): BodyKeys | null {
  const found = new KeySet();
  if (mediaType !== null && isMultipart(mediaType)) multipartKeys(body, found);
  else if (mediaType !== null && isJson(mediaType)) jsonKeys(body, found);
  else if (mediaType === FORM) {
    // Many devices send JSON under curl's default media type.
    if (looksLikeJson(body)) jsonKeys(body, found);
    else formKeys(body, found);
  } else if (saysNothing(mediaType)) {
    if (!looksLikeJson(body)) return null;
    jsonKeys(body, found);
  } else return null;
  return found;
}

/** True where the query of a target has a name that passwords go by. */
export function queryHasPassword(target: string): boolean {
  const query = target.indexOf('?');
  if (query === -1) return false;
  const found = new KeySet();
  formKeys(target.slice(query + 1), found);
  return found.password;
}

class KeySet implements BodyKeys {
  readonly keys: string[] = [];
  password = false;

  /** `mayBeSecret`: what stands under the name may be a password. */
  add(name: string, topLevel: boolean, mayBeSecret: boolean): void {
    const key = textOf(name, KEY_LENGTH_MAX);
    if (key === '') return;
    if (mayBeSecret && isPasswordName(key)) this.password = true;
    if (topLevel && this.keys.length < KEYS_MAX && !this.keys.includes(key)) this.keys.push(key);
  }
}

const PASSWORD_PARTS = ['password', 'passwd', 'passphrase', 'passcode', 'passwort', 'motdepasse', 'pwd', 'presharedkey', 'wpapsk'];
const PASSWORD_NAMES: ReadonlySet<string> = new Set(['pass', 'pw', 'psk', 'mdp', 'userpass', 'loginpass', 'wifipass']);

/** What is said about a password, not the password: `hasPassword`, `password_length`, `pwd-expires`, `passwordResetUrl`. */
const ABOUT_PASSWORDS =
  /^(?:(?:has|is)p(?:ass|wd|in)|need|require|forg|remember|show|hide|allow)|(?:less|length|len|strength|policy|hint|type|mode|count|expires|expiry|expired|required|enabled|exists|changed|status|manager|attempts|updated|date|time|at|lastset|lastchange|url|uri|link|label|placeholder|title|message|error|help)$/;

/** True for names such as `password`, `user_pwd`, `wifiPassphrase`. */
export function isPasswordName(name: string): boolean {
  // All such names have a letter in common, and most other names do not.
  if (!name.includes('p') && !name.includes('P')) return false;
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (PASSWORD_NAMES.has(plain)) return true;
  return PASSWORD_PARTS.some((part) => plain.includes(part)) && !ABOUT_PASSWORDS.test(plain);
}

/** Values that answer a question rather than give a word. */
const ANSWERS: ReadonlySet<string> = new Set(['', '0', '1', 'true', 'false', 'yes', 'no', 'on', 'off', 'null', 'none', 'undefined']);

const mayBeSecret = (value: string): boolean => !ANSWERS.has(value.toLowerCase());

function formKeys(body: string, found: KeySet): void {
  let at = 0;
  for (let parts = 0; parts < PARTS_MAX && at < body.length; parts += 1) {
    const ampersand = body.indexOf('&', at);
    const end = ampersand === -1 ? body.length : ampersand;
    const equals = body.indexOf('=', at);
    // A part without `=` may be a bare value, which is not ours to keep.
    if (equals > at && equals < end && equals - at <= KEY_LENGTH_MAX * 3) {
      const value = end - equals > KEY_LENGTH_MAX ? null : body.slice(equals + 1, end);
      found.add(percentDecoded(body.slice(at, equals)), true, value === null || mayBeSecret(value));
    }
    if (equals === -1) return;
    at = end + 1;
  }
}

function percentDecoded(name: string): string {
  if (!name.includes('%') && !name.includes('+')) return name;
  return name.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The line of a part that names it (RFC 7578, 4.2); what a file in a part says is not ours to take for one. */
const PART_NAMED = /^content-disposition:[ \t]*form-data\b/i;
const PART_NAME = /[ \t;]name=(?:"([^"]{0,64})"|([^\s";]{1,64})(?=[;\s]|$))/i;
const PART_LINE_MAX = 512;

function multipartKeys(body: string, found: KeySet): void {
  let at = 0;
  for (let parts = 0; parts < PARTS_MAX;) {
    const feed = body.indexOf('\n', at);
    const line = body.slice(at, Math.min(feed === -1 ? body.length : feed, at + PART_LINE_MAX));
    if (PART_NAMED.test(line)) {
      parts += 1;
      const name = PART_NAME.exec(line);
      if (name !== null) found.add(name[1] ?? name[2] ?? '', true, true);
    }
    if (feed === -1) return;
    at = feed + 1;
  }
}

function looksLikeJson(body: string): boolean {
  return /^\s{0,16}[{[]\s{0,16}["{\]}[]/.test(body);
}

/** Walks over JSON that may be cut anywhere: a string is a name where a colon follows it. */
function jsonKeys(body: string, found: KeySet): void {
  let depth = 0;
  let text = '';
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at]!;
    if (character === '"') {
      const end = stringEnd(body, at + 1);
      if (end === -1) return;
      text = end - at <= KEY_LENGTH_MAX * 2 ? body.slice(at + 1, end) : '';
      at = end;
    } else if (character === ':') {
      if (text !== '') found.add(text, depth <= 1, mayFollow(body, at + 1));
      text = '';
    } else if (character === '{' || character === '[') {
      // An array around the whole is no level of names of its own.
      if (character === '{' || depth > 0) depth += 1;
    } else if (character === '}' || character === ']') {
      depth = Math.max(0, depth - 1);
    } else if (character === ',') {
      text = '';
    }
  }
}

/** True where the value that begins here is a number or a text that may be a password. */
function mayFollow(body: string, from: number): boolean {
  let at = from;
  while (body[at] === ' ') at += 1;
  if (body[at] !== '"') return /^[0-9]{2}/.test(body.slice(at, at + 2));
  const end = stringEnd(body, at + 1);
  return end === -1 || mayBeSecret(body.slice(at + 1, end));
}

function stringEnd(body: string, from: number): number {
  for (let at = from; at < body.length; at += 1) {
    if (body[at] === '\\') at += 1;
    else if (body[at] === '"') return at;
  }
  return -1;
}
