import type { Side } from '../bytes/chunk.ts';
import { dissector, type Emit, type Ports, type Verdict } from './dissector.ts';
import { LineFlow, type LineHandler, onPort, otherOf, probeLine, replyOf, serverOf } from './line-flow.ts';
import { textOf, verbOf } from './lines.ts';

// FTP: RFC 959; FTP over TLS: RFC 4217.

const PORTS = [21, 2121] as const;
const ARGUMENT_MAX = 512;
const BANNER_MAX = 200;

/** Commands whose argument is no secret: names of files and folders, and settings. */
const SHOWN: ReadonlySet<string> = new Set([
  'ALLO',
  'APPE',
  'AUTH',
  'CLNT',
  'CWD',
  'DELE',
  'EPRT',
  'EPSV',
  'FEAT',
  'HELP',
  'LANG',
  'LIST',
  'MDTM',
  'MFMT',
  'MKD',
  'MLSD',
  'MLST',
  'MODE',
  'NLST',
  'OPTS',
  'PBSZ',
  'PORT',
  'PROT',
  'REST',
  'RETR',
  'RMD',
  'RNFR',
  'RNTO',
  'SIZE',
  'STAT',
  'STOR',
  'STOU',
  'STRU',
  'TYPE',
  'XCWD',
  'XMKD',
  'XRMD',
]);
/** Commands without an argument worth showing, or with one that is not ours to keep. */
const HIDDEN: ReadonlySet<string> = new Set([
  'ABOR',
  'ACCT',
  'ADAT',
  'CCC',
  'CDUP',
  'NOOP',
  'PASS',
  'PASV',
  'PWD',
  'QUIT',
  'REIN',
  'SITE',
  'SMNT',
  'SYST',
  'USER',
  'XCUP',
  'XPWD',
]);

const observes = {
  'ftp.command': { command: 'string', argument: 'string?', has_username: 'boolean', has_password: 'boolean', anonymous: 'boolean' },
  'ftp.response': { code: 'number', text: 'string?' },
  'ftp.login': { anonymous: 'boolean', has_password: 'boolean' },
} as const;
type Observes = typeof observes;

/** The control connection of FTP. Data connections are flows of their own. */
export const ftp = dissector({
  name: 'ftp',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe: (chunk, ports) => {
    const registered = onPort(ports, PORTS);
    const verdict = probeLine(chunk, (line) => probeFirst(line, registered));
    if (verdict !== 'unsure') return verdict;
    // 331 asks for a password; SMTP, which greets alike, has no such reply.
    return chunk.buffer.latin1Slice(chunk.start, Math.min(chunk.end, chunk.start + 1_024)).includes('\n331 ') ? 'mine' : 'unsure';
  },
  open: (emit, ports) => new LineFlow(new FtpHandler(emit, ports)),
});

function probeFirst(line: string, registered: boolean): Verdict {
  const reply = replyOf(line);
  if (reply !== null) {
    if (reply.code === 220 && /\bftp|ftpd\b|file transfer/i.test(line)) return 'mine';
    if (registered) return 'mine';
    return reply.code === 220 && !/smtp/i.test(line) ? 'unsure' : 'not-mine';
  }
  const verb = verbOf(line, 4);
  // In the middle of a reply, the client's next command will tell.
  if (!SHOWN.has(verb) && !HIDDEN.has(verb)) return registered ? 'unsure' : 'not-mine';
  return registered ? 'mine' : 'unsure';
}

class FtpHandler implements LineHandler {
  readonly #emit: Emit<Observes>;
  #client: Side | -1;
  #anonymous = false;
  #hasPassword = false;
  #tlsAsked = false;

  constructor(emit: Emit<Observes>, ports: Ports) {
    this.#emit = emit;
    this.#client = otherOf(serverOf(ports, PORTS));
  }

  line(sender: Side, text: string): boolean {
    const reply = sender === this.#client ? null : replyOf(text);
    if (reply !== null) {
      this.#client = otherOf(sender);
      return this.#reply(reply.code, reply.last, reply.text);
    }
    // Within a reply of several lines a server may say anything, names of commands among it (RFC 959, 4.2).
    if (sender === otherOf(this.#client)) return true;
    // Clients may put TELNET signals before ABOR and STAT (RFC 959, 4.1.3).
    const command = verbOf(text.replace(/^[\x80-\xff]+/, ''), 4);
    if (!SHOWN.has(command) && !HIDDEN.has(command)) return true;
    this.#client = sender;
    this.#command(command, text.slice(command.length).trim());
    return true;
  }

  #command(command: string, argument: string): void {
    const isUser = command === 'USER';
    const isPassword = command === 'PASS' && argument !== '';
    if (isUser) this.#anonymous = /^(?:anonymous|ftp)$/i.test(argument);
    if (isPassword) this.#hasPassword = true;
    if (command === 'AUTH') this.#tlsAsked = true;
    this.#emit('ftp.command', {
      command,
      argument: SHOWN.has(command) && argument !== '' ? textOf(argument, ARGUMENT_MAX) : null,
      has_username: isUser && argument !== '',
      has_password: isPassword,
      anonymous: (isUser || isPassword) && this.#anonymous,
    });
  }

  #reply(code: number, last: boolean, text: string): boolean {
    if (!last) return true;
    this.#emit('ftp.response', { code, text: code === 220 || code === 215 ? textOf(text, BANNER_MAX) : null });
    if (code === 230) this.#emit('ftp.login', { anonymous: this.#anonymous, has_password: this.#hasPassword });
    return !(code === 234 && this.#tlsAsked);
  }
}
