import { StringDecoder } from 'node:string_decoder';
import { render, type Instance } from 'ink';
import { createElement } from 'react';
import type { SafeText } from '../language/safe-text.ts';
import type { Answer, SessionCommand } from '../model/session-feed.ts';
import type { Language } from '../model/text.ts';
import { App } from './app.tsx';
import { runErrand } from './errand-runner.ts';
import { FrameSink } from './frame-sink.ts';
import { DEFAULT_KEYS } from './key-map.ts';
import { decodeKeys, type Key } from './keys.ts';
import { withNames } from '../model/named.ts';
import { Painter } from './painter.ts';
import type { Extent } from './reduce.ts';
import { openingLines, spokenLines } from './plain.ts';
import { makeShow, type Show } from './show.ts';
import { startState, type QuitReason, type UiState } from './state.ts';
import { Terminal } from './terminal.ts';
import type { HostEvent, UiHost, UiOptions } from './ui-options.ts';
import { UiStore } from './ui-store.ts';
import { measure, middleExtent } from './view/screen.ts';

export type { QuitReason } from './state.ts';
export type { HostEvent, UiHost, UiOptions } from './ui-options.ts';

/** A new snapshot is shown at most four times a second; keys are answered at once. */
const FEED_PAUSE_MS = 250;
const COLUMNS_DEFAULT = 80;
const ROWS_DEFAULT = 24;

/**
 * Shows the screens until the user quits. Resolves with why, after the terminal was given back; rejects with what went wrong, also after that.
 * `NODE_ENV` must be `production` before this module is loaded: else React keeps a record of every render.
 */
export function runUi(options: UiOptions): Promise<QuitReason> {
  return new Promise((resolve, reject) => new UiRun(options, resolve, reject).start());
}

class UiRun {
  readonly #options: UiOptions;
  readonly #resolve: (reason: QuitReason) => void;
  readonly #reject: (error: unknown) => void;
  readonly #terminal: Terminal;
  readonly #painter: Painter;
  readonly #sink: FrameSink;
  readonly #store: UiStore;
  readonly #shows: Readonly<Record<Language, Show>>;
  readonly #decoder = new StringDecoder('utf8');
  readonly #undo: (() => void)[] = [];
  #instance: Instance | null = null;
  #shown: UiState;
  #pending = '';
  #frame: readonly string[] = [];
  #feedTimer: NodeJS.Timeout | null = null;
  #feedWaits = false;
  #ended = false;

  constructor(options: UiOptions, resolve: (reason: QuitReason) => void, reject: (error: unknown) => void) {
    const { stdin, stdout, snapshots, language, ascii, plain = false } = options;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#terminal = new Terminal(stdin, stdout, plain);
    this.#painter = new Painter(stdout);
    const { columns, rows } = this.#terminalSize();
    this.#sink = new FrameSink(columns, rows, (lines) => this.#framed(lines));
    const state = startState(language, columns, rows, withNames(snapshots.current()), snapshots.status());
    const { mouse = false, keys = DEFAULT_KEYS, palette = 'default' } = options;
    this.#store = new UiStore({ ...state, mouse, keys, palette, asks: snapshots.send !== undefined });
    this.#shows = { en: makeShow('en', ascii, plain), fr: makeShow('fr', ascii, plain) };
    this.#shown = this.#store.current();
  }

