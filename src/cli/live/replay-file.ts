import { openCapture } from '../../capture/open-capture.ts';
import { CaptureError } from '../../capture/source.ts';
import { PictureNotes } from '../../live/picture-notes.ts';
import type { SessionFailure } from '../../model/session-feed.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Language } from '../../model/text.ts';
import { exitCode } from '../../report/exit-code.ts';
import { newRun, openingOf, reasonText, type AnalysisParts } from '../analysis.ts';
import { CommandError } from '../command-error.ts';
import { commonOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';
import { Keeper } from '../keeper.ts';
import { openKnowledge } from '../knowledge-files.ts';
import { readPhasesFile, withPhases } from '../phases-file.ts';
import { ReplayFeed } from '../replay-feed.ts';
import { colorful } from '../result.ts';
import { rulePack } from '../rule-pack.ts';
import { screenParts } from './screen-parts.ts';
import type { WatchOptions } from './watch-options.ts';

/** The screens over a stored capture that is read as fast as it goes, in this very process. */
export async function replayFile(edges: Edges, language: Language, raw: WatchOptions, path: string): Promise<number> {
  const options = commonOptions(raw, colorful(edges));
  const rules = rulePack(options.rules, language);
  const knowledge = openKnowledge(options.rules, language);
  // Nothing may be written beside the screen; what the store says is seen by its result.
  const keeper = await Keeper.open(edges, language, { ...options, quiet: true }, [path], rules);
  const parts: AnalysisParts = { edges, language, options, rules, knowledge, ...keeper.parts };
  const run = newRun(parts);
  const source = openCapture(path, openingOf(edges));
  const interruption = new Interruption();
  const phases = raw.phases === undefined ? null : readPhasesFile(raw.phases, language);
  const notes = new PictureNotes(keeper.earlierNotes());
  const take = (): Snapshot => {
    const noted = notes.on(run.snapshot());
    return phases === null ? noted : withPhases(noted, phases);
  };
  const feed = new ReplayFeed(
    take,
    () => source.progress(),
    edges.now,
    (command, snapshot) => notes.carryOut(command, snapshot, edges.now()),
    path,
  );
  const { runUi } = await import('../../ui/run-ui.ts');
  let failure: unknown = null;
  const reading = run
    .read(source, interruption.signal)
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => feed.finish(shownFailure(failure)));
  const screen = runUi({
    snapshots: feed,
    ...screenParts(edges, language, raw),
    color: options.color,
    stdin: edges.stdin,
    signal: interruption.signal,
  });
  let interrupted: boolean;
  try {
    // Ctrl-C comes as a key here, so no signal tells of it.
    interrupted = (await screen) === 'interrupt';
  } finally {
    interruption.stop();
    await reading;
  }
  const snapshot = take();
  const exit = interruption.exitCode ?? (interrupted ? EXIT.interrupted : null);
  edges.rights?.drop();
  const kept = keeper.finish(snapshot, exit !== null);
  if (failure instanceof CaptureError) {
    const reason = reasonText(failure.code, failure.message, language);
    throw new CommandError(EXIT.input, 'cli.error.capture', { path: failure.path, reason });
  }
  if (failure !== null) throw failure as Error;
  const flawed = snapshot.captures.some(({ damage }) => damage !== null);
  return exit ?? exitCode(snapshot, { failOn: options.failOn, flawed, incomplete: !kept });
}

/** Why a capture could not be read, for the screens that were to show it; a fault of our own is told when they are gone. */
function shownFailure(failure: unknown): SessionFailure | null {
  if (!(failure instanceof CaptureError)) return null;
  return { code: failure.code, interface: failure.path, detail: failure.message, mend: [] };
}
