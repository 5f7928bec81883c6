/** Names of protocol versions as CONTRACT writes them: by the number on the wire. */
const VERSIONS: Readonly<Record<number, string>> = {
  0x0002: 'SSLv2',
  0x0300: 'SSLv3', // RFC 6101
  0x0301: 'TLSv1.0', // RFC 2246
  0x0302: 'TLSv1.1', // RFC 4346
  0x0303: 'TLSv1.2', // RFC 5246
  0x0304: 'TLSv1.3', // RFC 8446
  0x0100: 'DTLSv1.0-OpenSSL', // OpenSSL before 0.9.8f
  0xfeff: 'DTLSv1.0', // RFC 4347
  0xfefd: 'DTLSv1.2', // RFC 6347
  0xfefc: 'DTLSv1.3', // RFC 9147
};

/** AlertDescription (RFC 8446, section 6; the older ones from RFC 5246, section 7.2 and RFC 6101, section 5.4). */
const ALERTS: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback', // RFC 7507
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  111: 'certificate_unobtainable',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  114: 'bad_certificate_hash_value',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol', // RFC 7301
  121: 'ech_required',
};

/** A 16-bit number as CONTRACT writes registered numbers, such as `0xc02f`. */
export const code = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

/** The name of a protocol version; drafts of TLS 1.3 by their number (0x7f1c), anything else as a number. */
export function versionName(version: number): string {
  const name = VERSIONS[version];
  if (name !== undefined) return name;
  const draft = version & 0xff;
  return version >> 8 === 0x7f && draft >= 14 && draft <= 28 ? `TLSv1.3-draft${draft}` : code(version);
}

/** True for TLS 1.3 (and DTLS 1.3), its drafts included: what follows the server hello is encrypted. */
export function isVersion13(version: number): boolean {
  return version === 0x0304 || version === 0xfefc || version >> 8 === 0x7f;
}

/** The name of an alert; an unassigned one as its number. */
export const alertName = (description: number): string => ALERTS[description] ?? String(description);

/** The name of an alert level (RFC 5246, section 7.2). */
export const alertLevel = (level: number): string => (level === 1 ? 'warning' : level === 2 ? 'fatal' : String(level));

/** Values that clients throw in at random so that servers keep tolerating the unknown (RFC 8701, section 2): 0x0a0a, 0x1a1a … 0xfafa. */
export const isGrease = (value: number): boolean => (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
