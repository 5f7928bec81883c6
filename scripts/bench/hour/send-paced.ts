/**
 * Writes a classic capture to standard output as if its frames came now, so many times as fast: `tsx send-paced.ts CAPTURE SPEED`.
 * Who reads more slowly is waited for; the time that is lost so is not made up.
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { PacedRecords } from './paced-records.ts';

const SLICE_MS = 20;

const [path, speed] = process.argv.slice(2);
if (path === undefined || speed === undefined) throw new Error('usage: send-paced.ts CAPTURE SPEED');
process.stdout.on('error', () => process.exit());
const records = new PacedRecords(path);
process.stdout.write(records.header());
let due = 0;
for (let looked = performance.now(); ;) {
  const now = performance.now();
  due += Math.min(now - looked, 10 * SLICE_MS) * 1_000 * Number(speed);
  looked = now;
  const slice = records.until(due);
  if (slice === null) break;
  if (slice.octets.length > 0 && !process.stdout.write(slice.octets)) await once(process.stdout, 'drain');
  await wait(SLICE_MS);
}
