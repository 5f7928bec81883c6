import { createConnection, type Socket } from 'node:net';
import type { Answer, SessionCommand, SessionFeed, SessionStatus } from '../model/session-feed.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { LIVE_BOUNDS } from './bounds.ts';
import { LineReader } from './line-reader.ts';
import { Mirror } from './mirror.ts';
import type { Picture } from './picture-log.ts';
import { parsed, PROTOCOL_VERSION, type Greeting } from './protocol.ts';
import { SilenceWatch } from './silence-watch.ts';

/** How often a screen asks what has changed. */
const POLL_MS = 250;
/** An engine that is asked and has said nothing for so long does not answer. */
const SILENCE_MS = 3_000;
const UNANSWERED: Answer = { refusal: 'unanswered', at: null };
const UNREACHABLE: Answer = { refusal: 'unreachable', at: null };

/** Why there is no talking to an engine: nobody there, or of another version of the program. */
export class EngineError extends Error {
  readonly code: 'unreachable' | 'other-version';
  constructor(code: 'unreachable' | 'other-version', detail: string) {
    super(detail);
    this.code = code;
  }
}

type Waiting = (reply: Readonly<Record<string, unknown>> | null) => void;

/** A screen's end of the socket: keeps a mirror of the session up to date and hands commands over. */
export class SessionClient implements SessionFeed {
  readonly greeting: Greeting;
  readonly #socket: Socket;
  readonly #mirror = new Mirror();
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  readonly #nowMs: () => number;
  readonly #silence: SilenceWatch;
  /** Who is not to wait for an engine that does not answer. */
  readonly #impatient = new Set<() => void>();
  #heardMs: number;
  /** Ends the connection where the first picture does not come. */
  #patience: NodeJS.Timeout | null = null;
  #id = 0;
  #timer: NodeJS.Timeout | null = null;
  #gone = false;

  /** Connects, and waits for the first whole picture. `nowMs`: the clock that says when the engine was last heard. Rejects with EngineError. */
  static async connect(path: string, nowMs: () => number, timeoutMs = 10_000): Promise<SessionClient> {
    const socket = createConnection(path);
    const client = await new Promise<SessionClient>((resolve, reject) => {
      const fail = (code: EngineError['code'], detail: string): void => {
        socket.destroy();
        reject(new EngineError(code, detail));
      };
      const timer = setTimeout(() => fail('unreachable', 'ETIMEDOUT'), timeoutMs);
      const made: { client: SessionClient | null } = { client: null };
      const reader = new LineReader(LIVE_BOUNDS.lineLengthMax, (line) => {
        if (made.client !== null) return made.client.#heard(line);
        clearTimeout(timer);
        const greeting = parsed(line) as Greeting | null | undefined;
        if (greeting?.mouchard !== PROTOCOL_VERSION) return fail('other-version', line.slice(0, 100));
        made.client = new SessionClient(socket, greeting, nowMs);
        resolve(made.client);
      });
      socket.on('data', (octets) => {
        reader.push(octets);
        if (reader.overrun) socket.destroy();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => fail('unreachable', error.code ?? error.message));
      socket.on('close', () => fail('unreachable', 'closed'));
    });
    await client.#begin(timeoutMs);
    return client;
  }

  private constructor(socket: Socket, greeting: Greeting, nowMs: () => number) {
    this.#socket = socket;
    this.greeting = greeting;
    this.#nowMs = nowMs;
    this.#heardMs = nowMs();
    this.#silence = new SilenceWatch(SILENCE_MS, () => this.#unanswered());
    this.#ended = new Promise((resolve) => socket.on('close', () => resolve(this.#lose())));
  }

  current(): Snapshot {
    return this.#mirror.snapshot;
  }

  status(): SessionStatus {
    const { status } = this.#mirror;
    if (status === null) throw new EngineError('unreachable', 'closed before the first picture');
    return status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Answers `unanswered` where the engine does not, without waiting for ever: what was asked is still done should it go on. */
  async send(command: SessionCommand): Promise<Answer> {
    const asked = this.#ask({ ask: 'command', command });
    const tired = this.#tired();
    const reply = await Promise.race([asked, tired.promise]);
    tired.over();
    if (reply === 'unanswered') return UNANSWERED;
    const answer = reply?.['answer'] as Answer | undefined;
    if (answer === undefined) return reply === null ? UNREACHABLE : { refusal: 'invalid', at: null };
    // What was asked is seen at once, not only when the next poll is due.
    void this.#poll();
    return answer;
  }

  /** Resolves when the session is over, or the engine has gone. */
  async finished(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#over()) return resolve();
      const stop = this.subscribe(() => {
        if (!this.#over()) return;
        stop();
        resolve();
      });
    });
  }

  /** Leaves; the engine goes on. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#gone = true;
    this.#socket.end();
    this.#socket.destroy();
    await this.#ended;
  }

  /** Waits for the first whole picture, as long as something of it comes now and then. */
  async #begin(timeoutMs: number): Promise<void> {
    let late = false;
    this.#patience = setTimeout(() => {
      late = true;
      this.#socket.destroy();
    }, timeoutMs);
    await this.#poll();
    clearTimeout(this.#patience);
    this.#patience = null;
    if (this.#mirror.status === null) throw new EngineError('unreachable', late ? 'ETIMEDOUT' : 'closed');
  }

  /** Resolves when the engine turns out not to answer, at once where that is known; `over` when nobody waits any more. */
  #tired(): { readonly promise: Promise<'unanswered'>; readonly over: () => void } {
    let give: () => void = () => undefined;
    const promise = new Promise<'unanswered'>((resolve) => {
      give = () => resolve('unanswered');
      if (this.#mirror.status?.heardMs === undefined) this.#impatient.add(give);
      else give();
    });
    return { promise, over: () => void this.#impatient.delete(give) };
  }

  #over(): boolean {
    return this.#mirror.status?.done === true;
  }

  /** Asks for what has changed until there is no more, and again after a while. */
  async #poll(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (let complete = false; !complete && !this.#gone;) {
      const reply = await this.#ask({ ask: 'picture', since: this.#mirror.serial });
      const picture = reply?.['picture'] as Picture | undefined;
      if (picture === undefined) return;
      complete = this.#mirror.apply(picture);
    }
    this.#tell();
    if (this.#gone || this.#over()) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
  }

  #ask(request: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>> | null> {
    if (this.#gone) return Promise.resolve(null);
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#silence.asked();
      this.#socket.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  #heard(line: string): void {
    const reply = parsed(line) as Readonly<Record<string, unknown>> | null | undefined;
    const id = reply?.['id'];
    if (typeof id !== 'number') return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#heardMs = this.#nowMs();
    this.#silence.heard(this.#waiting.size > 0);
    this.#patience?.refresh();
    waiting?.(reply ?? null);
  }

  #unanswered(): void {
    this.#mirror.silent(this.#heardMs);
    for (const give of this.#impatient) give();
    this.#tell();
  }

  #lose(): void {
    this.#gone = true;
    this.#silence.rest();
    this.#mirror.lost(this.#heardMs);
    for (const waiting of this.#waiting.values()) waiting(null);
    this.#waiting.clear();
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
