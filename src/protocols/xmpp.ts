import type { Chunk, Side } from '../bytes/chunk.ts';
import { dissector, type Emit, ENOUGH, type Ports, type Session, SWITCH, switchAfter, type Verdict } from './dissector.ts';
import { onPort } from './line-flow.ts';
import { mayBecome, startsWith, textOf } from './lines.ts';
import { SaslExchange } from './sasl.ts';
import { findOctet } from './wire/find-octet.ts';

// XMPP: RFC 6120; STARTTLS: 5; SASL: 6.

const PORTS = [5222, 5269] as const;
const XML_DECLARATION = '<?xml';
const STREAM_TAG = '<stream:stream';
const PROBED_MAX = 512;
/** Octets of one tag that are kept; a longer one is passed over. */
const TAG_MAX = 4_096;
const NAME_MAX = 255;
const OPEN = 0x3c;
const CLOSE = 0x3e;
const TLS_SPACE = 'urn:ietf:params:xml:ns:xmpp-tls';
/** RFC 6120, 8.2. */
const STANZAS: ReadonlySet<string> = new Set(['message', 'presence', 'iq']);

const observes = {
  'xmpp.stream': { to: 'string?', from: 'string?' },
  'xmpp.auth': { auth_mechanism: 'string', has_username: 'boolean', has_password: 'boolean' },
  /** A message, a presence or a query in clear: of its addresses only the domains. */
  'xmpp.stanza': { stanza: 'string', type: 'string?', to_domain: 'string?' },
} as const;
type Observes = typeof observes;

/** Messages and presence without TLS, up to an accepted STARTTLS. */
export const xmpp = dissector({
  name: 'xmpp',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe,
  open: (emit) => new XmppSession(emit),
});

/** How stanzas start, with which a connection that was joined midway may. */
const MIDWAY = ['<message ', '<presence', '<iq '] as const;

function probe(chunk: Chunk, ports: Ports): Verdict {
  const verdict = probeOpening(chunk);
  if (verdict !== 'not-mine' || !onPort(ports, PORTS)) return verdict;
  // What starts in the middle of a stanza says nothing: the other side's next one will tell.
  return MIDWAY.some((tag) => startsWith(chunk.buffer, chunk.start, chunk.end, tag)) ? 'mine' : 'unsure';
}

function probeOpening({ buffer, start, end }: Chunk): Verdict {
  if (mayBecome(buffer, start, end, XML_DECLARATION) || mayBecome(buffer, start, end, STREAM_TAG)) return 'unsure';
  if (startsWith(buffer, start, end, STREAM_TAG)) return 'mine';
  if (!startsWith(buffer, start, end, XML_DECLARATION)) return 'not-mine';
  const text = buffer.latin1Slice(start, Math.min(end, start + PROBED_MAX));
  const next = text.indexOf('<', 1);
  if (next === -1) return end - start < PROBED_MAX ? 'unsure' : 'not-mine';
  const tag = text.slice(next, next + STREAM_TAG.length);
  if (tag === STREAM_TAG) return 'mine';
  return STREAM_TAG.startsWith(tag) && end - start < PROBED_MAX ? 'unsure' : 'not-mine';
}

class XmppSession implements Session {
  readonly #emit: Emit<Observes>;
  #sasl: SaslExchange | null = null;
  /** The text behind the tag just read is a message of the SASL exchange. */
  readonly #saslText: [boolean, boolean] = [false, false];
  /** A tag that is too long is passing. */
  readonly #passing: [boolean, boolean] = [false, false];
  /** Octets that are known to hold no end of a tag. */
  readonly #searched: [number, number] = [0, 0];
  #tlsAsked = false;
  #done: typeof ENOUGH | typeof SWITCH | 0 = 0;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data({ buffer, start, end, sender }: Chunk): number {
    let at = start;
    while (at < end && this.#done === 0) {
      const close = findOctet(buffer, CLOSE, at + this.#searched[sender], end);
      if (close === -1) {
        this.#searched[sender] = end - at;
        if (end - at <= TAG_MAX) return at - start;
        this.#passing[sender] = true;
        this.#searched[sender] = 0;
        return end - start;
      }
      this.#searched[sender] = 0;
      if (this.#passing[sender] || close - at > TAG_MAX) this.#passing[sender] = false;
      else this.#piece(sender, buffer.latin1Slice(at, close));
      at = close + 1;
    }
    return this.#done === 0 ? at - start : this.#done === SWITCH ? switchAfter(at - start) : ENOUGH;
  }

  gap(sender: Side): void {
    this.#searched[sender] = 0;
    this.#passing[sender] = true;
    this.#saslText[sender] = false;
  }

  end(): void {
    this.#emitAuth();
  }

  /** Text, then a tag without its end. */
  #piece(sender: Side, piece: string): void {
    const open = piece.lastIndexOf(String.fromCharCode(OPEN));
    if (open === -1) return;
    if (this.#saslText[sender] && open > 0) this.#sasl?.response(piece.slice(0, open).trim());
    this.#saslText[sender] = false;
    const tag = piece.slice(open + 1);
    this.#tag(sender, nameOf(tag), tag);
  }

  #tag(sender: Side, name: string, tag: string): void {
    switch (name) {
      case 'stream:stream':
        this.#emit('xmpp.stream', { to: attribute(tag, 'to'), from: attribute(tag, 'from') });
        break;
      case 'starttls':
        this.#tlsAsked ||= tag.endsWith('/') && tag.includes(TLS_SPACE);
        break;
      case 'proceed':
        if (this.#tlsAsked && tag.includes(TLS_SPACE)) this.#done = SWITCH;
        break;
      case 'auth':
        this.#emitAuth();
        this.#sasl = new SaslExchange(attribute(tag, 'mechanism') ?? '', '');
        this.#saslText[sender] = !tag.endsWith('/');
        break;
      case 'response':
        this.#saslText[sender] = this.#sasl !== null && !tag.endsWith('/');
        break;
      case 'success':
      case 'failure':
        this.#emitAuth();
        break;
      default:
        if (STANZAS.has(name)) this.#stanza(name, tag);
    }
  }

  #stanza(stanza: string, tag: string): void {
    const to = attribute(tag, 'to');
    this.#emit('xmpp.stanza', { stanza, type: attribute(tag, 'type'), to_domain: to === null ? null : domainOf(to) });
  }

  #emitAuth(): void {
    const sasl = this.#sasl;
    this.#sasl = null;
    if (sasl === null) return;
    this.#emit('xmpp.auth', { auth_mechanism: sasl.mechanism, has_username: sasl.hasUsername, has_password: sasl.hasPassword });
  }
}

function nameOf(tag: string): string {
  let end = 0;
  while (end < tag.length && end < 32 && tag[end] !== ' ' && tag[end] !== '/' && tag[end] !== '\n' && tag[end] !== '\r') end += 1;
  return tag.slice(0, end);
}

/** The value of an attribute; null where there is none. */
function attribute(tag: string, name: string): string | null {
  for (const quote of ['"', "'"]) {
    const at = tag.indexOf(` ${name}=${quote}`);
    if (at === -1) continue;
    const from = at + name.length + 3;
    const to = tag.indexOf(quote, from);
    return to === -1 ? null : textOf(tag.slice(from, to), NAME_MAX) || null;
  }
  return null;
}

/** The domain of `name@domain/resource`: RFC 7622, 3.1. */
function domainOf(address: string): string | null {
  const slash = address.indexOf('/');
  const bare = slash === -1 ? address : address.slice(0, slash);
  return bare.slice(bare.lastIndexOf('@') + 1).toLowerCase() || null;
}
