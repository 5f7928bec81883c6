import type { Side } from '../bytes/chunk.ts';
import { dissector, type Emit, type Ports, type Verdict } from './dissector.ts';
import { LineFlow, type LineHandler, onPort, otherOf, probeLine, replyOf, serverOf, type Reply } from './line-flow.ts';
import { textOf, verbOf } from './lines.ts';
import { SaslExchange } from './sasl.ts';

// SMTP: RFC 5321; STARTTLS: RFC 3207; AUTH: RFC 4954; BDAT: RFC 3030.

const PORTS = [25, 587, 2525] as const;
const BANNER_MAX = 200;
const COMMANDS: ReadonlySet<string> = new Set([
  'AUTH',
  'BDAT',
  'DATA',
  'EHLO',
  'ETRN',
  'EXPN',
  'HELO',
  'HELP',
  'LHLO',
  'MAIL',
  'NOOP',
  'QUIT',
  'RCPT',
  'RSET',
  'STARTTLS',
  'VRFY',
]);

const observes = {
  'smtp.command': {
    command: 'string',
    auth_mechanism: 'string?',
    has_username: 'boolean',
    has_password: 'boolean',
    /** The server had offered STARTTLS; null where its answer to EHLO was not seen. */
    starttls_offered: 'boolean?',
    /** Of MAIL FROM and RCPT TO; the part before the @ is a person's. */
    address_domain: 'string?',
  },
  'smtp.response': { code: 'number', text: 'string?' },
} as const;
type Observes = typeof observes;

/** Mail submission and transfer without TLS, up to an accepted STARTTLS. */
export const smtp = dissector({
  name: 'smtp',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe: (chunk, ports) => probeLine(chunk, (line) => probeFirst(line, onPort(ports, PORTS))),
  open: (emit, ports) => new LineFlow(new SmtpHandler(emit, ports)),
});

function probeFirst(line: string, registered: boolean): Verdict {
  const reply = replyOf(line);
  if (reply !== null) {
    if (/ftp/i.test(line)) return 'not-mine';
    if ((reply.code === 220 && /smtp|\bmail\b/i.test(line)) || registered) return 'mine';
    return reply.code === 220 ? 'unsure' : 'not-mine';
  }
  const verb = verbOf(line, 8);
  if (verb === 'EHLO' || verb === 'HELO' || verb === 'LHLO') return 'mine';
  // In the middle of a mail, the server's first answer will tell.
  if (registered) return COMMANDS.has(verb) ? 'mine' : 'unsure';
  return 'not-mine';
}

class SmtpHandler implements LineHandler {
  readonly #emit: Emit<Observes>;
  #client: Side | -1;
  #heardClient = false;
  #sasl: SaslExchange | null = null;
  /** What the client sends is a message, up to a line with a single dot. */
  #inMessage = false;
  #tlsAsked = false;
  #tlsOffered: boolean | null = null;
  #helloAsked = false;

  constructor(emit: Emit<Observes>, ports: Ports) {
    this.#emit = emit;
    this.#client = otherOf(serverOf(ports, PORTS));
  }

  line(sender: Side, text: string, flow: LineFlow): boolean {
    const reply = sender === this.#client ? null : replyOf(text);
    if (reply !== null) {
      this.#client = otherOf(sender);
      return this.#reply(reply);
    }
    if (sender === otherOf(this.#client)) return true;
    if (this.#inMessage) {
      if (text === '.') this.#inMessage = false;
    } else if (this.#sasl !== null) {
      this.#sasl.response(text);
      if (this.#sasl.complete) this.#emitAuth();
    } else this.#clientLine(sender, text, flow);
    return true;
  }

  gap(sender: Side): void {
    if (sender === this.#client) this.#emitAuth();
  }

  end(): void {
    this.#emitAuth();
  }

  #clientLine(sender: Side, text: string, flow: LineFlow): void {
    const command = verbOf(text, 8);
    if (!COMMANDS.has(command)) return;
    this.#client = sender;
    this.#heardClient = true;
    const rest = text.slice(command.length).trim();
    if (command === 'AUTH') {
      const [mechanism, initial] = rest.split(' ', 2);
      this.#sasl = new SaslExchange(mechanism ?? '', initial ?? '');
      if (this.#sasl.complete) this.#emitAuth();
      return;
    }
    if (command === 'DATA') this.#inMessage = true;
    if (command === 'STARTTLS') this.#tlsAsked = true;
    if (command === 'EHLO') this.#helloAsked = true;
    if (command === 'BDAT') flow.skipNext(sender, Number(/^\d{1,12}/.exec(rest)?.[0] ?? 0));
    this.#command(command, command === 'MAIL' || command === 'RCPT' ? domainOf(rest) : null, null);
  }

  #reply({ code, last, text }: Reply): boolean {
    if (this.#helloAsked && code === 250) {
      if (/^starttls\b/i.test(text)) this.#tlsOffered = true;
      if (last) {
        this.#tlsOffered ??= false;
        this.#helloAsked = false;
      }
    }
    if (!last) return true;
    // A client that sends several commands at once may hear of a recipient that was refused before the message is asked for (RFC 2920).
    if (code === 354) this.#inMessage = true;
    else if (code >= 400) this.#inMessage = false;
    if (code !== 334) this.#emitAuth();
    this.#emit('smtp.response', { code, text: code === 220 && !this.#heardClient ? textOf(text, BANNER_MAX) : null });
    return !(this.#tlsAsked && code === 220);
  }

  /** Says what is known of the authentication under way. */
  #emitAuth(): void {
    const sasl = this.#sasl;
    this.#sasl = null;
    if (sasl !== null) this.#command('AUTH', null, sasl);
  }

  #command(command: string, domain: string | null, sasl: SaslExchange | null): void {
    this.#emit('smtp.command', {
      command,
      auth_mechanism: sasl?.mechanism ?? null,
      has_username: sasl?.hasUsername ?? false,
      has_password: sasl?.hasPassword ?? false,
      starttls_offered: this.#tlsOffered,
      address_domain: domain,
    });
  }
}

/** The domain in `FROM:<name@domain>`; null where there is none (bounces). */
function domainOf(path: string): string | null {
  const at = path.lastIndexOf('@');
  if (at === -1) return null;
  const domain = /^[a-z0-9.:[\]-]{1,255}/i.exec(path.slice(at + 1, at + 256));
  return domain === null ? null : domain[0].toLowerCase();
}
