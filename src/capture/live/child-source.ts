import { type Gate, openCapture } from '../open-capture.ts';
import { CaptureError, type Frame, type Progress, type SourceReport } from '../source.ts';
import { Child, type ChildEnd } from './child.ts';
import { type CaptureFailure, failureIn, failureOf } from './failure.ts';
import { interfaceState } from './interface-state.ts';
import { type Ledger, newLedger } from './ledger.ts';
import type { Knowledge, LiveReport, LiveSource, LiveStats, SourceKind } from './live-source.ts';
import { emptyReport, liveReport } from './live-report.ts';
import { Settling } from './settling.ts';

/** A program that captures, and how it is understood. */
export interface ChildPlan {
  readonly kind: SourceKind;
  readonly program: string;
  readonly args: readonly string[];
  /** What goes in front of its command line: setpriv(1), that sets its rights. */
  readonly through?: readonly string[];
  /** In the order of the interface numbers of its stream. */
  readonly interfaces: readonly string[];
  readonly knowledge: Knowledge;
  /** What makes it tell its counts while it runs. */
  readonly pollSignal: 'SIGUSR1' | null;
  /** How long the kernel and the program may hold a frame back before it is handed over. */
  readonly handoverMs: number;
  /** Takes in a line that it wrote to standard error. */
  readonly hear: (line: string, ledger: Ledger) => void;
}

const POLL_MS = 1_000;
const WATCH_MS = 500;
const SETTLE_MS = 20;
/** An interface may be switched off for so long, as when a hotspot starts anew; frames are missing from then on, and that is said. */
const DOWN_MS = 4_000;

