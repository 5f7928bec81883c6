/** Run as a program: keeps as much in use all the time and replaces it over and over; prints the most that what has survived collections took, in MiB. */
import { getHeapSpaceStatistics } from 'node:v8';
import { calmMemory } from '../../../src/cli/live/calm-memory.ts';

const KEPT = 100_000;
const MADE = 800_000;

if (process.argv[2] === 'calm') calmMemory();
const rows = new Map<number, object>();
let most = 0;
for (let i = 0; i < MADE; i += 1) {
  rows.set(i % KEPT, { id: `row-${i}-${i * 7}`, list: [i, i + 1, i + 2], inner: { i, text: String(i) } });
  if (i % 10_000 === 0) most = Math.max(most, oldSpace());
}
console.log(most / (1 << 20), rows.size);

/** Without the young generation, which is as large as V8 finds good whatever is in use. */
function oldSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')!.space_size;
}
