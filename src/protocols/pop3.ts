import type { Side } from '../bytes/chunk.ts';
import { dissector, type Emit, type Ports, type Verdict } from './dissector.ts';
import { LineFlow, type LineHandler, onPort, otherOf, probeLine, serverOf } from './line-flow.ts';
import { verbOf } from './lines.ts';
import { SaslExchange } from './sasl.ts';

// POP3: RFC 1939; STLS: RFC 2595, 4; AUTH: RFC 5034.

const PORTS = [110] as const;
const COMMANDS: ReadonlySet<string> = new Set([
  'APOP',
  'AUTH',
  'CAPA',
  'DELE',
  'LIST',
  'NOOP',
  'PASS',
  'QUIT',
  'RETR',
  'RSET',
  'STAT',
  'STLS',
  'TOP',
  'UIDL',
  'USER',
  'UTF8',
]);

const observes = {
  'pop3.command': { command: 'string', auth_mechanism: 'string?', has_username: 'boolean', has_password: 'boolean' },
  /** The answer to what logs in: PASS, APOP, AUTH. */
  'pop3.login': { accepted: 'boolean' },
} as const;
type Observes = typeof observes;

/** Mail collection without TLS, up to an accepted STLS. */
export const pop3 = dissector({
  name: 'pop3',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe: (chunk, ports) => probeLine(chunk, (line) => probeFirst(line, onPort(ports, PORTS))),
  open: (emit, ports) => new LineFlow(new Pop3Handler(emit, ports)),
});

function probeFirst(line: string, registered: boolean): Verdict {
  // A bare +OK is also what Redis says.
  if (line.startsWith('+OK ') || (registered && /^(?:\+OK|-ERR)/.test(line))) return 'mine';
  if (line === '+OK') return 'unsure';
  const verb = verbOf(line, 4);
  // In the middle of a mail or a list, the other side's first line will tell.
  if (!COMMANDS.has(verb)) return registered ? 'unsure' : 'not-mine';
  if (registered || verb === 'CAPA' || verb === 'STLS' || verb === 'APOP') return 'mine';
  return verb === 'USER' || verb === 'AUTH' ? 'unsure' : 'not-mine';
}

class Pop3Handler implements LineHandler {
  readonly #emit: Emit<Observes>;
  #client: Side | -1;
  #sasl: SaslExchange | null = null;
  #loginAsked = false;
  #tlsAsked = false;

  constructor(emit: Emit<Observes>, ports: Ports) {
    this.#emit = emit;
    this.#client = otherOf(serverOf(ports, PORTS));
  }

  line(sender: Side, text: string): boolean {
    if (sender !== this.#client && /^(?:\+OK|-ERR|\+ |\+$)/.test(text)) return this.#reply(text);
    if (sender === otherOf(this.#client)) return true; // Lines of a mail or a list.
    if (this.#sasl !== null) {
      this.#sasl.response(text);
      if (this.#sasl.complete) this.#emitAuth();
    } else this.#command(sender, text);
    return true;
  }

  gap(sender: Side): void {
    if (sender === this.#client) this.#emitAuth();
  }

  end(): void {
    this.#emitAuth();
  }

  #command(sender: Side, text: string): void {
    const command = verbOf(text, 4);
    if (!COMMANDS.has(command)) return;
    this.#client = sender;
    const rest = text.slice(command.length).trim();
    this.#tlsAsked = command === 'STLS';
    this.#loginAsked = command === 'PASS' || command === 'APOP' || (command === 'AUTH' && rest !== '');
    if (command === 'AUTH' && rest !== '') {
      const [mechanism, initial] = rest.split(' ', 2);
      this.#sasl = new SaslExchange(mechanism!, initial ?? '');
      if (this.#sasl.complete) this.#emitAuth();
      return;
    }
    this.#emit('pop3.command', {
      command,
      auth_mechanism: command === 'APOP' ? 'APOP' : null,
      has_username: (command === 'USER' || command === 'APOP') && rest !== '',
      has_password: command === 'PASS' && rest !== '',
    });
  }

  #reply(text: string): boolean {
    if (text === '+' || text.startsWith('+ ')) return true;
    const accepted = text.startsWith('+OK');
    this.#emitAuth();
    if (this.#loginAsked) this.#emit('pop3.login', { accepted });
    this.#loginAsked = false;
    return !(this.#tlsAsked && accepted);
  }

  #emitAuth(): void {
    const sasl = this.#sasl;
    this.#sasl = null;
    if (sasl === null) return;
    this.#emit('pop3.command', {
      command: 'AUTH',
      auth_mechanism: sasl.mechanism,
      has_username: sasl.hasUsername,
      has_password: sasl.hasPassword,
    });
  }
}
