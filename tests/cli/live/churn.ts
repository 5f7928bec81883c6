/** Run as a program: keeps as much in use all the time and replaces it over and over; prints the most that the heap took, in MiB. */
import { calmMemory } from '../../../src/cli/live/calm-memory.ts';

const KEPT = 100_000;
const MADE = 800_000;

if (process.argv[2] === 'calm') calmMemory();
const rows = new Map<number, object>();
let most = 0;
for (let i = 0; i < MADE; i += 1) {
  rows.set(i % KEPT, { id: `row-${i}-${i * 7}`, list: [i, i + 1, i + 2], inner: { i, text: String(i) } });
  if (i % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapTotal);
}
console.log(most / (1 << 20), rows.size);
