import type { InterfaceDescription } from '../recording/pcapng-blocks.ts';
import type { RecordingOptions, RecordingState } from '../recording/recording.ts';
import type { RingMemory } from './block-ring.ts';
import type { FilledBlock, FrameRun } from './handover.ts';
import type { LiveReport, LiveStats, SourcePlan } from './live-source.ts';
import type { SpoolMemory } from './spool.ts';
import type { SpoolState } from './spool-writer.ts';

/** What the thread that captures is started with. */
export interface CaptureOrder {
  readonly plan: SourcePlan;
  readonly memory: RingMemory;
  /** Null: what the ring has no room for must wait, or is left out. */
  readonly spool: SpoolMemory | null;
  readonly recording: RecordingOptions | null;
}

/** What it tells the thread that analyses. */
export type CaptureMessage =
  | { readonly type: 'interface'; readonly description: InterfaceDescription }
  | { readonly type: 'block'; readonly block: FilledBlock }
  | { readonly type: 'skipped'; readonly run: FrameRun }
  | { readonly type: 'state'; readonly source: LiveStats; readonly recording: RecordingState | null; readonly spool: SpoolState | null }
  | {
      readonly type: 'end';
      readonly report: LiveReport;
      readonly unread: number;
      readonly recording: RecordingState | null;
      readonly spool: SpoolState | null;
    };

/** What it is told: that nothing is done as root any more, to end the capture in order, or that a block was let go. */
export type CaptureRequest = 'lowered' | 'stop' | 'released';
