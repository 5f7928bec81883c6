import type { Micros } from '../model/observation.ts';
import type { CaptureFacts, Coverage, Notice, Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import type { InputFigures } from './live-input.ts';
import type { NoteBook } from './note-book.ts';

/** What only the session knows of a run. */
export interface SessionFacts {
  readonly name: string;
  readonly kind: string;
  /** What has been read so far. */
  readonly read: {
    readonly frames: number;
    readonly octets: number;
    readonly first: Micros | null;
    readonly last: Micros | null;
    linkTypes(): readonly string[];
  };
  readonly figures: InputFigures | null;
  readonly jumps: readonly Notice[];
  readonly book: NoteBook;
  readonly phases: readonly Phase[];
  readonly notes: SessionNotes | undefined;
}

/** The snapshot of a run with what only the session knows: the capture under way, drops so far, jumps of the clock, phases, notes, names. */
export function composeSnapshot(plain: Snapshot, facts: SessionFacts): Snapshot {
  const { captures } = plain;
  const isOver = captures.length > 0;
  return {
    ...plain,
    captures: isOver ? captures.map(unhashed) : [underWay(facts)],
    coverage: coverageOf(plain.coverage, facts, isOver),
    devices: facts.book.named(plain.devices),
    phases: facts.phases,
    ...(facts.notes === undefined ? {} : { notes: facts.notes }),
  };
}

function coverageOf(coverage: Coverage, { figures, jumps }: SessionFacts, isOver: boolean): Coverage {
  // Once the capture has ended, its own report says what was lost.
  const soFar = isOver ? [] : (figures?.notices ?? []);
  return {
    ...coverage,
    kernelDrops: isOver ? coverage.kernelDrops : dropsOf(figures),
    limits: [...coverage.limits, ...soFar, ...jumps],
  };
}

function underWay({ name, kind, read }: SessionFacts): CaptureFacts {
  const { frames, octets, first, last } = read;
  const format = kind === 'replay' ? 'unknown' : 'pcapng';
  return { name, sha256: null, format, linkTypes: read.linkTypes(), frames, octets, first, last, damage: null, dropped: null, notices: [] };
}

/** What was never a file has no hash, unless it was recorded. */
function unhashed(capture: CaptureFacts): CaptureFacts {
  return capture.sha256 === '' ? { ...capture, sha256: null } : capture;
}

function dropsOf(figures: InputFigures | null): number | null {
  if (figures === null || figures.kernelDrops === null) return null;
  return figures.kernelDrops + (figures.interfaceDrops ?? 0);
}
