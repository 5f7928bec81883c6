import type { Chunk, Side } from '../bytes/chunk.ts';
import { dissector, type Emit, ENOUGH, type Ports, type Session, type Verdict } from './dissector.ts';
import { serverOf } from './line-flow.ts';
import { textOf } from './lines.ts';

// TELNET: RFC 854 (commands), RFC 855 (options).

const PORTS = [23, 2323] as const;
const IAC = 0xff;
const COMMAND = { se: 0xf0, sb: 0xfa, will: 0xfb, dont: 0xfe } as const;
/** The highest assigned option below EXOPL, with room for the few above 49 that are in use. */
const OPTION_PROBED_MAX = 0x8c;
const OPTIONS_MAX = 32;
const BANNER_MAX = 120;
/** Octets of the server's last line in which a prompt is looked for. */
const PROMPT_MAX = 64;
/** Octets of a subnegotiation before its end is no longer waited for. */
const SUBNEGOTIATION_MAX = 1_024;

const observes = {
  'telnet.session': {
    /** Options negotiated by either side, by number, in order of appearance. */
    options: 'numbers',
    login_prompt: 'boolean',
    /** The client sent a line after a prompt for a name, for a password. */
    has_username: 'boolean',
    has_password: 'boolean',
    /** The first line of text that the server sent, up to a prompt in it; null where it may hold what the client typed, which servers echo. */
    banner: 'string?',
  },
} as const;
type Observes = typeof observes;

/** One observation a session: when a password was sent, else at the end. */
export const telnet = dissector({
  name: 'telnet',
  over: 'tcp',
  ports: PORTS,
  content: 'text',
  observes,
  probe,
  open: (emit, ports) => new TelnetSession(emit, ports),
});

function probe({ buffer, start, end }: Chunk, ports: Ports): Verdict {
  const registered = serverOf(ports, PORTS) !== -1;
  if (buffer[start] === IAC) return probeNegotiation(buffer, start, end, registered);
  if (!registered) return 'not-mine';
  const text = buffer.latin1Slice(start, Math.min(end, start + 2_048));
  if (/(?:login|user ?name|password) ?: ?$/i.test(text.slice(-32)) || text.includes('\xff\xfb') || text.includes('\xff\xfd')) return 'mine';
  return 'unsure';
}

function probeNegotiation(buffer: Buffer, start: number, end: number, registered: boolean): Verdict {
  if (end - start < 3) return end - start < 2 || isNegotiation(buffer[start + 1]!) ? 'unsure' : 'not-mine';
  if (!isNegotiation(buffer[start + 1]!) || buffer[start + 2]! > OPTION_PROBED_MAX) return 'not-mine';
  if (end - start < 6) return registered ? 'mine' : 'unsure';
  // What follows is another command, or text.
  const next = buffer[start + 3]!;
  if (registered) return next === IAC || next < 0x80 || buffer[start + 1] === COMMAND.sb ? 'mine' : 'not-mine';
  if (next === IAC) return isNegotiation(buffer[start + 4]!) ? 'mine' : 'not-mine';
  return isText(next) && isText(buffer[start + 4]!) && isText(buffer[start + 5]!) ? 'mine' : 'not-mine';
}

/** A printable character, a blank of any kind, a line end, or what starts a colour. */
const isText = (octet: number): boolean => (octet >= 0x20 && octet < 0x7f) || (octet >= 0x08 && octet <= 0x0d) || octet === 0x1b;

const isNegotiation = (octet: number): boolean => octet >= COMMAND.sb && octet <= COMMAND.dont;

const isPrompt = (line: string, words: readonly string[]): boolean => {
  const tail = line.trimEnd().toLowerCase();
  return words.some((word) => tail.endsWith(word));
};
const NAME_PROMPTS = ['login:', 'username:', 'user name:', 'user:', 'account:', 'identifiant:'] as const;
const PASSWORD_PROMPTS = ['password:', 'passwd:', 'passphrase:', 'mot de passe:', 'mot de passe :', 'passwort:'] as const;

class TelnetSession implements Session {
  readonly #emit: Emit<Observes>;
  readonly #options: number[] = [];
  /** The last, unfinished line of each side; the client's is only counted. */
  #serverLine = '';
  #clientOctets = 0;
  #awaits: 'nothing' | 'name' | 'password' = 'nothing';
  #server: Side | -1;
  #loginPrompt = false;
  #hasUsername = false;
  #banner: string | null = null;
  /** What the server sends from here on is no banner: the client has begun to type, or was asked to. */
  #bannerOver = false;
  #clientHeard = false;
  #said = false;

  constructor(emit: Emit<Observes>, ports: Ports) {
    this.#emit = emit;
    this.#server = serverOf(ports, PORTS);
  }

