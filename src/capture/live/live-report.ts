import type { Notice } from '../../model/snapshot.ts';
import type { RecordingState } from '../recording/recording.ts';
import type { SourceReport } from '../source.ts';
import type { CaptureFailure } from './failure.ts';
import { addKnown } from './ledger.ts';
import type { LiveCounters, LiveReport, LiveSource } from './live-source.ts';
import { remarksOf } from './remarks.ts';
import type { SpoolState } from './spool-writer.ts';

/** The report of a capture that never began. */
export function emptyReport(format: string): SourceReport {
  return {
    format,
    sha256: '',
    frames: 0,
    octets: 0,
    first: null,
    last: null,
    linkTypes: [],
    snappedFrames: 0,
    damage: null,
    dropped: null,
    notices: [],
  };
}

/** All frames that are known to be lost on the way to us; null where the kernel's count is not known. */
export function droppedOf(counters: LiveCounters): number | null {
  return addKnown(addKnown(counters.kernelDrops, counters.interfaceDrops ?? 0), counters.programDrops ?? 0);
}

/** Puts what the stream said and what its source knows together. */
export function liveReport(source: LiveSource, report: SourceReport, counters: LiveCounters, failure: CaptureFailure | null): LiveReport {
  const { kind, interfaces, knowledge } = source;
  const { received, octets, kernelDrops, interfaceDrops, programDrops } = counters;
  return {
    ...report,
    // The stream was cut where the program was ended: no frame that we saw is damaged.
    damage: report.damage?.reason === 'capture-cut-short' ? null : report.damage,
    dropped: droppedOf(counters) ?? report.dropped,
    notices: [...report.notices, ...remarksOf(kind, knowledge, true)],
    kind,
    interfaces,
    knowledge,
    counters: { received, octets, kernelDrops, interfaceDrops, programDrops },
    failure,
  };
}

/** What a person should know of a recording: what is missing from it, and what went with the oldest files of a ring, as was asked. */
export function recordingNotices(recording: RecordingState | null): Notice[] {
  if (recording === null) return [];
  const deleted = recording.files.reduce((sum, { state, frames }) => (state === 'deleted' ? sum + frames : sum), 0);
  const notices = [
    { code: 'recording-missing', count: recording.missingFrames, incomplete: true },
    { code: 'recording-deleted', count: deleted, incomplete: false },
  ];
  return notices.filter(({ count }) => count > 0);
}

/** What a person should know of a spool that could not take what came. What was lost by it is counted elsewhere. */
export function spoolNotices(spool: SpoolState | null): Notice[] {
  if (spool === null || spool.trouble === null) return [];
  return [{ code: `live-spool-${spool.trouble}`, count: spool.stops, incomplete: false }];
}