  start(): void {
    const { stdin, stdout, snapshots, signal, host, color } = this.#options;
    const onData = this.#guarded((octets: Buffer) => this.#typed(octets));
    const onResize = this.#guarded(() => this.#resized());
    const onGone = (): void => this.#end('signal');
    stdin.on('data', onData).on('end', onGone).on('error', onGone);
    stdout.on('resize', onResize).on('error', onGone);
    this.#undo.push(() => stdin.off('data', onData).off('end', onGone).off('error', onGone));
    // The error listener stays: a write that was under way when the terminal went must not end the process.
    this.#undo.push(() => stdout.off('resize', onResize));
    this.#listen(signal, host);
    this.#undo.push(snapshots.subscribe(() => this.#fed()));
    if (signal.aborted) return this.#end('signal');
    this.#guarded(() => {
      this.#terminal.enter();
      this.#terminal.mouse(this.#shown.mouse);
      if (this.#options.plain === true) this.#speakFirst();
      else this.#mount(color);
    })();
  }

  /** Instead of frames: what is there, then only what changes. */
  #speakFirst(): void {
    this.#say(openingLines(this.#shown, this.#shows[this.#shown.language]));
    this.#undo.push(this.#store.subscribe(() => this.#speak()));
  }

  #speak(): void {
    const state = this.#store.current();
    const lines = spokenLines(this.#shown, state, this.#shows[state.language]);
    this.#shown = state;
    this.#say(lines);
  }

  /** In raw mode a line feed alone does not go back to the margin. */
  #say(lines: readonly SafeText[]): void {
    if (lines.length > 0) this.#options.stdout.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  /** In Ink's debug mode nothing is put off. */
  #mount(color: boolean): void {
    const stdout = this.#sink as unknown as NodeJS.WriteStream;
    const options = { stdout, stdin: this.#options.stdin, debug: true, exitOnCtrlC: false, patchConsole: false };
    const app = createElement(App, { store: this.#store, shows: this.#shows, color, sink: this.#sink });
    this.#instance = render(app, options);
    this.#instance.waitUntilExit().catch((error: unknown) => this.#fail(error));
  }

  #listen(signal: AbortSignal, host: UiHost | undefined): void {
    const onAbort = (): void => this.#end('signal');
    signal.addEventListener('abort', onAbort, { once: true });
    this.#undo.push(() => signal.removeEventListener('abort', onAbort));
    if (host === undefined) return;
    const answers: Readonly<Record<HostEvent, () => void>> = {
      SIGTSTP: this.#guarded(() => this.#suspend()),
      SIGCONT: this.#guarded(() => this.#resume()),
      exit: () => this.#terminal.leave(),
    };
    for (const [event, answer] of Object.entries(answers) as [HostEvent, () => void][]) {
      host.on(event, answer);
      this.#undo.push(() => host.off(event, answer));
    }
  }

  #typed(octets: Buffer): void {
    const { keys, rest } = decodeKeys(this.#pending + this.#decoder.write(octets));
    this.#pending = rest;
    for (const key of keys) {
      if (this.#ended) return;
      this.#pressed(key);
    }
  }

  #pressed(key: Key): void {
    const { keys, mode, language } = this.#store.current();
    const action = key.name === 'character' && mode.type !== 'browse' ? null : keys.actionOf(key, language);
    if (action === 'suspend') return this.#suspend();
    if (action === 'redraw') return this.#redraw();
    this.#store.dispatch({ type: 'key', key, extent: this.#extent() });
    this.#handOn();
    this.#endIfAsked();
  }

  #endIfAsked(): void {
    const { quit } = this.#store.current();
    if (quit !== null) this.#end(quit);
  }

  /** What a key asked of the engine, and of what is around the screens. */
  #handOn(): void {
    const { requests, errands, mouse } = this.#store.current();
    this.#terminal.mouse(mouse);
    if (requests.length + errands.length === 0) return;
    this.#store.dispatch({ type: 'sent' });
    for (const request of requests) void this.#send(request);
    const { desk = null, clipboard = false, stdout } = this.#options;
    const means = { desk, clipboard, write: (octets: string) => stdout.write(octets) };
    for (const errand of errands) this.#store.dispatch({ type: 'told', told: runErrand(errand, this.#store.current(), means) });
  }

  async #send(command: SessionCommand): Promise<void> {
    const { snapshots } = this.#options;
    const refusal = snapshots.send === undefined ? 'closed' : (await snapshots.send(command).catch(unreachable)).refusal;
    if (this.#ended) return;
    this.#guarded(() => this.#store.dispatch({ type: 'reply', reply: { type: command.type, removed: removes(command), refusal } }))();
  }

  #extent(): Extent {
    const state = this.#store.current();
    const extent = middleExtent(state, this.#shows[state.language]);
    // Lines for a screen reader have room in any terminal.
    return this.#options.plain === true ? extent : { ...extent, small: measure(state).small };
  }

  #terminalSize(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#options.stdout;
    return { columns: columns || COLUMNS_DEFAULT, rows: rows || ROWS_DEFAULT };
  }

  #resized(): void {
    const size = this.#terminalSize();
    Object.assign(this.#sink, size);
    this.#painter.invalidate();
    this.#store.dispatch({ type: 'resize', ...size });
  }

  #fed(): void {
    this.#feedWaits = true;
    if (this.#feedTimer === null) this.#takeFeed();
  }

  #takeFeed(): void {
    this.#feedTimer = null;
    if (!this.#feedWaits || this.#ended) return;
    this.#feedWaits = false;
    this.#feedTimer = setTimeout(
      this.#guarded(() => this.#takeFeed()),
      FEED_PAUSE_MS,
    );
    const { snapshots } = this.#options;
    this.#guarded(() => this.#store.dispatch({ type: 'feed', snapshot: snapshots.current(), status: snapshots.status() }))();
    this.#endIfAsked();
  }

  #framed(lines: readonly string[]): void {
    if (this.#ended) return;
    this.#frame = lines;
    if (this.#terminal.entered) this.#painter.paint(lines);
  }

  #redraw(): void {
    if (this.#options.plain === true) return this.#say(openingLines(this.#store.current(), this.#shows[this.#store.current().language]));
    this.#painter.invalidate();
    this.#painter.paint(this.#frame);
  }

  #suspend(): void {
    const { host } = this.#options;
    if (host === undefined) return;
    this.#terminal.leave();
    host.stop();
  }

  #resume(): void {
    this.#terminal.enter();
    this.#terminal.mouse(this.#store.current().mouse);
    this.#resized();
    this.#redraw();
  }

  #end(reason: QuitReason): void {
    if (this.#ended) return;
    this.#giveBack();
    this.#resolve(reason);
  }

  #fail(error: unknown): void {
    if (this.#ended) return;
    this.#giveBack();
    this.#reject(error);
  }

  #giveBack(): void {
    this.#ended = true;
    if (this.#feedTimer !== null) clearTimeout(this.#feedTimer);
    for (const undo of this.#undo.splice(0)) undo();
    this.#terminal.leave();
    this.#instance?.unmount();
  }

  /** Nothing that goes wrong in an event may leave the user in a terminal that is not given back. */
  #guarded<T extends readonly unknown[]>(action: (...values: T) => void): (...values: T) => void {
    return (...values) => {
      try {
        action(...values);
      } catch (error) {
        this.#fail(error);
      }
    };
  }
}

/** True for what takes away that something was said. */
function removes(command: SessionCommand): boolean {
  if (command.type === 'review') return command.verdict === null;
  if (command.type === 'name-device') return command.name === null;
  return command.type === 'exclude-device' && !command.excluded;
}

const unreachable = (): Answer => ({ refusal: 'unreachable', at: null });
