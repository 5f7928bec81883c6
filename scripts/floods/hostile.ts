/**
 * Analyses every capture of a folder, each in a process of its own: `tsx scripts/floods/hostile.ts FOLDER [--all]`.
 * Each is to end by itself with status 0, 1, 3 or 5, within 5 s of CPU time and 300 MB, and without a fault. Shows those that do not, or all.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Measured } from '../bench/measure.ts';
import { shown, table } from '../bench/table.ts';

const STATUSES = [0, 1, 3, 5];
const SECONDS_MAX = 5;
const MEGABYTES_MAX = 300;
const TIMEOUT_SECONDS = 60;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    built: { type: 'string', default: new URL('../../dist', import.meta.url).pathname },
  },
});

/** Of CPU time; where GNU time is missing, by the clock. */
function secondsOf({ cpuSeconds, wallSeconds }: Measured): number {
  return Number.isNaN(cpuSeconds) ? wallSeconds : cpuSeconds;
}

/** What is wrong with a run; empty where nothing is. */
function flaws(measured: Measured): string[] {
  const found: string[] = [];
  if (measured.status === null) found.push('killed');
  else if (!STATUSES.includes(measured.status)) found.push(`status ${measured.status}`);
  if (secondsOf(measured) > SECONDS_MAX) found.push('slow');
  if (measured.residentMegabytes > MEGABYTES_MAX) found.push('large');
  if (/"code":"faults"/.test(measured.stdout)) found.push('fault');
  if (/\n {4}at /.test(measured.stderr)) found.push('threw');
  return found;
}

const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: tsx scripts/floods/hostile.ts FOLDER [--all]');
  process.exitCode = 2;
} else {
  const rows: string[][] = [];
  const statuses = new Map<number | null, number>();
  let slowest = 0;
  let largest = 0;
  let flawed = 0;
  for (const name of readdirSync(folder).sort()) {
    const args = [join(values.built, 'bin.js'), 'analyze', '--no-store', '--format', 'json', join(folder, name)];
    const measured = measure(process.execPath, args, { timeoutSeconds: TIMEOUT_SECONDS, keepOutput: true });
    const wrong = flaws(measured);
    statuses.set(measured.status, (statuses.get(measured.status) ?? 0) + 1);
    slowest = Math.max(slowest, secondsOf(measured));
    largest = Math.max(largest, measured.residentMegabytes);
    if (wrong.length > 0) flawed += 1;
    if (wrong.length > 0 || values.all) {
      rows.push([
        name,
        String(measured.status),
        shown(measured.wallSeconds, 2),
        shown(measured.cpuSeconds, 2),
        shown(measured.residentMegabytes, 0),
        wrong.join(', '),
      ]);
    }
  }
  if (rows.length > 0) console.log(`${table(['capture', 'status', 'wall s', 'CPU s', 'RSS MB', ''], rows)}\n`);
  const shares = [...statuses].map(([status, count]) => `${count} with status ${status ?? 'killed'}`).join(', ');
  console.log(`${shares}; slowest ${shown(slowest, 2)} s of CPU time, largest ${shown(largest, 0)} MB; ${flawed} not as they should be`);
  process.exitCode = flawed === 0 ? 0 : 1;
}
