import { message } from '../../language/message.ts';
import type { Language } from '../../model/text.ts';
import { exitCode } from '../../report/exit-code.ts';
import { newRun, nothingRead, readAll, type AnalysisParts, type InputsRead } from '../analysis.ts';
import { commonOptions, type RawOptions } from '../common-options.ts';
import type { Edges } from '../edges.ts';
import { withInputRemarks } from '../input-remarks.ts';
import { Interruption } from '../interruption.ts';
import { Keeper, storeOf } from '../keeper.ts';
import { giveUpRoot } from '../live/give-up-root.ts';
import { openKnowledge } from '../knowledge-files.ts';
import { Output } from '../output.ts';
import { colorful, renderResult } from '../result.ts';
import { readPhasesFile, withPhases } from '../phases-file.ts';
import { rulePack } from '../rule-pack.ts';

/** `mouchard analyze`: reads the captures, prints what was found, keeps it in the store. */
export async function analyze(given: Edges, language: Language, captures: readonly string[], raw: RawOptions): Promise<number> {
  const edges = giveUpRoot(given, language, captures, raw.quiet);
  const options = commonOptions(raw, colorful(edges));
  const rules = rulePack(options.rules, language);
  const knowledge = openKnowledge(options.rules, language);
  const phases = raw.phases === undefined ? null : readPhasesFile(raw.phases, language);
  const kept = [storeOf(edges.env, options.store), raw.phases].filter((path) => path !== null && path !== undefined);
  const output = new Output(options.output, false, [...captures, ...kept]);
  const interruption = new Interruption();
  const keeper = await Keeper.open(edges, language, options, captures, rules);
  const parts: AnalysisParts = { edges, language, options, rules, knowledge, ...keeper.parts };
  const run = newRun(parts);
  let read: InputsRead;
  try {
    read = await readAll(run, captures, interruption.signal, parts);
  } catch (error) {
    keeper.abandon(run.snapshot());
    throw error;
  }
  const seen = withInputRemarks(run.snapshot(), { unread: read.unread, devices: options.device });
  const snapshot = phases === null ? seen : withPhases(seen, phases);
  const interrupted = interruption.exitCode !== null;
  if (read.read === 0 && !interrupted) {
    keeper.discard(snapshot);
    throw nothingRead();
  }
  const whole = keeper.finish(snapshot, interrupted);
  if (interrupted) edges.stderr.write(`${message(language, 'cli.error', { text: message(language, 'cli.interrupted') })}\n`);
  for (const piece of await renderResult(snapshot, edges, language, options, raw.format ?? 'text')) output.write(piece);
  output.close();
  keeper.tellWhere();
  return interruption.exitCode ?? exitCode(snapshot, { failOn: options.failOn, flawed: read.flawed, incomplete: !whole });
}
