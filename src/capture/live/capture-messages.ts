import type { InterfaceDescription } from '../recording/pcapng-blocks.ts';
import type { RecordingOptions, RecordingState } from '../recording/recording.ts';
import type { FilledBlock, FrameRun } from './block-filler.ts';
import type { RingMemory } from './block-ring.ts';
import type { LiveReport, LiveStats, SourcePlan } from './live-source.ts';

/** What the thread that captures is started with. */
export interface CaptureOrder {
  readonly plan: SourcePlan;
  readonly memory: RingMemory;
  readonly recording: RecordingOptions | null;
}

/** What it tells the thread that analyses. */
export type CaptureMessage =
  | { readonly type: 'interface'; readonly description: InterfaceDescription }
  | { readonly type: 'block'; readonly block: FilledBlock }
  | { readonly type: 'skipped'; readonly run: FrameRun }
  | { readonly type: 'state'; readonly source: LiveStats; readonly recording: RecordingState | null }
  | { readonly type: 'end'; readonly report: LiveReport; readonly unread: number; readonly recording: RecordingState | null };

/** What it is told: to end the capture in order, or that a block was let go. */
export type CaptureRequest = 'stop' | 'released';
