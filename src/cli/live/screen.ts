import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { EngineEntry } from '../../live/run-folder.ts';
import type { SessionClient } from '../../live/session-client.ts';
import { isMessageKey, message, type MessageKey, type Parameters } from '../../language/message.ts';
import type { Language } from '../../model/text.ts';
import type { SnapshotFeed } from '../../ui/feed.ts';
import { findingsSentence } from '../../report/text-summary.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';
import { colorful } from '../result.ts';
import { calmMemory } from './calm-memory.ts';
import { engineLabel, reach } from './find-engine.ts';
import { tellFailure } from './failure-lines.ts';
import { linkState } from './link-state.ts';
import { screenParts } from './screen-parts.ts';
import type { WatchOptions } from './watch-options.ts';

/** How long a screen waits for the capture to begin or to fail before it shows what there is. */
const BEGIN_MS = 2_000;

/** Throws CommandError where the screens have no terminal. */
export function expectTerminal(edges: Edges, keyboardElsewhere: boolean): void {
  if (!edges.stdout.isTTY || (!edges.stdin.isTTY && !keyboardElsewhere)) throw new CommandError(EXIT.usage, 'cli.error.no-terminal');
}

/**
 * Shows the screens of a session that runs, until they are left. Resolves with the exit status: of the session where it ended meanwhile,
 * 0 where it goes on without a screen.
 */
export async function showSession(edges: Edges, language: Language, raw: WatchOptions, entry: EngineEntry): Promise<number> {
  const client = await reach(edges, entry);
  const screen = new Screen(edges, language, client, entry);
  if (!(await screen.begun())) return screen.over();
  calmMemory();
  const interruption = new Interruption();
  const { runUi } = await import('../../ui/run-ui.ts');
  const reason = await runUi({
    snapshots: feedOf(client),
    ...screenParts(edges, language, raw),
    color: raw.color !== false && colorful(edges),
    stdin: edges.stdin.isTTY ? edges.stdin : keyboard(),
    signal: interruption.signal,
  });
  if (interruption.exitCode !== null) return screen.left(interruption.exitCode);
  if (reason === 'signal') return screen.left(EXIT.terminated);
  if (client.status().done) return screen.over();
  if (reason === 'detach') return screen.left(EXIT.done);
  return screen.stop(client.status().state === 'stopping');
}

/** The session as the screens see it: with what this machine can tell of an interface on which nothing has come in yet. */
function feedOf(client: SessionClient): SnapshotFeed {
  return {
    current: () => client.current(),
    status: () => {
      const status = client.status();
      const link = linkState(status);
      return link === null ? status : { ...status, link };
    },
    subscribe: (listener) => client.subscribe(listener),
    send: (command) => client.send(command),
  };
}

/** What is said on the terminal when the screens have given it back. */
class Screen {
  readonly #edges: Edges;
  readonly #language: Language;
  readonly #client: SessionClient;
  /** What `attach` knows the session by. */
  readonly #label: string;
  readonly #pid: number;

  constructor(edges: Edges, language: Language, client: SessionClient, entry: EngineEntry) {
    this.#label = engineLabel(entry);
    this.#pid = entry.pid;
    this.#edges = edges;
    this.#language = language;
    this.#client = client;
  }

  /** Waits a little for the capture to begin; false where it failed before there was anything to show. */
  async begun(): Promise<boolean> {
    for (let waited = 0; waited < BEGIN_MS && this.#client.status().state === 'starting'; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const { state, frames } = this.#client.status();
    return !(state === 'failed' && frames === 0);
  }

  /** The session goes on. */
  async left(exitCode: number): Promise<number> {
    const { done } = this.#client.status();
    await this.#client.close();
    if (!done) this.#say('live.detached', { session: this.#label });
    return exitCode;
  }

  /** Ends the capture and waits for the rest. Ctrl-C leaves at once: the engine finishes without us. */
  async stop(asked: boolean): Promise<number> {
    if (asked) return this.left(EXIT.interrupted);
    process.on('SIGINT', () => process.exit(EXIT.interrupted));
    if (this.#client.status().heardMs === undefined) this.#say('live.stopping');
    const { refusal } = await this.#client.send({ type: 'stop' });
    if (refusal === 'unanswered') return this.#unanswered();
    await this.#client.finished();
    return this.over();
  }

  /** The engine does not answer: nobody is kept waiting for it. */
  async #unanswered(): Promise<number> {
    await this.#client.close();
    this.#say('live.unanswered', { session: this.#label, pid: String(this.#pid) });
    return EXIT.interrupted;
  }

  /** The session is over: what came of it, in two lines. */
  async over(): Promise<number> {
    const status = this.#client.status();
    const { session, failure, exitCode, state } = status;
    const { findings } = this.#client.current();
    await this.#client.close();
    if (failure !== null) tellFailure(this.#edges, this.#language, failure);
    if (state === 'lost') {
      if (session === null) this.#say('live.lost-unnumbered');
      else this.#say('live.lost', { session: String(session) });
      return EXIT.fault;
    }
    if (exitCode === EXIT.terminated) this.#say('live.terminated');
    if (failure === null || status.frames > 0) {
      const summary =
        findings.length === 0
          ? message(this.#language, 'report.summary.none')
          : findingsSentence(this.#language, findings, 'report.summary.findings');
      this.#edges.stderr.write(`${summary}\n`);
    }
    if (session !== null) this.#sayKept(String(session), status.storeProblem);
    return exitCode ?? EXIT.done;
  }

  #sayKept(session: string, problem: string | null): void {
    if (problem === null) this.#say('live.kept', { session });
    else this.#say('live.kept-partly', { session, reason: isMessageKey(problem) ? message(this.#language, problem) : problem });
  }

  #say(key: MessageKey, parameters: Parameters = {}): void {
    this.#edges.stderr.write(`${message(this.#language, key, parameters)}\n`);
  }
}

/** The keyboard where standard input is a capture. */
function keyboard(): ReadStream {
  return new ReadStream(openSync('/dev/tty', 'r'));
}
