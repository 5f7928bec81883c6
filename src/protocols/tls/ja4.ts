import { hash } from 'node:crypto';
import { isGrease } from './names.ts';

/** What JA4 looks at in a client hello: numbers in the order sent. */
export interface Ja4Input {
  readonly transport: 't' | 'q' | 'd';
  readonly version: number;
  readonly supportedVersions: readonly number[];
  readonly ciphers: readonly number[];
  readonly extensions: readonly number[];
  readonly signatureAlgorithms: readonly number[];
  /** The first protocol name offered, one character an octet; null where none is. */
  readonly firstAlpn: string | null;
}

const SERVER_NAME = 0x0000;
const ALPN = 0x0010;
const NOTHING = '000000000000';

/** The two characters that stand for a version. */
const VERSIONS: Readonly<Record<number, string>> = {
  0x0304: '13',
  0x0303: '12',
  0x0302: '11',
  0x0301: '10',
  0x0300: 's3',
  0x0002: 's2',
  0xfeff: 'd1',
  0xfefd: 'd2',
  0xfefc: 'd3',
};

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
const count = (length: number): string => String(Math.min(length, 99)).padStart(2, '0');
const digest = (text: string): string => hash('sha256', text).slice(0, 12);
const isAlphanumeric = (text: string): boolean => /^[0-9A-Za-z]$/.test(text);

/** The greatest of the versions offered, GREASE aside: of TLS the highest number, of DTLS the lowest (RFC 6347, section 4.1). */
export function highestVersion(legacy: number, supported: readonly number[]): number {
  const offered = supported.filter((version) => !isGrease(version));
  if (offered.length === 0) return legacy;
  return legacy >> 8 === 0xfe || legacy === 0x0100 ? Math.min(...offered) : Math.max(...offered);
}

/** First and last character of the first protocol name; of its hex form where either is not a letter or digit. */
function alpnEnds(name: string | null): string {
  if (name === null || name === '') return '00';
  const first = name[0]!;
  const last = name[name.length - 1]!;
  if (isAlphanumeric(first) && isAlphanumeric(last)) return first + last;
  const hex = Buffer.from(name, 'latin1').toString('hex');
  return hex[0]! + hex[hex.length - 1]!;
}

/**
 * JA4, the fingerprint of a client hello that does not depend on the order of suites and extensions
 * (FoxIO's technical details of JA4, licensed BSD-3-Clause).
 */
export function ja4(input: Ja4Input): string {
  const ciphers = input.ciphers.filter((cipher) => !isGrease(cipher));
  const extensions = input.extensions.filter((extension) => !isGrease(extension));
  const version = VERSIONS[highestVersion(input.version, input.supportedVersions)] ?? '00';
  const name = extensions.includes(SERVER_NAME) ? 'd' : 'i';
  const start = `${input.transport}${version}${name}${count(ciphers.length)}${count(extensions.length)}${alpnEnds(input.firstAlpn)}`;

  const suites = ciphers.map(hex4).sort().join(',');
  const kinds = extensions.filter((extension) => extension !== SERVER_NAME && extension !== ALPN);
  const algorithms = input.signatureAlgorithms.filter((algorithm) => !isGrease(algorithm)).map(hex4);
  const tail = `${kinds.map(hex4).sort().join(',')}${algorithms.length > 0 ? `_${algorithms.join(',')}` : ''}`;
  return `${start}_${suites === '' ? NOTHING : digest(suites)}_${tail === '' ? NOTHING : digest(tail)}`;
}
