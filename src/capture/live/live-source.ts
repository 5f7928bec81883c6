import type { Source, SourceReport } from '../source.ts';
import type { CaptureFailure } from './failure.ts';

/** What can deliver frames as they pass. `stream` is standard input or a named pipe. */
export type SourceKind = 'dumpcap' | 'tcpdump' | 'libpcap' | 'stream';

/** When a count becomes known: while the capture runs, when it ends, or never. */
export type Known = 'live' | 'at-end' | 'never';

/** What a source can know about its frames; coverage shows what it cannot. */
export interface Knowledge {
  /** False where a frame carries the time at which it was handed over, not the time at which the kernel saw it. */
  readonly kernelTimestamps: boolean;
  /** False where a frame longer than what was captured cannot be told from a whole one. */
  readonly originalLengths: boolean;
  /** Frames that the kernel threw away because nobody fetched them in time. */
  readonly kernelDrops: Known;
  /** Frames that the network card or its driver threw away. */
  readonly interfaceDrops: Known;
}

/** What a live source has counted. Null: not known (yet). */
export interface LiveCounters {
  /** Frames and captured octets handed on. */
  readonly received: number;
  readonly octets: number;
  readonly kernelDrops: number | null;
  readonly interfaceDrops: number | null;
  /** Frames that the capturing program itself lost after the kernel had handed them over. */
  readonly programDrops: number | null;
}

export interface LiveStats extends LiveCounters {
  readonly state: 'starting' | 'capturing' | 'ended';
}

export interface LiveReport extends SourceReport {
  readonly kind: SourceKind;
  readonly interfaces: readonly string[];
  readonly knowledge: Knowledge;
  readonly counters: LiveCounters;
  /** Why the capture could not start, or ended by itself; null where it was asked to end, or its stream did. */
  readonly failure: CaptureFailure | null;
}

/**
 * A source of frames as they pass. `run` settles when the capture has ended, and never rejects: what went wrong is
 * `failure` in its report, beside everything that was seen until then. The signal stops it as `stop` does.
 */
export interface LiveSource extends Source {
  readonly kind: SourceKind;
  readonly interfaces: readonly string[];
  readonly knowledge: Knowledge;
  /** Starts what captures, where that is a program: it takes rights that reading on does not take. `run` does so where nobody has. */
  start?(): void;
  run(onFrame: Parameters<Source['run']>[0], signal: AbortSignal): Promise<LiveReport>;
  stats(): LiveStats;
  /** Ends the capture in order: what was captured so far is still handed on. May be called more than once. */
  stop(): void;
}

/** Everything that opens a live source, as plain data: it crosses to another thread. */
export interface SourcePlan {
  readonly kind: SourceKind;
  /** Absolute path of the program that captures; null for `stream`. */
  readonly program: string | null;
  /** What goes in front of its command line: setpriv(1), that sets its rights. */
  readonly through?: readonly string[];
  /** Interfaces, or the one path (`-` for standard input) of a stream. */
  readonly interfaces: readonly string[];
  /** Octets of a frame that are captured; null for whole frames. */
  readonly snapLength: number | null;
  /** In the language of pcap-filter(7). */
  readonly filter: string | null;
  /** What the kernel may hold for us. */
  readonly bufferMebibytes: number;
}
