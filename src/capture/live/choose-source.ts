import { stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { Child } from './child.ts';
import { type CaptureFailure, failureIn, failureOf } from './failure.ts';
import { interfaceState } from './interface-state.ts';
import { capPackage, libpcapPlan } from './libpcap.ts';
import type { SourceKind, SourcePlan } from './live-source.ts';
import { findProgram } from './programs.ts';

/**
 * What the kernel holds for us at least, where nobody says otherwise, and at most: from 64 MiB a busy machine that lets a capture wait
 * for a second at 600 Mbit/s loses packets. No more than a 64th of the machine's memory goes into more than the least.
 */
const BUFFER_MEBIBYTES = { least: 64, most: 256 } as const;
const MEMORY_SHARE = 64;

/** How much that is on a machine with so many octets of memory. libpcap multiplies for itself: there a frame takes what the longest would. */
export function kernelBuffer(kind: SourceKind, memory = totalmem()): number {
  const { least, most } = BUFFER_MEBIBYTES;
  return kind === 'libpcap' ? least : Math.max(least, Math.min(most, Math.floor(memory / MEMORY_SHARE / 2 ** 20)));
}

/** What is to be captured, and how far the choice is free. */
export interface SourceWish {
  /** Network interfaces, or one path: `-` for standard input, or that of a named pipe. */
  readonly interfaces: readonly string[];
  /** Null: the best there is. */
  readonly wanted: SourceKind | null;
  /** As PATH has it. */
  readonly searchPath: string;
  /** What may go in front of a program that captures, in the order in which it is tried; without it, nothing. */
  readonly runners?: readonly (readonly string[])[];
  readonly snapLength?: number | null;
  readonly filter?: string | null;
  readonly bufferMebibytes?: number;
}

export type SourceChoice =
  | { readonly plan: SourcePlan; readonly failure: null }
  | {
      readonly plan: null;
      /** Of the source that would have been preferred. */
      readonly failure: CaptureFailure;
      /** Of each source that was tried, in order. */
      readonly tried: readonly { readonly kind: SourceKind; readonly failure: CaptureFailure }[];
    };

/** From the one that knows most about what it lost to the one that knows nothing. */
const PREFERENCE = ['dumpcap', 'tcpdump', 'libpcap'] as const satisfies readonly SourceKind[];

/** Finds a source that is there and may capture. Each is asked, without capturing, whether it could. */
export async function chooseSource(wish: SourceWish): Promise<SourceChoice> {
  const [first] = wish.interfaces;
  if (wish.wanted === 'stream' || (wish.interfaces.length === 1 && first !== undefined && isStream(first))) return streamChoice(wish);
  const lost = wish.interfaces.find((name) => interfaceState(name) !== 'up');
  if (lost !== undefined || first === undefined) return refused(wish.wanted ?? 'dumpcap', unfit(lost ?? ''));
  const tried: { kind: SourceKind; failure: CaptureFailure }[] = [];
  for (const kind of wish.wanted === null ? PREFERENCE : [wish.wanted]) {
    const result = await attempt(kind, wish);
    if (!('code' in result)) return { plan: result, failure: null };
    tried.push({ kind, failure: result });
  }
  // That a program is not installed says less than that another one may not.
  const failure = tried.find((each) => each.failure.code !== 'program-missing')?.failure ?? tried[0]!.failure;
  return { plan: null, failure, tried };
}

/** True for what is no name of an interface: standard input and paths. */
export function isStream(name: string): boolean {
  return name === '-' || name.includes('/');
}

async function streamChoice(wish: SourceWish): Promise<SourceChoice> {
  const path = wish.interfaces[0] ?? '-';
  const scene = { program: null, interface: path };
  if (path !== '-') {
    const facts = await stat(path).catch(() => null);
    if (facts === null) return refused('stream', failureOf('stream-missing', scene, 'ENOENT'));
    if (facts.isDirectory()) return refused('stream', failureOf('stream-unreadable', scene, 'EISDIR'));
  }
  return { plan: planOf('stream', null, { ...wish, interfaces: [path] }), failure: null };
}

function refused(kind: SourceKind, failure: CaptureFailure): SourceChoice {
  return { plan: null, failure, tried: [{ kind, failure }] };
}

function unfit(name: string): CaptureFailure {
  const code = interfaceState(name) === 'down' ? 'interface-down' : 'no-such-interface';
  return failureOf(code, { program: null, interface: name }, name);
}

function planOf(kind: SourceKind, program: string | null, wish: SourceWish): SourcePlan {
  return {
    kind,
    program,
    interfaces: wish.interfaces,
    snapLength: wish.snapLength ?? null,
    filter: wish.filter ?? null,
    bufferMebibytes: wish.bufferMebibytes ?? kernelBuffer(kind),
  };
}

/** The plan for one kind of source, or why it cannot be. */
async function attempt(kind: SourceKind, wish: SourceWish): Promise<SourcePlan | CaptureFailure> {
  const scene = { program: null, interface: wish.interfaces[0] ?? null };
  if (kind === 'libpcap') {
    if (capPackage() === null) return failureOf('program-missing', scene, 'cap');
    return probed(planOf(kind, process.execPath, wish), wish.runners);
  }
  const found = await findProgram(kind, wish.searchPath);
  if (found === null) return failureOf('program-missing', scene, kind);
  if (!found.runnable) return failureOf('no-permission', { ...scene, program: found.path }, found.path);
  return probed(planOf(kind, found.path, wish), wish.runners);
}

/** The plan with the first runner that gives the right to capture; what the last one said where none does. */
async function probed(plan: SourcePlan, runners: readonly (readonly string[])[] = [[]]): Promise<SourcePlan | CaptureFailure> {
  let failure: CaptureFailure | null = null;
  for (const through of runners) {
    const wrapped = through.length === 0 ? plan : { ...plan, through };
    failure = await refusal(wrapped);
    if (failure === null) return wrapped;
  }
  return failure ?? plan;
}

/** Asks for the link types of each interface, which takes the same right as a capture. Null where it may be captured. */
async function refusal(plan: SourcePlan): Promise<CaptureFailure | null> {
  const program = plan.program ?? '';
  for (const name of plan.interfaces) {
    const args = plan.kind === 'libpcap' ? libpcapPlan(plan, program, name, true).args : ['-L', '-i', name];
    const scene = { program, interface: name };
    const child = new Child(program, args, () => undefined, plan.through);
    child.output.resume();
    const { spawnError, status, words } = await child.ended;
    if (spawnError !== null) return failureOf('program-failed', scene, spawnError);
    if (status !== 0) return failureIn(words, scene) ?? failureOf('program-failed', scene, words);
  }
  return null;
}
