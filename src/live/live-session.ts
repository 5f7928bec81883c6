import { CaptureError } from '../capture/source.ts';
import type { Micros } from '../model/observation.ts';
import type { Answer, Refusal, SessionCommand, SessionFailure, SessionProgress, SessionStatus } from '../model/session-feed.ts';
import type { Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import type { Run } from '../pipeline/run.ts';
import { Activity } from './activity.ts';
import { composeSnapshot } from './compose-snapshot.ts';
import type { LiveInput } from './live-input.ts';
import { NoteBook } from './note-book.ts';
import { Pace } from './pace.ts';
import { PhaseBook } from './phase-book.ts';
import { PictureLog } from './picture-log.ts';
import { Rates } from './rates.ts';
import type { Served } from './session-server.ts';
import { WatchedSource } from './watched-source.ts';

const TICK_MS = 250;
/** How often pictures are taken while somebody looks, while nobody has, how often one is kept, and the rest of one that was too much. */
const SEEN = { leastMs: 200, mostMs: 1_500, share: 8 } as const;
const UNSEEN = { leastMs: 200, mostMs: 1_000, share: 32 } as const;
const KEPT = { leastMs: 2_000, mostMs: Number.POSITIVE_INFINITY, share: 40 } as const;
const CATCHING_UP = { leastMs: 500, mostMs: Number.POSITIVE_INFINITY, share: 10 } as const;
const LOOKING_MS = 3_000;
/** What takes longer is not done in one go with something else that may. */
const LONG_MS = 50;
/** The exit status of what was ended from outside (CONTRACT, section 1). */
const TERMINATED = 143;
const TIMER_MS_MAX = 2 ** 31 - 1;

/** What keeps a session while it runs. No method throws for what the disk does. */
export interface SessionKeeper {
  /** The number in the store; null where nothing is kept. */
  readonly session: number | null;
  /** A message code: why nothing is kept any more; null while all is well. */
  readonly problem: string | null;
  /** What waits goes to the disk. */
  flush(): void;
  /** False where not all of it was written yet. */
  save(snapshot: Snapshot): boolean;
  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): void;
  /** The last picture; false where something could not be kept. */
  finish(snapshot: Snapshot, interrupted: boolean): boolean;
}

export interface LiveSessionParts {
  readonly run: Run;
  readonly input: LiveInput;
  readonly keeper: SessionKeeper;
  /** For people, such as the interfaces. */
  readonly name: string;
  /** What people noted in sessions before. */
  readonly earlier?: Pick<SessionNotes, 'names' | 'reviews' | 'excluded' | 'earlierReviews'>;
  /** `dumpcap`, `stream`, `file` and so on. */
  readonly kind: string;
  readonly version: string;
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
  /** True where frames carry this machine's time. Otherwise the clock of the capture is the newest frame's, going on from there. */
  readonly machineClock: boolean;
  /** How much faster than the machine's the capture's clock goes: 1 but for a replay. */
  readonly pace: number;
  /** The session stops by itself after this long; null: never. */
  readonly durationMs: number | null;
  /** The exit status of a session that is over. */
  readonly exitOf: (snapshot: Snapshot, failure: SessionFailure | null, kept: boolean) => number;
}

/**
 * A session that runs: source → pipeline → store, with pictures for whoever looks on. It knows no screen. Nothing that is looked at or
 * noted changes what is judged, and no timer does: flows end by the capture's own clock.
 */
export class LiveSession implements Served {
  readonly #parts: LiveSessionParts;
  readonly #source: WatchedSource;
  readonly #stop = new AbortController();
  readonly #phases = new PhaseBook();
  readonly #notes = new NoteBook();
  readonly #pictures = new PictureLog();
  readonly #activity = new Activity();
  readonly #rates = new Rates();
  readonly #startedMs: number;
  readonly #begunMs: number;
  /** Told of every command that was carried out, and when by the capture's clock. */
  onCommand: ((command: SessionCommand, at: Micros) => void) | null = null;
  #state: SessionProgress = 'starting';
  #failure: SessionFailure | null = null;
  #exitCode: number | null = null;
  #snapshot: Snapshot;
  readonly #taking: Pace;
  readonly #saving: Pace;
  /** When a screen last asked for a picture; what has changed is only looked for when one does. */
  #lookedMs = Number.NEGATIVE_INFINITY;
  #isLogged = false;
  #isKept = true;
  #interrupted = false;

