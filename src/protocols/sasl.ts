/** Registered SASL mechanisms (RFC 4422 and the IANA registry) and those in common use; another word may be no mechanism at all. */
const MECHANISMS: ReadonlySet<string> = new Set([
  'ANONYMOUS',
  'APOP',
  'CRAM-MD5',
  'DIGEST-MD5',
  'EXTERNAL',
  'GSSAPI',
  'GSS-SPNEGO',
  'KERBEROS_V4',
  'LOGIN',
  'NTLM',
  'OAUTHBEARER',
  'PLAIN',
  'SCRAM-SHA-1',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-256-PLUS',
  'XOAUTH2',
  'PLAIN-CLIENTTOKEN',
]);
/** Mechanisms that send the password, or a token as good as one, for anyone to read; and how many client messages that takes. */
const CLEAR: Readonly<Record<string, number>> = { PLAIN: 1, LOGIN: 2, XOAUTH2: 1, OAUTHBEARER: 1, 'PLAIN-CLIENTTOKEN': 1 };

/** One authentication exchange of SMTP, POP3 or IMAP, as far as the client's side tells: never what was sent, only that it was. */
export class SaslExchange {
  readonly mechanism: string;
  /** A password or token went over the wire in clear. */
  hasPassword = false;
  hasUsername = false;
  #expected: number;

  /** `initial` is the response sent with the command itself, if any (RFC 4954, 4; RFC 5034, 4; RFC 4959). */
  constructor(mechanism: string, initial: string) {
    const name = mechanism.toUpperCase();
    this.mechanism = MECHANISMS.has(name) ? name : 'OTHER';
    this.#expected = CLEAR[this.mechanism] ?? Number.POSITIVE_INFINITY;
    if (initial !== '' && initial !== '=') this.response(initial);
  }

  /** Nothing more is needed to say what went over the wire. */
  get complete(): boolean {
    return this.#expected <= 0;
  }

  /** Takes one line of the client; `*` gives the exchange up. */
  response(line: string): void {
    if (line === '*') {
      this.#expected = 0;
      return;
    }
    if (line === '') return;
    this.#expected -= 1;
    this.hasUsername = true;
    if (this.#expected === 0) this.hasPassword = true;
  }
}
