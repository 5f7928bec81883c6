/** What is said of HTTP/1.x and of the WebSocket handshake. */
export const observes = {
  'http.request': {
    method: 'string',
    /** Where `head_cut`, host and target end where the capture does. */
    host: 'string?',
    target: 'string',
    version: 'string?',
    user_agent: 'string?',
    content_type: 'string?',
    content_length: 'number?',
    has_credentials: 'boolean',
    has_cookie: 'boolean',
    authorization_scheme: 'string?',
    /** A field or member that passwords go by is in the query or in the body. */
    form_password: 'boolean',
    /** Octets of the body seen when this was said, at most 16,384. */
    body_octets: 'number',
    /** Names (never values) of the body's form fields or top-level JSON members. */
    body_keys: 'strings?',
    /** What was taken off the body before its names were read, outermost first, by its octets; null where nothing was. */
    body_encodings: 'strings?',
    /** Octets that came out of the innermost, as far as they were unpacked. */
    body_unpacked_octets: 'number?',
    /** Why the names may not be all: `cut`, `damaged`, `limit`, `ratio`, `mislabelled`, `unknown`, `refused`. */
    body_flaw: 'string?',
    content_encoding: 'string?',
    soap_action: 'string?',
    referer_host: 'string?',
    accepts: 'string?',
    /** Content-Length against Transfer-Encoding, or lengths that differ (RFC 9112, 6.3). */
    framing_conflict: 'boolean',
    /** The end of the headers was never captured: what they would have said is missing here. */
    head_cut: 'boolean',
  },
  'http.response': {
    status: 'number',
    version: 'string',
    server: 'string?',
    content_type: 'string?',
    content_length: 'number?',
    sets_cookie: 'boolean',
    content_encoding: 'string?',
    /** Without user information, query and fragment. */
    location: 'string?',
    challenge_scheme: 'string?',
    file_name: 'string?',
    framing_conflict: 'boolean',
    /** Of the request that this answers; null where that was not seen. The path has no query. */
    request_method: 'string?',
    request_host: 'string?',
    request_path: 'string?',
  },
  /** What could be read in a response's body; silent where nothing was. The fields are those of requests. */
  'http.response_body': {
    request_method: 'string?',
    request_host: 'string?',
    request_path: 'string?',
    status: 'number',
    content_type: 'string?',
    content_encoding: 'string?',
    /** A member that passwords go by, with something in it. */
    has_password: 'boolean',
    body_octets: 'number',
    body_keys: 'strings?',
    body_encodings: 'strings?',
    body_unpacked_octets: 'number?',
    body_flaw: 'string?',
  },
  'websocket.open': { host: 'string?', target: 'string?', protocol: 'string?', origin_host: 'string?' },
} as const;
export type HttpVocabulary = typeof observes;
