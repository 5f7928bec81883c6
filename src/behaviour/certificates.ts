import type { Fields, Micros, Value } from '../model/observation.ts';

/** What this file derives. */
export const observes = {
  'tls.accepted_certificate': {
    sni: 'string?',
    subject: 'string?',
    issuer: 'string?',
    sha256: 'string?',
    version: 'string?',
    not_before: 'string?',
    not_after: 'string?',
    expired: 'boolean',
    days_expired: 'number?',
    not_yet_valid: 'boolean',
    self_signed: 'boolean',
    name_mismatch: 'boolean',
    key: 'string?',
    key_bits: 'number?',
    weak_key: 'boolean',
    signature: 'string?',
    weak_signature: 'boolean',
  },
} as const;

const DAY_MICROS = 86_400_000_000;
/** NIST SP 800-131A: RSA and DSA keys below 2048 bits and curves below 224 bits no longer protect. */
const BITS_MIN = { rsa: 2048, ec: 224 } as const;
/** Digests for which collisions can be made, so that a certificate may be forged (RFC 9155 for MD5 and SHA-1). */
const WEAK_DIGESTS = ['md2', 'md4', 'md5', 'sha1', 'sha-1'] as const;
/** As many names are read of one certificate; where there are so many, one more may be the right one. */
const NAMES_MAX = 1_024;
/** Kinds of names in the extension that name no server. */
const NO_SERVER = /^(?:email|uri|dir):/;

/**
 * From `tls.established`, at capture time `at`: what was wrong with the certificate that the client went on with.
 * Null where no certificate could be seen (TLS 1.3, resumption).
 */
export function acceptedCertificate(established: Fields, at: Micros): Fields | null {
  if (established['certificate_visible'] !== true) return null;
  const after = microsOf(established['not_after']);
  const before = microsOf(established['not_before']);
  const expired = after !== null && at > after;
  const sni = textOf(established['sni']);
  const key = textOf(established['key']);
  const bits = typeof established['key_bits'] === 'number' ? established['key_bits'] : null;
  const signature = textOf(established['signature']);
  return {
    sni,
    subject: textOf(established['subject']),
    issuer: textOf(established['issuer']),
    sha256: textOf(established['certificate_sha256'] ?? established['sha256']),
    version: textOf(established['version']),
    not_before: textOf(established['not_before']),
    not_after: textOf(established['not_after']),
    expired,
    days_expired: expired ? Math.floor((at - after) / DAY_MICROS) : null,
    not_yet_valid: before !== null && at < before,
    self_signed: established['self_signed'] === true,
    name_mismatch: sni !== null && !matchesName(sni, established),
    key,
    key_bits: bits,
    weak_key: isWeakKey(key, bits),
    signature,
    weak_signature: signature !== null && established['self_signed'] !== true && isWeakSignature(signature),
  };
}

/**
 * RFC 9525, 6.3: the names are those of the extension; `*` stands for the whole first label. Where there is no such
 * extension the common name is looked at, as old clients do, so that a mismatch is only told where no reading fits.
 */
function matchesName(sni: string, established: Fields): boolean {
  const names = Array.isArray(established['san']) ? (established['san'] as readonly unknown[]) : [];
  if (names.length >= NAMES_MAX) return true;
  const known = names.filter((name): name is string => typeof name === 'string' && !NO_SERVER.test(name));
  if (known.length > 0) return known.some((name) => matchesPattern(sni, name));
  const common = commonName(textOf(established['subject']) ?? '');
  return common !== null && matchesPattern(sni, common);
}

function matchesPattern(name: string, written: string): boolean {
  const pattern = written
    .toLowerCase()
    .replace(/^(?:dns|ip|ip address):/, '')
    .replace(/\.$/, '');
  const wanted = name.toLowerCase().replace(/\.$/, '');
  if (pattern === wanted) return true;
  if (!pattern.startsWith('*.')) return false;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === pattern.slice(1);
}

/** The CN of a subject written as RFC 4514 has it (`CN=name,O=…`). */
function commonName(subject: string): string | null {
  const found = /(?:^|[,+/]\s*)CN\s*=\s*([^,+/]+)/i.exec(subject.slice(0, 1_024));
  return found === null ? null : found[1]!.trim();
}

function isWeakKey(key: string | null, bits: number | null): boolean {
  if (key === null || bits === null) return false;
  const algorithm = key.toLowerCase();
  if (algorithm.startsWith('rsa') || algorithm.startsWith('dsa')) return bits < BITS_MIN.rsa;
  return algorithm.startsWith('ec') && !algorithm.startsWith('ed') && bits < BITS_MIN.ec;
}

function isWeakSignature(signature: string): boolean {
  const name = signature.toLowerCase();
  return WEAK_DIGESTS.some((digest) => {
    const at = name.indexOf(digest);
    // `sha1` must not be found at the start of a longer number, as in `sha128`.
    return at >= 0 && !/\d/.test(name[at + digest.length] ?? '');
  });
}

function microsOf(value: Value | undefined): Micros | null {
  const millis = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(millis) ? null : millis * 1_000;
}

function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