/** A child process that alone holds the right to capture, and streams pcapng or pcap. */
export class ChildSource implements LiveSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly interfaces: readonly string[];
  readonly knowledge: Knowledge;
  readonly #plan: ChildPlan;
  readonly #gate: Gate;
  readonly #ledger = newLedger();
  #child: Child | null = null;
  #state: LiveStats['state'] = 'starting';
  #stopped = false;
  #settling: Settling | null = null;
  #held = false;
  #received = 0;
  #octets = 0;
  #downSince: number | null = null;
  #timesDown = 0;
  /** How much of the time before the stop was given up, in milliseconds. */
  #unreadMs = 0;
  #lost: CaptureFailure | null = null;
  #octetsRead: () => Progress = () => ({ octetsRead: 0, octetsTotal: null, frames: 0 });

  constructor(plan: ChildPlan, gate: Gate = () => null) {
    this.#plan = plan;
    this.#gate = () => this.#watched(gate());
    this.kind = plan.kind;
    this.interfaces = plan.interfaces;
    this.knowledge = plan.knowledge;
    this.name = plan.interfaces.join(',');
  }

  start(): void {
    if (this.#child !== null || this.#stopped) return;
    const { through, program, args } = this.#plan;
    this.#child = new Child(program, args, (line) => this.#hear(line), through);
  }

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<LiveReport> {
    if (signal.aborted) this.stop();
    this.start();
    const child = this.#child;
    if (child === null) return this.#report(emptyReport(this.kind), null);
    const stop = (): void => this.stop();
    signal.addEventListener('abort', stop, { once: true });
    const poll = this.#poll(child);
    const watch = setInterval(() => this.#watch(child), WATCH_MS);
    try {
      const report = await this.#read(child, onFrame);
      const end = await child.ended;
      // That its stream broke off is what became of it, and no damage.
      const cut = end.stuck && report.damage?.reason === 'capture-read-failed';
      return this.#report(cut ? { ...report, damage: null } : report, this.#failure(end));
    } finally {
      if (poll !== null) clearInterval(poll);
      clearInterval(watch);
      signal.removeEventListener('abort', stop);
      this.#state = 'ended';
    }
  }

  progress(): Progress {
    return this.#octetsRead();
  }

  stats(): LiveStats {
    const { kernelDrops, interfaceDrops, programDrops } = this.#ledger;
    return { state: this.#state, received: this.#received, octets: this.#octets, kernelDrops, interfaceDrops, programDrops };
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const child = this.#child;
    if (child === null) return;
    // A frame may come before the word that the capture has begun.
    if (!this.#ledger.capturing && this.#received === 0) return child.stop();
    const now = this.knowledge.kernelTimestamps ? Date.now() * 1_000 : null;
    const settling = new Settling(this.interfaces.length, this.#plan.handoverMs, performance.now(), now);
    settling.hold(this.#held, performance.now());
    this.#settling = settling;
    const timer = setInterval(() => {
      const at = performance.now();
      if (!settling.isSettled(at)) return;
      clearInterval(timer);
      this.#unreadMs = settling.unreadMs(at);
      child.stop(() => this.#held);
    }, SETTLE_MS);
    void child.ended.then(() => clearInterval(timer));
  }

  /** Knows when what comes may not be read on. */
  #watched(wait: Promise<void> | null): Promise<void> | null {
    if (wait === null) return null;
    this.#hold(true);
    return wait.then(() => this.#hold(false));
  }

  #hold(held: boolean): void {
    this.#held = held;
    this.#settling?.hold(held, performance.now());
  }

  async #read(child: Child, onFrame: (frame: Frame) => void): Promise<SourceReport> {
    const source = openCapture('-', { input: child.output, live: true, gate: this.#gate });
    this.#octetsRead = () => source.progress();
    try {
      return await source.run((frame) => {
        if (this.#state === 'starting') this.#state = 'capturing';
        this.#received += 1;
        this.#octets += frame.end - frame.start;
        this.#settling?.frame(frame.interfaceIndex ?? 0, frame.timestamp, performance.now());
        onFrame(frame);
      }, new AbortController().signal);
    } catch (error) {
      // It has ended before its stream began, or said something else: how it ended tells why.
      if (!(error instanceof CaptureError)) throw error;
      child.stop();
      return emptyReport(this.kind);
    }
  }

  #hear(line: string): void {
    this.#plan.hear(line, this.#ledger);
    if (this.#ledger.capturing && this.#state === 'starting') this.#state = 'capturing';
  }

  /** A capture outlives its interface being switched off, and would see nothing for ever after. */
  #watch(child: Child): void {
    const down = this.#plan.interfaces.find((name) => interfaceState(name) === 'down');
    const now = Date.now();
    if (down === undefined || !this.#ledger.capturing) this.#downSince = null;
    else if (this.#downSince === null) {
      this.#downSince = now;
      this.#timesDown += 1;
    } else if (now - this.#downSince >= DOWN_MS && this.#lost === null) {
      this.#lost = failureOf('interface-down', { program: this.#plan.program, interface: down }, down);
      child.stop();
    }
  }

  #poll(child: Child): NodeJS.Timeout | null {
    const name = this.#plan.pollSignal;
    if (name === null) return null;
    return setInterval(() => {
      if (this.#ledger.capturing) child.signal(name);
    }, POLL_MS);
  }

  #report(report: SourceReport, failure: CaptureFailure | null): LiveReport {
    const notices = [...report.notices];
    if (this.#timesDown > 0) notices.push({ code: 'live-interface-down', count: this.#timesDown, incomplete: true });
    if (this.#unreadMs > 0) notices.push({ code: 'live-stop-unread', count: this.#unreadMs, incomplete: true });
    return liveReport(this, { ...report, notices }, this.stats(), failure);
  }

  /** Why the program ended; null where it did so when it was asked to. */
  #failure(end: ChildEnd): CaptureFailure | null {
    if (this.#lost !== null) return this.#lost;
    const { program, interfaces } = this.#plan;
    if (this.#stopped) return end.stuck ? failureOf('program-stuck', { program, interface: this.name }, lastLine(end)) : null;
    const named = interfaces.find((name) => end.words.includes(name)) ?? null;
    const scene = { program, interface: interfaces.length === 1 ? interfaces[0]! : named };
    if (end.spawnError !== null) return failureOf(spawnFailure(end.spawnError), scene, end.spawnError);
    const told = failureIn(end.words, scene);
    if (told !== null && told.code !== 'interface-gone') return told;
    // One word for both: whether it is only down, the kernel knows.
    const lost = interfaces.find((name) => interfaceState(name) !== 'up');
    if (lost !== undefined) {
      const code = interfaceState(lost) === 'down' ? 'interface-down' : 'interface-gone';
      return failureOf(code, { program, interface: lost }, told?.detail ?? lastLine(end));
    }
    return told ?? failureOf(this.#ledger.capturing ? 'program-died' : 'program-failed', scene, lastLine(end));
  }
}

function spawnFailure(code: string): 'program-missing' | 'no-permission' | 'program-failed' {
  if (code === 'ENOENT') return 'program-missing';
  return code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'program-failed';
}

function lastLine(end: ChildEnd): string {
  const how = end.signal ?? `exit ${end.status ?? '?'}`;
  const line = end.words.trim().split('\n').pop() ?? '';
  return line === '' ? how : `${how}: ${line}`;
}