  data(chunk: Chunk): number {
    const { buffer, start, end, sender } = chunk;
    let at = start;
    if (sender !== this.#server) this.#clientHeard = true;
    while (at < end) {
      if (this.#said) return ENOUGH;
      if (buffer[at] === IAC) {
        const length = this.#command(buffer, at, end);
        if (length === 0) break;
        at += length;
      } else {
        this.#text(buffer[at]!, sender);
        at += 1;
      }
    }
    return this.#said ? ENOUGH : at - start;
  }

  gap(sender: Side): void {
    // What was lost may be the client's first key, or the start of a line.
    this.#bannerOver = true;
    if (sender === this.#server) this.#serverLine = '';
    else this.#clientOctets = 0;
  }

  end(): void {
    this.#say(false);
  }

  /** Passes over one command and notes its option; 0 where it is incomplete. */
  #command(buffer: Buffer, at: number, end: number): number {
    if (at + 1 >= end) return 0;
    const command = buffer[at + 1]!;
    if (!isNegotiation(command)) return 2;
    if (at + 2 >= end) return 0;
    const option = buffer[at + 2]!;
    if (this.#options.length < OPTIONS_MAX && !this.#options.includes(option)) this.#options.push(option);
    return command === COMMAND.sb ? subnegotiationLength(buffer, at, end) : 3;
  }

  #text(octet: number, sender: Side): void {
    if (this.#server === -1 && octet >= 0x20) {
      this.#server = 1;
      // Servers speak first: this is the client typing ahead, or the sides are taken for each other.
      if (sender === 0) this.#bannerOver = true;
    }
    if (sender === this.#server) this.#serverText(octet);
    else this.#clientText(octet);
  }

  #serverText(octet: number): void {
    if (octet === 0x0a || octet === 0x0d) {
      this.#bannerEnds();
      this.#serverLine = '';
      return;
    }
    if (octet < 0x20 || octet === 0x7f) return;
    this.#serverLine += String.fromCharCode(octet);
    if (this.#serverLine.length > BANNER_MAX * 2) this.#serverLine = this.#serverLine.slice(-BANNER_MAX);
    if (octet === 0x3a /* : */) this.#prompted(this.#serverLine.slice(-PROMPT_MAX));
  }

  /** The server's present line is the banner, if there is none yet. */
  #bannerEnds(): void {
    const line = this.#serverLine.trim();
    if (this.#bannerOver || line === '') return;
    this.#banner = textOf(line, BANNER_MAX);
    this.#bannerOver = true;
  }

  #prompted(line: string): void {
    if (isPrompt(line, PASSWORD_PROMPTS)) this.#awaits = 'password';
    else if (isPrompt(line, NAME_PROMPTS)) {
      this.#awaits = 'name';
      this.#loginPrompt = true;
    } else return;
    this.#bannerEnds();
    this.#bannerOver = true;
    this.#clientOctets = 0;
  }

  /** What the client types is counted up to the line end, and not kept. */
  #clientText(octet: number): void {
    this.#bannerOver = true;
    if (octet !== 0x0d && octet !== 0x0a) {
      if (octet >= 0x20) this.#clientOctets += 1;
      return;
    }
    if (this.#clientOctets === 0) return;
    this.#clientOctets = 0;
    if (this.#awaits === 'name') this.#hasUsername = true;
    if (this.#awaits === 'password') this.#say(true);
    this.#awaits = 'nothing';
  }

  #say(hasPassword: boolean): void {
    if (this.#said) return;
    this.#said = true;
    this.#emit('telnet.session', {
      options: this.#options,
      login_prompt: this.#loginPrompt,
      has_username: this.#hasUsername,
      has_password: hasPassword,
      banner: this.#clientHeard ? this.#banner : upToColon(this.#banner),
    });
  }
}

/** Of a server whose client was not captured: what stands behind a colon may be the echo of an answer. */
function upToColon(banner: string | null): string | null {
  const colon = banner?.indexOf(':') ?? -1;
  return colon === -1 ? banner : banner!.slice(0, colon + 1);
}

/**
 * IAC SB … IAC SE (RFC 855); 0 where its end is not there yet. Another command ends it too; an endless one is taken for its first octets.
 */
function subnegotiationLength(buffer: Buffer, at: number, end: number): number {
  const limit = Math.min(end, at + SUBNEGOTIATION_MAX);
  for (let i = at + 3; i + 1 < limit; i += 1) {
    if (buffer[i] !== IAC) continue;
    if (buffer[i + 1] === COMMAND.se) return i + 2 - at;
    if (buffer[i + 1]! > COMMAND.se && buffer[i + 1] !== IAC) return i - at;
    i += 1; // IAC IAC is an octet 255, anything else is passed over.
  }
  return end - at >= SUBNEGOTIATION_MAX ? 3 : 0;
}
