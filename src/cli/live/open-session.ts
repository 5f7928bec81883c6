import type { LiveInput } from '../../live/live-input.ts';
import { LiveSession } from '../../live/live-session.ts';
import { PacedSource } from '../../live/paced-source.ts';
import type { Finding } from '../../model/finding.ts';
import type { SessionFailure } from '../../model/session-feed.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Language } from '../../model/text.ts';
import { exitCode } from '../../report/exit-code.ts';
import { newRun } from '../analysis.ts';
import { commonOptions, type CommonOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Keeper } from '../keeper.ts';
import { openKnowledge } from '../knowledge-files.ts';
import { packageVersion } from '../package-files.ts';
import { colorful } from '../result.ts';
import { rulePack } from '../rule-pack.ts';
import type { Origin, WatchOptions } from './watch-options.ts';

/** What stops the recording and not the capture. */
const RECORDING_FAILURES: readonly string[] = ['disk-full', 'record-failed'];

/** What a session is read from, and what is known of its clock. */
export interface OpenedInput {
  readonly input: LiveInput;
  readonly kind: string;
  readonly machineClock: boolean;
  readonly pace: number;
}

/** A session ready to run. */
export interface OpenedSession {
  readonly session: LiveSession;
  readonly keeper: Keeper;
  readonly options: CommonOptions;
  readonly name: string;
}

/** Puts a session together from the options. Throws CommandError where rules, store or options do not allow it. */
export async function openSession(
  edges: Edges,
  language: Language,
  raw: WatchOptions,
  origin: Exclude<Origin, { type: 'file' }>,
  onFinding: ((finding: Finding) => void) | null = null,
): Promise<OpenedSession> {
  const options = commonOptions(raw, colorful(edges));
  const rules = rulePack(options.rules, language);
  const knowledge = openKnowledge(options.rules, language);
  const opened = await openInput(edges, language, raw, origin);
  const name = origin.type === 'interfaces' ? origin.names.join(', ') : opened.input.name;
  const keeper = await Keeper.open(edges, language, options, [name], rules);
  const { parts } = keeper;
  const run = newRun({
    edges,
    language,
    options,
    rules,
    knowledge,
    ...(parts.sink === undefined ? {} : { sink: parts.sink }),
    onFinding: (finding) => {
      parts.onFinding?.(finding);
      onFinding?.(finding);
    },
  });
  const session = new LiveSession({
    run,
    keeper,
    name,
    ...opened,
    earlier: keeper.earlierNotes(),
    version: packageVersion(),
    nowMs: edges.now,
    monotonicMs: () => performance.now(),
    durationMs: raw.duration ?? null,
    exitOf: (snapshot, failure, kept) => exitOf(snapshot, failure, kept, options),
  });
  return { session, keeper, options, name };
}

/** CONTRACT, section 1: what was asked for with --fail-on comes first, then a capture that died or could not be read. */
function exitOf(snapshot: Snapshot, failure: SessionFailure | null, kept: boolean, { failOn }: CommonOptions): number {
  const recordingFailed = failure !== null && RECORDING_FAILURES.includes(failure.code);
  const code = exitCode(snapshot, { failOn, flawed: false, incomplete: !kept || recordingFailed });
  if (failure === null || recordingFailed || code === EXIT.found) return code;
  return failure.code.startsWith('capture-') ? EXIT.input : EXIT.capture;
}

async function openInput(
  edges: Edges,
  language: Language,
  raw: WatchOptions,
  origin: Exclude<Origin, { type: 'file' }>,
): Promise<OpenedInput> {
  if (origin.type === 'replay') {
    const input = new PacedSource(origin.path, origin.pace, () => performance.now(), edges.rights?.opening);
    return { input, kind: 'replay', machineClock: false, pace: origin.pace };
  }
  const { openLiveInput } = await import('./open-live-input.ts');
  return openLiveInput(edges, language, raw, origin);
}