  constructor(parts: LiveSessionParts) {
    this.#parts = parts;
    this.#source = new WatchedSource(parts.input, parts.monotonicMs);
    this.#startedMs = parts.nowMs();
    this.#begunMs = parts.monotonicMs();
    this.#taking = new Pace(this.#begunMs);
    this.#saving = new Pace(this.#begunMs);
    if (parts.earlier !== undefined) this.#notes.restore(parts.earlier);
    this.#snapshot = this.#compose();
  }

  /**
   * Runs until the source ends or is stopped, and finishes the analysis. Resolves with the exit status; rejects only for a fault of the
   * program itself, after what was seen has been kept.
   */
  async run(): Promise<number> {
    const { run, durationMs } = this.#parts;
    const ticks = setInterval(() => this.#tick(), TICK_MS);
    const end = durationMs === null ? null : setTimeout(() => this.stop(), Math.min(durationMs, TIMER_MS_MAX));
    let fault: unknown = null;
    try {
      await run.read(this.#source, this.#stop.signal);
    } catch (error) {
      if (error instanceof CaptureError) this.#failure = { code: error.code, interface: error.path, detail: error.message, mend: [] };
      else fault = error;
    } finally {
      clearInterval(ticks);
      if (end !== null) clearTimeout(end);
    }
    this.#finish(fault);
    if (fault !== null) throw fault as Error;
    return this.#exitCode!;
  }

  /** Ends the capture; what has arrived is still analysed. `interrupted`: the session was not meant to end here. */
  stop(interrupted = false): void {
    this.#interrupted ||= interrupted;
    if (this.#state === 'starting' || this.#state === 'capturing') this.#state = 'stopping';
    this.#stop.abort();
  }

  /** A picture that is not older than a moment. */
  current(): Snapshot {
    this.#refresh();
    return this.#snapshot;
  }

  /** The picture that was taken last, without taking another. */
  newest(): Snapshot {
    return this.#snapshot;
  }

  greeting(): { readonly version: string; readonly session: number | null } {
    return { version: this.#parts.version, session: this.#parts.keeper.session };
  }

  picture(since: number): string {
    this.#lookedMs = this.#parts.monotonicMs();
    this.#refresh();
    if (!this.#isLogged) this.#pictures.take(this.#snapshot, this.#activity.list);
    this.#isLogged = true;
    return this.#pictures.since(since, { ...this.status(), activity: [] });
  }

  status(): SessionStatus {
    const { keeper, input, name, kind } = this.#parts;
    const figures = input.figures?.() ?? null;
    const { octetsRead, octetsTotal } = this.#source.progress();
    const { frames, last } = this.#source;
    const done = this.#state === 'done' || this.#state === 'failed';
    const [waiting, newest] = [figures?.waitingFrames ?? 0, figures?.newest ?? null];
    return {
      session: keeper.session,
      name,
      state: this.#state === 'capturing' && figures?.starting === true ? 'starting' : this.#state,
      source: kind,
      startedMs: this.#startedMs,
      octetsRead,
      octetsTotal,
      frames,
      framesPerSecond: done ? 0 : this.#rates.framesPerSecond,
      octetsPerSecond: done ? 0 : this.#rates.octetsPerSecond,
      now: this.#now(),
      done,
      backlogFrames: waiting,
      backlogOctets: figures?.waitingOctets ?? 0,
      behindMicros: waiting === 0 || newest === null || last === null ? 0 : Math.max(0, newest - last),
      kernelDrops: figures?.kernelDrops ?? null,
      interfaceDrops: figures?.interfaceDrops ?? null,
      recording: figures?.recording ?? null,
      storeProblem: keeper.problem,
      failure: this.#failure ?? input.failure?.() ?? null,
      phase: this.#phases.open,
      notices: [...this.#source.notices(), ...(figures?.notices ?? [])],
      activity: this.#activity.list,
      exitCode: this.#exitCode,
    };
  }

  command(command: SessionCommand): Answer {
    const at = this.#now();
    const refusal = this.#state === 'done' || this.#state === 'failed' ? 'over' : this.#carryOut(command, at);
    if (refusal !== null) return { refusal, at: null };
    this.onCommand?.(command, at);
    if (command.type === 'stop') return { refusal: null, at };
    this.#parts.keeper.annotate(this.#phases.phases(at), this.#noted());
    this.#take();
    return { refusal: null, at };
  }

  #carryOut(command: SessionCommand, at: Micros): Refusal | null {
    switch (command.type) {
      case 'phase-start':
        return this.#phases.start(command.name, at);
      case 'phase-end':
        return this.#phases.end(at);
      case 'mark':
        return this.#phases.mark(command.text, at);
      case 'name-device':
        return this.#has('devices', command.device) ? this.#notes.name(command.device, command.name) : 'unknown-device';
      case 'exclude-device':
        return this.#has('devices', command.device) ? this.#notes.exclude(command.device, command.excluded) : 'unknown-device';
      case 'review':
        return this.#has('findings', command.finding) ? this.#notes.review(command, this.#parts.nowMs()) : 'unknown-finding';
      case 'stop':
        this.stop();
        return null;
    }
  }

  #has(table: 'devices' | 'findings', id: string): boolean {
    return this.#snapshot[table].some((row: { readonly id: string }) => row.id === id);
  }

  /** The clock of the capture, also while the wire is silent. */
  #now(): Micros {
    const { machineClock, nowMs, monotonicMs, pace } = this.#parts;
    const { last, lastMs } = this.#source;
    if (machineClock || last === null) return nowMs() * 1_000;
    const over = this.#state === 'done' || this.#state === 'failed' || this.#state === 'stopping';
    return over ? last : Math.round(last + Math.max(0, monotonicMs() - lastMs) * 1_000 * pace);
  }

  #tick(): void {
    const { keeper, monotonicMs } = this.#parts;
    if (this.#state === 'starting') this.#state = 'capturing';
    this.#source.tick();
    this.#rates.take(monotonicMs(), this.#source.frames, this.#source.octets);
    keeper.flush();
    const hasTaken = this.#refresh();
    const before = monotonicMs();
    // Whoever asks for something has a turn in between.
    if ((hasTaken && this.#taking.costMs > LONG_MS) || !this.#saving.isDue(before, this.#isKept ? KEPT : CATCHING_UP)) return;
    this.#isKept = keeper.save(this.#snapshot);
    this.#saving.done(before, monotonicMs());
  }

  #refresh(): boolean {
    const nowMs = this.#parts.monotonicMs();
    const isDue = this.#exitCode === null && this.#taking.isDue(nowMs, nowMs - this.#lookedMs < LOOKING_MS ? SEEN : UNSEEN);
    if (isDue) this.#take();
    return isDue;
  }

  #take(): void {
    const { monotonicMs } = this.#parts;
    const before = monotonicMs();
    this.#snapshot = this.#compose();
    this.#activity.take(this.#snapshot.devices, Math.floor((before - this.#begunMs) / 1_000));
    this.#isLogged = false;
    this.#taking.done(before, monotonicMs());
  }

  /** The run's snapshot with what only the session knows. */
  #compose(): Snapshot {
    const { run, input, name, kind } = this.#parts;
    return composeSnapshot(run.snapshot(), {
      name,
      kind,
      read: this.#source,
      figures: input.figures?.() ?? null,
      jumps: this.#source.notices(),
      book: this.#notes,
      phases: this.#phases.phases(this.#now()),
      notes: this.#noted(),
    });
  }

  #noted(): SessionNotes | undefined {
    return this.#notes.notes(this.#phases.marks, this.#parts.input.recorded?.() ?? []);
  }

  #finish(fault: unknown): void {
    const { keeper, input, exitOf } = this.#parts;
    this.#state = 'stopping';
    this.#phases.end(this.#now());
    this.#failure ??= input.failure?.() ?? null;
    this.#take();
    const kept = keeper.finish(this.#snapshot, this.#interrupted || fault !== null);
    const exitCode = this.#interrupted ? TERMINATED : exitOf(this.#snapshot, this.#failure, kept);
    this.#exitCode = fault === null ? exitCode : 70;
    this.#state = this.#failure === null && fault === null ? 'done' : 'failed';
  }
}
