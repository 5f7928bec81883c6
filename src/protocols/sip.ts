import type { Chunk } from '../bytes/chunk.ts';
import { dissector, type Emit, type Session, type Verdict } from './dissector.ts';
import { authorizationSchemeOf, findHeadEnd, headerOf, mediaTypeOf, readHead, type Head } from './heads.ts';
import { startsWith, textOf } from './lines.ts';
import { findOctet } from './wire/find-octet.ts';

// SIP: RFC 3261, over UDP: one message a datagram.

const PORTS = [5060, 5070, 5080] as const;
const TEXT_MAX = 512;
const REQUEST_LINE = /^([A-Z]{3,16}) (sips?|tel|urn):[^ ]{1,2000} SIP\/2\.0$/i;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d)(?: |$)/;

const observes = {
  'sip.message': {
    /** Of a request, or of the request that a response answers (CSeq). */
    method: 'string?',
    status: 'number?',
    user_agent: 'string?',
    server: 'string?',
    /** Of the From header; the part before the @ is a person's. */
    from_domain: 'string?',
    to_domain: 'string?',
    has_credentials: 'boolean',
    authorization_scheme: 'string?',
    content_type: 'string?',
  },
} as const;
type Observes = typeof observes;

/** Call signalling in clear. */
export const sip = dissector({
  name: 'sip',
  over: 'udp',
  ports: PORTS,
  content: 'text',
  observes,
  probe,
  stateless: true,
  open: (emit) => new SipSession(emit),
});

function probe({ buffer, start, end }: Chunk): Verdict {
  if (startsWith(buffer, start, end, 'SIP/2.0 ')) return 'mine';
  const lf = findOctet(buffer, 0x0a, start, end);
  if (lf === -1 || lf - start > 2_048) return 'not-mine';
  return REQUEST_LINE.test(buffer.latin1Slice(start, lf).trimEnd()) ? 'mine' : 'not-mine';
}

class SipSession implements Session {
  readonly #emit: Emit<Observes>;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data({ buffer, start, end }: Chunk): number {
    const headEnd = findHeadEnd(buffer, start, end, 0);
    const head = readHead(buffer, start, headEnd < 0 ? end : headEnd);
    const request = REQUEST_LINE.exec(head.startLine);
    const status = STATUS_LINE.exec(head.startLine);
    if (request !== null || status !== null)
      this.#message(head, request?.[1]?.toUpperCase() ?? null, status === null ? null : Number(status[1]));
    return end - start;
  }

  gap(): void {}

  #message({ headers }: Head, method: string | null, status: number | null): void {
    const header = (name: string, short: string): string | null => headerOf(headers, name) ?? headerOf(headers, short);
    const authorization = header('authorization', 'proxy-authorization');
    const type = header('content-type', 'c');
    this.#emit('sip.message', {
      method: method ?? /^\d{1,10} {1,4}([A-Z]{3,16})$/.exec(headerOf(headers, 'cseq') ?? '')?.[1] ?? null,
      status,
      user_agent: textOrNull(headerOf(headers, 'user-agent')),
      server: textOrNull(headerOf(headers, 'server')),
      from_domain: domainOf(header('from', 'f')),
      to_domain: domainOf(header('to', 't')),
      has_credentials: authorization !== null,
      authorization_scheme: authorization === null ? null : authorizationSchemeOf(authorization),
      content_type: type === null ? null : mediaTypeOf(type),
    });
  }
}

const textOrNull = (value: string | null): string | null => (value === null ? null : textOf(value, TEXT_MAX));

/** The host of `"Name" <sip:user@host:port;parameters>`. */
function domainOf(value: string | null): string | null {
  if (value === null) return null;
  const scheme = /sips?:/i.exec(value);
  if (scheme === null) return null;
  // Parameters of the header, which may hold an @ of their own, come behind the URI.
  const uri = /^[^>;\s]*/.exec(value.slice(scheme.index + scheme[0].length, scheme.index + 512))![0];
  const host = /^[a-z0-9.[\]-]+/i.exec(uri.slice(uri.indexOf('@') + 1));
  return host === null ? null : host[0].toLowerCase();
}
