import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Answer, SessionCommand } from '../model/session-feed.ts';
import { LIVE_BOUNDS } from './bounds.ts';
import { LineReader } from './line-reader.ts';
import { PROTOCOL_VERSION, readRequest, type Greeting, type Request } from './protocol.ts';

/** Requests of one screen that may wait; a sane screen sends one at a time. */
const WAITING_MAX = 64;

/** How long a screen may take to read what was still on its way. */
const GOODBYE_MS = 500;

/** What the screens are served from. */
export interface Served {
  greeting(): Omit<Greeting, 'mouchard'>;
  /** What has changed since, as JSON. */
  picture(since: number): string;
  command(command: SessionCommand): Answer;
}

/**
 * Serves screens over a Unix socket. Each is answered only as fast as it reads: the next request is looked at when the answer before has
 * been taken, so that a screen that hangs costs the engine one reply.
 */
export class SessionServer {
  readonly #served: Served;
  readonly #server: Server;
  readonly #screens = new Set<Screen>();
  #everServed = false;
  #onFirst: ((screen: Screen) => void) | null = null;

  constructor(served: Served) {
    this.#served = served;
    this.#server = createServer((socket) => this.#arrived(socket));
    this.#server.maxConnections = LIVE_BOUNDS.screensMax;
  }

  /** Begins to listen. Rejects where the socket cannot be made. The path must lie in a folder that only the user can open. */
  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, () => {
        this.#server.off('error', reject);
        this.#server.on('error', () => undefined);
        chmodSync(path, 0o600);
        resolve();
      });
    });
  }

  /** Screens that are connected now. */
  get screens(): number {
    return this.#screens.size;
  }

  /**
   * Resolves when every screen has asked for a picture once more, or has gone, or the time is over. `expected`: a screen is on its way
   * and is waited for too, where none has come yet.
   */
  async farewell(timeoutMs: number, expected = false): Promise<void> {
    const waits = [...this.#screens].map((screen) => screen.farewell());
    if (expected && !this.#everServed) waits.push(new Promise((resolve) => (this.#onFirst = (screen) => resolve(screen.farewell()))));
    let timer: NodeJS.Timeout | undefined;
    const time = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
    await Promise.race([Promise.all(waits), time]);
    clearTimeout(timer);
  }

  /** Takes no more screens and lets those go that are there. */
  close(): Promise<void> {
    for (const screen of this.#screens) screen.close();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #arrived(socket: Socket): void {
    const screen = new Screen(socket, this.#served);
    this.#screens.add(screen);
    this.#everServed = true;
    this.#onFirst?.(screen);
    socket.on('close', () => this.#screens.delete(screen));
  }
}

class Screen {
  readonly #socket: Socket;
  readonly #served: Served;
  readonly #waiting: (Request | null)[] = [];
  #busy = false;
  #onPicture: (() => void) | null = null;

  constructor(socket: Socket, served: Served) {
    this.#socket = socket;
    this.#served = served;
    const reader = new LineReader(LIVE_BOUNDS.requestLengthMax, (line) => this.#waiting.push(readRequest(line)));
    socket.on('data', (octets) => {
      reader.push(octets);
      if (reader.overrun || this.#waiting.length > WAITING_MAX) socket.destroy();
      else this.#next();
    });
    // A screen that has gone is no error of the engine's.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#onPicture?.());
    this.#say(JSON.stringify({ mouchard: PROTOCOL_VERSION, ...served.greeting() } satisfies Greeting));
  }

  /** Resolves after the next picture was taken, or when the screen has gone. */
  farewell(): Promise<void> {
    return new Promise((resolve) => (this.#onPicture = resolve));
  }

  close(): void {
    const socket = this.#socket;
    // One that does not even read the end is not waited for.
    const timer = setTimeout(() => socket.destroy(), GOODBYE_MS);
    socket.once('close', () => clearTimeout(timer)).end();
  }

  #next(): void {
    if (this.#busy || this.#waiting.length === 0) return;
    const request = this.#waiting.shift()!;
    this.#say(request === null ? '{"id":null,"error":"invalid"}' : this.#replyTo(request), request?.ask === 'picture');
  }

  #replyTo(request: Request): string {
    if (request.ask === 'picture') return `{"id":${request.id},"picture":${this.#served.picture(request.since)}}`;
    return JSON.stringify({ id: request.id, answer: this.#served.command(request.command) });
  }

  #say(line: string, picture = false): void {
    this.#busy = true;
    this.#socket.write(`${line}\n`, () => {
      this.#busy = false;
      if (picture && !line.includes('"more":true')) this.#onPicture?.();
      this.#next();
    });
  }
}
