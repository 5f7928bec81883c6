/**
 * What a packet of each kind costs, in processor time of all threads and of the parsing thread alone, and in octets of JavaScript heap, over the
 * whole pipeline with the built-in rules. (All threads: that which reads and hashes the file, the compiler, the collector.)
 *
 * Octets are measured, not sampled: this process runs with a young generation so large (see main.ts) that no collection happens between the
 * two readings of `heapUsed`, whose difference is then all that was allocated, kept or not. Where one did happen all the same, the row says so.
 * The first reading is taken at the end of a lead-in, so that compiling the code and getting to know the home are not in it; what a file costs
 * besides its packets (a block of 1 MiB, its message and its promise, every 700 packets or so) is. Each figure is the least of three rounds, and
 * the groups run one after the other in one process, as traffic is mixed: what V8 learns from one kind may cost the next one an object a packet.
 *
 * Arguments: folder for the captures, folder of the built program, and what the names of the groups wanted begin with (all).
 */
import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunOptions } from '../../src/pipeline/run.ts';
import type { Source } from '../../src/capture/source.ts';
import { GROUPS, type Group } from './groups.ts';
import { shown, table } from './table.ts';

const ROUNDS = 3;
const [folder = '.', built = 'dist', wanted = ''] = process.argv.slice(2);

interface Cost {
  readonly nanoseconds: number;
  /** Of the thread that parses; not a number where the system does not tell. */
  readonly parsing: number;
  readonly heap: number;
  readonly collected: boolean;
}

interface AnyRun {
  read(source: Source, signal: AbortSignal): Promise<{ readonly frames: number }>;
}

const load = async (module: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(join(built, module)).href)) as Record<string, unknown>;

/** Modules of which the program is put together. */
interface Built {
  openCapture(path: string): Source;
  /** Makes a run as `analyze` does. */
  makeRun(): AnyRun;
}

async function loadBuilt(): Promise<Built> {
  const { Run } = (await load('pipeline/run.js')) as { Run: new (options: RunOptions) => AnyRun };
  const { rulePack } = (await load('cli/rule-pack.js')) as { rulePack(folders: readonly string[], language: 'en'): RunOptions['rules'] };
  const { openKnowledge } = (await load('cli/knowledge-files.js')) as {
    openKnowledge(folders: readonly string[], language: 'en'): RunOptions['knowledge'];
  };
  const rules = rulePack([], 'en');
  const knowledge = openKnowledge([], 'en');
  const { openCapture } = (await load('capture/open-capture.js')) as Pick<Built, 'openCapture'>;
  const makeRun = (): AnyRun =>
    new Run({ version: '0', knowledge, rules, home: [], region: ['FR'], vendorByMac: new Map(), onlyDevices: null, seed: 1 });
  return { openCapture, makeRun };
}

/** When collections began. */
const collections: number[] = [];
new PerformanceObserver((list) => collections.push(...list.getEntries().map((entry) => entry.startTime))).observe({ entryTypes: ['gc'] });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

/** Nanoseconds that this thread has run (Linux: the thread of a process's own number is its first). */
function threadNanoseconds(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[0]);
  } catch {
    return Number.NaN;
  }
}

/** Runs over a capture file; the figures are those of the frames after the lead-in. */
async function costOf({ makeRun, openCapture }: Built, path: string, group: Group): Promise<Cost> {
  globalThis.gc?.();
  await settle();
  collections.length = 0;
  let began = 0;
  let cpu = process.cpuUsage();
  let before = process.memoryUsage();
  let thread = 0;
  const source = openCapture(path);
  const marked: Source = {
    name: source.name,
    progress: () => source.progress(),
    run: (onFrame, signal) =>
      source.run((frame) => {
        if (frame.number === group.leadIn) {
          before = process.memoryUsage();
          began = performance.now();
          cpu = process.cpuUsage();
          thread = threadNanoseconds();
        }
        onFrame(frame);
      }, signal),
  };
  const { frames } = await makeRun().read(marked, new AbortController().signal);
  const { user, system } = process.cpuUsage(cpu);
  const parsing = threadNanoseconds() - thread;
  const ended = performance.now();
  const after = process.memoryUsage();
  await settle();
  const packets = frames - group.leadIn;
  return {
    nanoseconds: ((user + system) * 1e3) / packets,
    parsing: parsing / packets,
    heap: (after.heapUsed - before.heapUsed) / packets,
    collected: collections.some((at) => at >= began && at <= ended),
  };
}

const parts = await loadBuilt();
const rows: string[][] = [];
for (const group of GROUPS.filter(({ name }) => name.startsWith(wanted))) {
  const path = join(folder, `group-${group.name.replaceAll(/\W+/g, '-')}.pcap`);
  group.write(path, group.frames);
  const rounds: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await costOf(parts, path, group));
  const least = (of: (cost: Cost) => number): string => shown(Math.min(...rounds.map(of)), 0);
  const heaps = rounds.filter((cost) => !cost.collected).map((cost) => cost.heap);
  const [all, parsing] = [least((cost) => cost.nanoseconds), least((cost) => cost.parsing)];
  rows.push([group.name, all, parsing, heaps.length === 0 ? 'collected' : shown(Math.min(...heaps))]);
}
console.log(table(['group', 'CPU ns/packet', 'of the parsing thread', 'heap octets/packet'], rows));
