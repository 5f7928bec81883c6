import type { Language } from '../../model/text.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { exitCode } from '../../report/exit-code.ts';
import { newRun, nothingRead, readAll, type AnalysisParts, type InputsRead } from '../analysis.ts';
import { commonOptions, type RawOptions } from '../common-options.ts';
import type { Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';
import { Keeper } from '../keeper.ts';
import { colorful, printResult } from '../result.ts';
import { rulePack } from '../rule-pack.ts';

/** `mouchard analyze`: reads the captures, prints what was found, keeps it in the store. */
export async function analyze(edges: Edges, language: Language, captures: readonly string[], raw: RawOptions): Promise<number> {
  const options = commonOptions(raw, colorful(edges));
  const rules = rulePack(options.rules, language);
  const interruption = new Interruption();
  const keeper = await Keeper.open(edges, language, options, captures, rules);
  const parts: AnalysisParts = { edges, language, options, rules, ...keeper.parts };
  const run = newRun(parts);
  let read: InputsRead;
  try {
    read = await readAll(run, captures, interruption.signal, parts);
  } catch (error) {
    keeper.abandon(run.snapshot());
    throw error;
  }
  const snapshot: Snapshot = run.snapshot();
  const kept = keeper.finish(snapshot, interruption.exitCode !== null);
  if (read.read === 0 && interruption.exitCode === null) throw nothingRead();
  printResult(snapshot, edges, language, options, raw.format ?? 'text');
  return interruption.exitCode ?? exitCode(snapshot, { failOn: options.failOn, flawed: read.flawed, incomplete: !kept });
}
