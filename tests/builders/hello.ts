/** What a client hello is to say. Numbers are 16 bits unless said otherwise. */
export interface HelloPlan {
  readonly version?: number;
  readonly ciphers?: readonly number[];
  /** [type, content in hex] in order. */
  readonly extensions?: readonly (readonly [number, string])[] | null;
  readonly sessionId?: string;
  /** DTLS only. */
  readonly cookie?: string;
}

export const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
const vector = (hex: string, width: 2 | 4): string => (hex.length / 2).toString(16).padStart(width, '0') + hex;

/** Content of a server_name extension. */
export const serverName = (name: string): string => vector(`00${vector(Buffer.from(name, 'utf8').toString('hex'), 4)}`, 4);

/** Content of an ALPN extension; names as text, one octet a character. */
export const alpn = (...names: readonly string[]): string =>
  vector(names.map((n) => vector(Buffer.from(n, 'latin1').toString('hex'), 2)).join(''), 4);

/** A list of 16-bit numbers behind its length in one or two octets. */
export const list16 = (values: readonly number[], width: 2 | 4 = 4): string => vector(values.map(hex4).join(''), width);

/** The body of a client hello. */
export function clientHello(plan: HelloPlan = {}): Buffer {
  const extensions =
    plan.extensions === null ? '' : vector((plan.extensions ?? []).map(([type, content]) => hex4(type) + vector(content, 4)).join(''), 4);
  return Buffer.from(
    hex4(plan.version ?? 0x0303) +
      'ab'.repeat(32) +
      vector(plan.sessionId ?? '', 2) +
      (plan.cookie === undefined ? '' : vector(plan.cookie, 2)) +
      list16(plan.ciphers ?? [0x1301, 0xc02f]) +
      '0100' +
      extensions,
    'hex',
  );
}

/** The body of a server hello. */
export function serverHello(
  plan: { version?: number; random?: string; cipher?: number; extensions?: readonly (readonly [number, string])[] | null } = {},
): Buffer {
  const extensions =
    plan.extensions === null ? '' : vector((plan.extensions ?? []).map(([type, content]) => hex4(type) + vector(content, 4)).join(''), 4);
  return Buffer.from(
    `${hex4(plan.version ?? 0x0303)}${plan.random ?? 'cd'.repeat(32)}00${hex4(plan.cipher ?? 0xc02f)}00${extensions}`,
    'hex',
  );
}

/** A handshake message: type, length, body. */
export const handshake = (type: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff]), body]);

/** A record of TLS. */
export const record = (type: number, body: Buffer, version = 0x0303): Buffer =>
  Buffer.concat([Buffer.from([type, version >> 8, version & 0xff, body.length >> 8, body.length & 0xff]), body]);
