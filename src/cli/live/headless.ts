import { message } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import type { LiveSession } from '../../live/live-session.ts';
import type { Finding } from '../../model/finding.ts';
import type { SessionCommand } from '../../model/session-feed.ts';
import type { Language } from '../../model/text.ts';
import type { CommonOptions } from '../common-options.ts';
import type { Edges } from '../edges.ts';
import { Output, OutputClosed } from '../output.ts';
import { renderResult } from '../result.ts';
import { serve } from './engine.ts';
import { tellFailure } from './failure-lines.ts';
import { endEvent, findingEvent, findingLine, noteEvent } from './live-lines.ts';
import { openSession } from './open-session.ts';
import { StopSignals } from './stop-signals.ts';
import type { Origin, WatchOptions } from './watch-options.ts';

/** A session without a screen: findings as they come, and the result at its end. Screens and phases can still reach it. */
export async function headless(
  edges: Edges,
  language: Language,
  raw: WatchOptions,
  origin: Exclude<Origin, { type: 'file' }>,
): Promise<number> {
  const printer = new Printer(language, raw);
  const opened = await openSession(edges, language, raw, origin, (finding) => printer.finding(finding));
  const { session, keeper, options } = opened;
  printer.session = session;
  session.onCommand = (command, at) => printer.noted(command, at);
  const say = (line: SafeText): unknown => edges.stderr.write(`${line}\n`);
  const stop = (interrupted: boolean): void => {
    if (!options.quiet) say(message(language, 'live.stopping-headless'));
    session.stop(interrupted);
  };
  const signals = new StopSignals(stop, true, () => {
    const { backlogFrames } = session.status();
    if (backlogFrames > 0) say(message(language, 'source.left-behind', { count: backlogFrames }));
  });
  const ended = await serve(edges, opened, false, ({ key, parameters }) => {
    if (!options.quiet) say(message(language, 'live.alone', { reason: message(language, key, parameters) }));
  });
  const status = session.status();
  const exitCode = signals.exitCode ?? ended;
  if (status.failure !== null) tellFailure(edges, language, status.failure);
  await printer.end(edges, exitCode, options);
  keeper.tellWhere();
  return exitCode;
}

/** Writes what happens while it happens. A reader that has gone ends the session: nobody waits for more. */
class Printer {
  session: LiveSession | null = null;
  readonly #language: Language;
  readonly #format: string;
  readonly #output: Output;
  /** Where findings go as they come: standard output, or with the result where that is one line an event too. */
  readonly #live: Output;
  #closed = false;

  constructor(language: Language, raw: WatchOptions) {
    this.#language = language;
    this.#format = raw.format ?? 'text';
    this.#output = new Output(raw.output ?? null);
    this.#live = raw.output === undefined || this.#format === 'ndjson' ? this.#output : new Output(null);
  }

  finding(finding: Finding): void {
    const { devices = [], notes } = this.session?.newest() ?? {};
    // Still watched, but not to be shown, as in the result.
    if (finding.device !== null && notes?.excluded?.includes(finding.device) === true) return;
    const phase = this.session?.status().phase ?? null;
    if (this.#format === 'ndjson') return this.#line(findingEvent(finding, phase));
    if (this.#format !== 'text') return;
    const device = devices.find(({ id }) => id === finding.device) ?? null;
    this.#line(findingLine(finding, device, phase, this.#language));
  }

  noted(command: SessionCommand, at: number): void {
    if (this.#format !== 'ndjson') return;
    if (command.type === 'phase-start') this.#line(noteEvent(command.type, command.name, at));
    else if (command.type === 'mark') this.#line(noteEvent(command.type, command.text, at));
    else if (command.type === 'phase-end') this.#line(noteEvent(command.type, null, at));
  }

  /** The result. */
  async end(edges: Edges, exitCode: number, options: CommonOptions): Promise<void> {
    if (this.#closed || this.session === null) return;
    const snapshot = this.session.current();
    if (this.#format === 'ndjson') this.#line(endEvent(snapshot, this.session.status(), exitCode));
    else {
      if (this.#format === 'text' && snapshot.findings.length > 0 && this.#live === this.#output) this.#line('' as SafeText);
      for (const piece of await renderResult(snapshot, edges, this.#language, options, this.#format)) this.#output.write(piece);
    }
    this.#output.close();
  }

  #line(text: SafeText): void {
    if (this.#closed) return;
    try {
      this.#live.line(text);
      this.#live.flush();
    } catch (error) {
      if (!(error instanceof OutputClosed)) throw error;
      this.#closed = true;
      this.session?.stop();
    }
  }
}
