import type { Side } from '../bytes/chunk.ts';
import { dissector, type Emit, type Ports, type Verdict } from './dissector.ts';
import { LineFlow, type LineHandler, onPort, otherOf, probeLine, serverOf } from './line-flow.ts';
import { SaslExchange } from './sasl.ts';

// IMAP4rev1 and rev2: RFC 3501, RFC 9051; literals without waiting: RFC 7888.

const PORTS = [143] as const;
const COMMANDS: ReadonlySet<string> = new Set([
  'APPEND',
  'AUTHENTICATE',
  'CAPABILITY',
  'CHECK',
  'CLOSE',
  'COMPRESS',
  'COPY',
  'CREATE',
  'DELETE',
  'ENABLE',
  'EXAMINE',
  'EXPUNGE',
  'FETCH',
  'GETQUOTAROOT',
  'ID',
  'IDLE',
  'LIST',
  'LOGIN',
  'LOGOUT',
  'LSUB',
  'MOVE',
  'NAMESPACE',
  'NOOP',
  'RENAME',
  'SEARCH',
  'SELECT',
  'STARTTLS',
  'STATUS',
  'STORE',
  'SUBSCRIBE',
  'UID',
  'UNSELECT',
  'UNSUBSCRIBE',
  'XLIST',
]);
/** A tag of the client's choice, then the command: RFC 9051, 2.2.1. */
const COMMAND_LINE = /^([A-Za-z0-9.$_-]{1,32}) ([A-Za-z]{2,16})(?: |$)/;

const observes = {
  'imap.command': { command: 'string', auth_mechanism: 'string?', has_username: 'boolean', has_password: 'boolean' },
  /** The answer to LOGIN or AUTHENTICATE. */
  'imap.login': { accepted: 'boolean' },
} as const;
type Observes = typeof observes;

/** Mail access without TLS, up to an accepted STARTTLS. */
export const imap = dissector({
  name: 'imap',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe: (chunk, ports) => probeLine(chunk, (line) => probeFirst(line, onPort(ports, PORTS))),
  open: (emit, ports) => new LineFlow(new ImapHandler(emit, ports)),
});

/** RFC 9051, 7.1, behind the tag of a command: how a capture that begins in the middle may start. */
const TAGGED_ANSWER = /^[A-Za-z0-9.$_-]{1,32} (?:OK|NO|BAD)(?: |$)/i;
const OPENING: ReadonlySet<string> = new Set(['CAPABILITY', 'LOGIN', 'AUTHENTICATE', 'STARTTLS', 'ID', 'NOOP', 'LOGOUT']);

function probeFirst(line: string, registered: boolean): Verdict {
  if (/^\* (?:OK|PREAUTH|BYE)\b/i.test(line)) return 'mine';
  if (registered && line.startsWith('* ')) return 'mine';
  const command = COMMAND_LINE.exec(line)?.[2]?.toUpperCase() ?? '';
  if (registered && (COMMANDS.has(command) || TAGGED_ANSWER.test(line))) return 'mine';
  // `CAPABILITY` and `AUTHENTICATE` are nobody else's; the others are words.
  if (command === 'CAPABILITY' || command === 'AUTHENTICATE') return 'mine';
  return registered || OPENING.has(command) ? 'unsure' : 'not-mine';
}

class ImapHandler implements LineHandler {
  readonly #emit: Emit<Observes>;
  #client: Side | -1;
  #sasl: SaslExchange | null = null;
  /** The rest of a command that a literal had cut: no command starts there. */
  #continued = false;
  #loginTag = '';
  #tlsTag = '';

  constructor(emit: Emit<Observes>, ports: Ports) {
    this.#emit = emit;
    this.#client = otherOf(serverOf(ports, PORTS));
  }

  line(sender: Side, text: string, flow: LineFlow): boolean {
    if (sender !== this.#client && (this.#client !== -1 || text.startsWith('* ') || text.startsWith('+'))) {
      this.#skipLiteral(sender, text, flow);
      return this.#serverLine(text);
    }
    const continued = this.#continued;
    this.#continued = this.#skipLiteral(sender, text, flow);
    if (this.#sasl !== null) {
      this.#sasl.response(text);
      if (this.#sasl.complete) this.#emitAuth();
    } else if (!continued) this.#command(sender, text);
    return true;
  }

  gap(sender: Side): void {
    if (sender !== this.#client) return;
    this.#emitAuth();
    this.#continued = false;
  }

  end(): void {
    this.#emitAuth();
  }

  /** A line that ends in `{n}` or `{n+}` is followed by n octets of any kind (RFC 9051, 4.3). */
  #skipLiteral(sender: Side, text: string, flow: LineFlow): boolean {
    if (!text.endsWith('}')) return false;
    const count = /\{(\d{1,12})\+?\}$/.exec(text.slice(-16));
    if (count === null) return false;
    flow.skipNext(sender, Number(count[1]));
    return true;
  }

  #command(sender: Side, text: string): void {
    const [, tag, name] = COMMAND_LINE.exec(text) ?? [];
    const command = name?.toUpperCase() ?? '';
    if (tag === undefined || !COMMANDS.has(command)) return;
    this.#client = sender;
    if (command === 'STARTTLS') this.#tlsTag = tag;
    if (command === 'LOGIN' || command === 'AUTHENTICATE') this.#loginTag = tag;
    if (command === 'AUTHENTICATE') {
      const [mechanism, initial] = text.slice(tag.length + command.length + 2).split(' ', 2);
      this.#sasl = new SaslExchange(mechanism ?? '', initial ?? '');
      if (this.#sasl.complete) this.#emitAuth();
      return;
    }
    const login = command === 'LOGIN';
    this.#emit('imap.command', { command, auth_mechanism: null, has_username: login, has_password: login });
  }

  #serverLine(text: string): boolean {
    const space = text.indexOf(' ');
    const tag = space === -1 ? '' : text.slice(0, space);
    if (tag === '' || (tag !== this.#loginTag && tag !== this.#tlsTag)) return true;
    const accepted = /^ok\b/i.test(text.slice(space + 1));
    if (tag === this.#loginTag) {
      this.#emitAuth();
      this.#emit('imap.login', { accepted });
      this.#loginTag = '';
      return true;
    }
    this.#tlsTag = '';
    return !accepted;
  }

  #emitAuth(): void {
    const sasl = this.#sasl;
    this.#sasl = null;
    if (sasl === null) return;
    this.#emit('imap.command', {
      command: 'AUTHENTICATE',
      auth_mechanism: sasl.mechanism,
      has_username: sasl.hasUsername,
      has_password: sasl.hasPassword,
    });
  }
}
