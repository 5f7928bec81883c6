/**
 * `npm run floods`: what captures cost that were made to hurt, each analysed by a process of its own, beside what they may cost.
 * Prints a table and asserts nothing. Build first. Captures are kept in the benchmark's folder; delete it after a change to what makes them.
 *
 *   --only NAME   one flood (repeatable)
 *   --twice       each that has a count at twice the count too: time may grow 2.2 times
 *   --live        floods that are sent over a network at a session with a screen (as root, with tcpreplay, dumpcap and tmux) instead
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchFolder } from '../bench/bench-files.ts';
import { measure, type Measured } from '../bench/measure.ts';
import { shown, table } from '../bench/table.ts';
import { FLOODS, type Flood } from './floods.ts';
import { makeFlood } from './make-floods.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    live: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
    built: { type: 'string', default: new URL('../../dist', import.meta.url).pathname },
  },
});
const FOLDER = join(benchFolder(), 'floods');
const TIMEOUT_SECONDS = 300;

const analyze = (path: string): Measured =>
  measure(process.execPath, [join(values.built, 'bin.js'), 'analyze', '--no-store', '--format', 'json', path], {
    timeoutSeconds: TIMEOUT_SECONDS,
    keepOutput: true,
  });

/** What the result says of itself: frames read, findings, whether it is complete. */
function said(measured: Measured): string[] {
  try {
    const result = JSON.parse(measured.stdout) as { coverage: { complete: boolean; frames_read: number }; findings: readonly unknown[] };
    return [String(result.coverage.frames_read), String(result.findings.length), result.coverage.complete ? 'yes' : 'no'];
  } catch {
    return ['-', '-', '-'];
  }
}

async function row(flood: Flood): Promise<string[]> {
  const path = await makeFlood(FOLDER, flood);
  const measured = analyze(path);
  const twice = values.twice && flood.count > 0 ? analyze(await makeFlood(FOLDER, flood, flood.count * 2)) : null;
  const { goal } = flood;
  const met =
    measured.wallSeconds <= goal.seconds && measured.residentMegabytes <= goal.megabytes && goal.statuses.includes(measured.status ?? -1);
  return [
    flood.name,
    shown(statSync(path).size / 1e6),
    `${measured.status ?? 'killed'} of ${goal.statuses.join(',')}`,
    shown(measured.cpuSeconds, 2),
    `${shown(measured.wallSeconds, 2)} of ${goal.seconds}`,
    `${shown(measured.residentMegabytes, 0)} of ${goal.megabytes}`,
    ...said(measured),
    twice === null ? '' : shown(twice.cpuSeconds / measured.cpuSeconds, 2),
    met ? '' : 'over',
  ];
}

if (values.live) {
  const { runAirFloods } = await import('./air/run-air-floods.ts');
  await runAirFloods(join(values.built, 'bin.js'), values.only);
} else {
  const rows: string[][] = [];
  for (const flood of FLOODS) if (values.only.length === 0 || values.only.includes(flood.name)) rows.push(await row(flood));
  console.log(table(['flood', 'MB', 'status', 'CPU s', 'wall s', 'RSS MB', 'frames', 'findings', 'complete', 'twice', ''], rows));
}
