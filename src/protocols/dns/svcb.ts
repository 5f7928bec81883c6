import type { Cursor } from '../../bytes/cursor.ts';
import { formatIpv4, formatIpv6 } from '../../bytes/address.ts';
import { commonText } from '../wire/common-text.ts';
import { BACKSLASH, putDecimal } from './escape.ts';
import { readName } from './name.ts';

// RFC 9460, 2.2: https://www.rfc-editor.org/rfc/rfc9460#section-2.2

const PARAMETERS_MAX = 64;
/** Characters of a parameter, and octets of a value, that are looked at: more are not shown. */
const TEXT_MAX = 1_024;
const COMMA = 0x2c;
/** RFC 9460, 14.3.2; 7 is RFC 9461, 8 RFC 9540. */
const KEY = { mandatory: 0, alpn: 1, noDefaultAlpn: 2, port: 3, ipv4hint: 4, ech: 5, ipv6hint: 6, dohpath: 7, ohttp: 8 } as const;
const KEYS = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint', 'dohpath', 'ohttp'];

/**
 * The data of an SVCB or HTTPS record in the form of RFC 9460, 2.1, such as `1 . alpn=h2,h3 ipv4hint=192.0.2.1 ech`.
 * Of `ech` only the presence is told: the value is a key, and says nothing to a reader.
 */
export function readServiceBinding(c: Cursor, base: number): string {
  const priority = c.u16();
  const target = readName(c, base);
  let out = `${priority} ${target}`;
  for (let n = 0; c.remaining > 0; n += 1) {
    if (n >= PARAMETERS_MAX) {
      c.fail('too-many');
      break;
    }
    const key = c.u16();
    const outer = c.enter(c.u16());
    if (c.flaw === null) out += ` ${parameter(key, c)}`;
    c.leave(outer);
  }
  return out;
}

function parameter(key: number, c: Cursor): string {
  const name = keyName(key);
  switch (key) {
    case KEY.mandatory:
    case KEY.alpn:
    case KEY.ipv4hint:
    case KEY.ipv6hint:
      return `${name}=${list(key, c)}`;
    case KEY.port:
      return `${name}=${c.u16()}`;
    case KEY.dohpath:
      return `${name}=${printable(c, c.remaining)}`;
    default:
      return name;
  }
}

const keyName = (key: number): string => KEYS[key] ?? `key${key}`;

function list(key: number, c: Cursor): string {
  let out = '';
  for (let n = 0; c.remaining > 0 && n < PARAMETERS_MAX && out.length < TEXT_MAX; n += 1) {
    const value = listed(key, c);
    if (value !== '') out += out === '' ? value : `,${value}`;
  }
  return out;
}

/** The next value of a parameter that is a list. */
function listed(key: number, c: Cursor): string {
  switch (key) {
    case KEY.mandatory:
      return keyName(c.u16());
    case KEY.alpn:
      return printable(c, c.u8());
    default:
      return address(c, key === KEY.ipv4hint ? 4 : 16);
  }
}

function address(c: Cursor, length: 4 | 16): string {
  const at = c.position;
  c.skip(length);
  if (c.flaw !== null) return '';
  return length === 4 ? formatIpv4(c.buffer, at) : formatIpv6(c.buffer, at);
}

/** The text of the value being read: at most four characters an octet. Reused. */
const text = Buffer.alloc(TEXT_MAX * 4);

/** Octets outside printable ASCII, and the separators of the list, as `\DDD`. */
function printable(c: Cursor, length: number): string {
  const start = c.position;
  c.skip(length);
  if (c.flaw !== null) return '';
  const end = start + Math.min(length, TEXT_MAX);
  let written = 0;
  for (let at = start; at < end; at += 1) {
    const octet = c.buffer[at]!;
    if (octet > 0x20 && octet < 0x7f && octet !== COMMA && octet !== BACKSLASH) text[written++] = octet;
    else written = putDecimal(text, written, octet);
  }
  return commonText(text, 0, written);
}
