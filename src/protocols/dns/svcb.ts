import type { Cursor } from '../../bytes/cursor.ts';
import { formatIpv4, formatIpv6 } from '../../bytes/address.ts';
import { readName } from './name.ts';

// RFC 9460, 2.2: https://www.rfc-editor.org/rfc/rfc9460#section-2.2

const PARAMETERS_MAX = 64;
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
  const name = KEYS[key] ?? `key${key}`;
  switch (key) {
    case KEY.mandatory:
      return `${name}=${list(c, () => keyName(c.u16()))}`;
    case KEY.alpn:
      return `${name}=${list(c, () => printable(c, c.u8()))}`;
    case KEY.port:
      return `${name}=${c.u16()}`;
    case KEY.ipv4hint:
      return `${name}=${list(c, () => address(c, 4))}`;
    case KEY.ipv6hint:
      return `${name}=${list(c, () => address(c, 16))}`;
    case KEY.dohpath:
      return `${name}=${printable(c, c.remaining)}`;
    default:
      return name;
  }
}

const keyName = (key: number): string => KEYS[key] ?? `key${key}`;

function list(c: Cursor, next: () => string): string {
  const values: string[] = [];
  while (c.remaining > 0 && values.length < PARAMETERS_MAX) values.push(next());
  return values.filter((value) => value !== '').join(',');
}

function address(c: Cursor, length: 4 | 16): string {
  const at = c.position;
  c.skip(length);
  if (c.flaw !== null) return '';
  return length === 4 ? formatIpv4(c.buffer, at) : formatIpv6(c.buffer, at);
}

/** Octets outside printable ASCII, and the separators of the list, as `\DDD`. */
function printable(c: Cursor, length: number): string {
  return c.latin1(length).replace(/[^\x21-\x7e]|[,\\]/g, (octet) => `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`);
}
