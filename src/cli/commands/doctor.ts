import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { safeJson } from '../../language/safe-text.ts';
import { examine } from '../../machine/doctor/doctor.ts';
import type { DataDescription } from '../../knowledge/knowledge.ts';
import { thisMachine } from '../../machine/doctor/this-machine.ts';
import { cannotCapture, verdict, type Verdict } from '../../machine/doctor/verdict.ts';
import type { Terminal } from '../../machine/doctor/program-checks.ts';
import type { Language } from '../../model/text.ts';
import { StoreError } from '../../store/store-error.ts';
import type { RawOptions } from '../common-options.ts';
import { doctorPage } from '../doctor-page.ts';
import { EXIT, type Edges } from '../edges.ts';
import { storePath, storeReason } from '../keeper.ts';
import { dataFile, packageVersion } from '../package-files.ts';
import { Output } from '../output.ts';
import { colorful, columnsOf } from '../result.ts';
import { selfTest } from '../self-test.ts';
import { Rights } from '../live/rights.ts';
import { isUtf8Locale } from '../live/utf8.ts';

/** `mouchard doctor`: can this machine capture, and be the hotspot? What is missing, and the command that mends it. */
export async function doctor(edges: Edges, language: Language, raw: RawOptions): Promise<number> {
  // What is looked at is what root may; what is kept, and where, is the person's.
  const rights = Rights.take(edges);
  const output = new Output(raw.output ?? null);
  const store = storePath(edges.env, raw.store);
  const more = [await checkStore(store, language), await checkAnalysis(edges, language)];
  const verdicts = await rights.raised(() =>
    examine(thisMachine(edges.now(), edges.env), { terminal: terminalOf(edges), folder: dirname(store), releasedOn: releaseDay(), more }),
  );
  if (raw.format === 'json') output.line(safeJson(JSON.stringify(inJson(verdicts))));
  else output.write(doctorPage(verdicts, language, columnsOf(edges), raw.color !== false && colorful(edges)));
  output.close();
  return cannotCapture(verdicts) ? EXIT.capture : EXIT.done;
}

function inJson(verdicts: readonly Verdict[]): unknown {
  return { tool: { name: 'mouchard', version: packageVersion() }, can_capture: !cannotCapture(verdicts), checks: verdicts };
}

/** The newest of the packaged data cannot be younger than the program. */
function releaseDay(): string {
  const { sources } = JSON.parse(dataFile('data.json').toString('utf8')) as DataDescription;
  const days = sources.map(({ date }) => date).filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date));
  return days.sort().at(-1)!;
}

function terminalOf({ stdout, env }: Edges): Terminal {
  return {
    columns: stdout.columns ?? 0,
    rows: stdout.rows ?? 0,
    interactive: stdout.isTTY === true,
    unicode: isUtf8Locale(env),
    colour: colorful({ stdout, env } as Edges),
    name: env['TERM'] ?? '',
  };
}

/** Opens the store as an analysis would, without making one. */
async function checkStore(path: string, language: Language): Promise<Verdict> {
  const facts = { path: path.replace(homedir(), '~') };
  const { openStore } = await import('../../store/open-store.ts');
  try {
    openStore(path, { readOnly: true }).close();
    return verdict('store', 'storage', { level: 'ok', state: 'ok', facts });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'missing') return verdict('store', 'storage', { level: 'ok', state: 'none', facts });
    return verdict('store', 'storage', { level: 'problem', state: 'damaged', facts: { ...facts, reason: storeReason(error, language) } });
  }
}

/** The analysis of the bundled recording: a program whose parts are broken or out of step must not be trusted with a capture. */
async function checkAnalysis(edges: Edges, language: Language): Promise<Verdict> {
  try {
    const { found, missing, unexpected } = await selfTest(edges, language);
    const facts = { count: found, missing, unexpected };
    const right = missing.length === 0 && unexpected.length === 0;
    return verdict('analysis', 'self-test', { level: right ? 'ok' : 'problem', state: right ? 'ok' : 'differs', facts });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return verdict('analysis', 'self-test', { level: 'problem', state: 'failed', facts: { reason } });
  }
}
