import { dirname, resolve } from 'node:path';
import { chooseSource } from '../../capture/live/choose-source.ts';
import { LiveFeed } from '../../capture/live/feed.ts';
import { SPOOL_DEFAULTS, type SpoolOptions } from '../../capture/live/spool.ts';
import { openLiveSource } from '../../capture/live/open-live-source.ts';
import { remarksOf } from '../../capture/live/remarks.ts';
import { RECORDING_DEFAULTS, type RecordingOptions } from '../../capture/recording/recording.ts';
import { realUser } from '../../machine/privileges.ts';
import type { Language } from '../../model/text.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { defaultStore } from '../keeper.ts';
import { failureLines } from './failure-lines.ts';
import { FedInput } from './fed-input.ts';
import type { OpenedInput } from './open-session.ts';
import type { Origin, WatchOptions } from './watch-options.ts';

/** Captured frames that may wait for the analysis, and as many again for the recorder. */
const QUEUE_MEBIBYTES = 64;

/** Opens interfaces or a stream, with the recorder where one is asked for. Throws CommandError where nothing here may capture. */
export async function openLiveInput(
  edges: Edges,
  language: Language,
  raw: WatchOptions,
  origin: Extract<Origin, { type: 'interfaces' | 'stream' }>,
): Promise<OpenedInput> {
  const interfaces = origin.type === 'interfaces' ? origin.names : [origin.path === '-' ? '-' : resolve(origin.path)];
  const wanted = origin.type === 'stream' ? 'stream' : (raw.source ?? null);
  const choice = await chooseSource({ interfaces, wanted, searchPath: edges.env['PATH'] ?? '', filter: raw.filter ?? null });
  if (choice.plan === null) {
    const [first, ...mend] = failureLines(choice.failure, language);
    throw new CommandError(EXIT.capture, 'live.error.refused', { text: first ?? '' }, mend);
  }
  const recording = raw.record === undefined ? null : recordingOf(resolve(raw.record), edges);
  const feed = new LiveFeed(choice.plan, { recording, queueMebibytes: QUEUE_MEBIBYTES, spool: spoolOf(recording, edges) });
  const { kind } = choice.plan;
  return {
    input: new FedInput(feed, recording?.folder ?? null, remarksOf(kind, openLiveSource(choice.plan).knowledge, false)),
    kind,
    machineClock: kind !== 'stream',
    pace: 1,
  };
}

/** Files of a recording belong to the person who asked for it, also where sudo runs the program. */
function recordingOf(folder: string, { env }: Edges): RecordingOptions {
  return { ...RECORDING_DEFAULTS, folder, owner: realUser(env, process.geteuid?.() ?? null) };
}

/** Packets wait where packets are to be written anyway, else where sessions are kept. */
function spoolOf(recording: RecordingOptions | null, { env }: Edges): SpoolOptions {
  const folder = recording?.folder ?? dirname(defaultStore(env));
  return { ...SPOOL_DEFAULTS, folder, owner: realUser(env, process.geteuid?.() ?? null) };
}
