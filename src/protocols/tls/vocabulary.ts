import type { Vocabulary } from '../../model/observation.ts';

/** Fields of a client hello, over whatever it came. */
export const CLIENT_HELLO = {
  /** legacy_version: 1.2 for every client that also speaks 1.3. */
  version: 'string',
  /** The greatest version offered, GREASE aside. */
  highest_version: 'string',
  sni: 'string?',
  alpn: 'strings',
  /** As sent, GREASE included. */
  ciphers: 'strings',
  /** Types in the order sent, GREASE included. */
  extensions: 'numbers',
  supported_versions: 'strings',
  /** Null for hellos in the form of SSL 2.0, which has no extensions. */
  ja3: 'string?',
  ja4: 'string?',
  /** An encrypted_client_hello extension is there: a real one or GREASE, which nobody but the server can tell apart. */
  ech: 'boolean',
  over: 'string',
} as const;

/** Fields of a server hello, hello retry requests included. */
export const SERVER_HELLO = {
  /** Negotiated: supported_versions before the legacy field. */
  version: 'string',
  cipher: 'string',
  /** Null where the server chose none, or hides it (TLS 1.3). */
  alpn: 'string?',
  ja3s: 'string',
  /** RFC 8446, section 4.1.4: the server asks for another client hello. */
  retry: 'boolean',
  over: 'string',
} as const;

/** Fields of one certificate of a chain sent in clear. What could not be read of it is null; its digest always stands. */
export const CERTIFICATE = {
  /** 0 = leaf. */
  position: 'number',
  /** In the text form of RFC 4514. */
  subject: 'string?',
  issuer: 'string?',
  /** Lower-case hex without leading zeros. */
  serial: 'string?',
  /** Names and addresses as they are; other kinds as `email:…`, `uri:…`. */
  san: 'strings',
  /** ISO 8601 in UTC, such as `2026-01-31T00:00:00Z`. */
  not_before: 'string?',
  not_after: 'string?',
  /** Algorithm: `RSA`, `RSA-PSS`, `EC`, `Ed25519`, `DSA` …, or the object identifier. */
  key: 'string?',
  key_bits: 'number?',
  /** Algorithm by which the issuer signed, such as `sha256WithRSAEncryption`. */
  signature: 'string?',
  /** Subject and issuer are the same name, and the key identifiers (where given) do not speak against it. */
  self_signed: 'boolean?',
  sha256: 'string',
} as const;

/** Fields of an alert in clear. */
export const ALERT = { level: 'string', description: 'string' } as const;

/** The client went on with the connection: it sent application data after the handshake. With what is known of the server by then. */
export const ESTABLISHED = {
  version: 'string',
  cipher: 'string',
  alpn: 'string?',
  sni: 'string?',
  ech: 'boolean',
  /** An earlier session was taken up again: no certificate was sent. */
  resumed: 'boolean',
  /** The server's certificate was seen; it never is in TLS 1.3. */
  certificate_visible: 'boolean',
  subject: 'string?',
  issuer: 'string?',
  san: 'strings',
  not_before: 'string?',
  not_after: 'string?',
  self_signed: 'boolean?',
  key: 'string?',
  key_bits: 'number?',
  signature: 'string?',
  /** Certificates sent by the server, the leaf included. */
  chain_length: 'number',
  certificate_sha256: 'string?',
} as const;

/** Everything that a TLS session over a stream can emit; for dissectors that hand over to one (STARTTLS, CONNECT). */
export const tlsVocabulary = {
  'tls.client_hello': CLIENT_HELLO,
  'tls.server_hello': SERVER_HELLO,
  'tls.certificate': CERTIFICATE,
  'tls.alert': ALERT,
  'tls.established': ESTABLISHED,
} as const satisfies Vocabulary;
