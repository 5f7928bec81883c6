import type { Language } from '../../model/text.ts';
import { observationLine } from '../../report/observation-line.ts';
import { newRun, nothingRead, readAll, type AnalysisParts } from '../analysis.ts';
import { commonOptions, type RawOptions } from '../common-options.ts';
import { DeviceFilter } from '../device-filter.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';
import { giveUpRoot } from '../live/give-up-root.ts';
import { openKnowledge } from '../knowledge-files.ts';
import { Output, OutputClosed } from '../output.ts';

/** `mouchard decode`: every observation as a line, before any judgement. */
export async function decode(given: Edges, language: Language, captures: readonly string[], raw: RawOptions): Promise<number> {
  const edges = giveUpRoot(given, language, captures, raw.quiet);
  const options = commonOptions(raw, false);
  const interruption = new Interruption();
  const output = new Output(options.output, false, captures);
  const filter = options.device.length === 0 ? null : new DeviceFilter(options.device);
  const parts: AnalysisParts = {
    edges,
    language,
    // All devices are followed: which observations are printed is decided here.
    options: { ...options, device: [] },
    rules: null,
    knowledge: openKnowledge(options.rules, language),
    sink: (sighting) => {
      if (filter === null || filter.concerns(sighting)) output.line(observationLine(sighting));
    },
  };
  try {
    const { flawed, read } = await readAll(newRun(parts), captures, interruption.signal, parts);
    output.close();
    if (read === 0 && interruption.exitCode === null) throw nothingRead();
    return interruption.exitCode ?? (flawed ? EXIT.input : EXIT.done);
  } catch (error) {
    if (error instanceof OutputClosed) interruption.stop();
    throw error;
  }
}
