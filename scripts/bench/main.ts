/**
 * `npm run bench`: how fast, and with how much memory, beside the programs that others use. Build first (`npm run build`).
 * Prints tables and asserts nothing: times belong to the machine that they were taken on.
 *
 *   --runs N     runs of each program (3); the middle one by wall time is shown
 *   --flows N    flows in the capture (200,000)
 *   --long       a capture five times as long too, with as many flows open at once: does memory stay?
 *   --quick      no other programs, one run
 *   --live       only what live capture loses and costs (as root, with tcpreplay)
 *   --load TEXT  of its loads only those whose name has this text
 *   --seconds N  for so long each (30)
 *   --micro      only what a packet of each kind costs
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCapture, benchFolder } from './bench-files.ts';
import { installed, measure, median, type Measured } from './measure.ts';
import { shown, table } from './table.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    flows: { type: 'string', default: '200000' },
    long: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    micro: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
    load: { type: 'string', default: '' },
    seconds: { type: 'string', default: '30' },
    built: { type: 'string', default: new URL('../../dist', import.meta.url).pathname },
  },
});
const RUNS = values.quick ? 1 : Number(values.runs);
const FLOWS = Number(values.flows);
const PROGRAM = join(values.built, 'bin.js');
const LONGER = 5;

interface Contestant {
  readonly name: string;
  readonly program: string;
  args(capture: string): readonly string[];
}

const OURS: Contestant = {
  name: 'mouchard analyze',
  program: process.execPath,
  args: (capture) => [PROGRAM, 'analyze', '--no-store', '--format', 'json', capture],
};
const OTHERS: readonly Contestant[] = [
  { name: 'tcpdump -w /dev/null', program: 'tcpdump', args: (capture) => ['-nr', capture, '-w', '/dev/null'] },
  { name: 'ndpiReader -q', program: 'ndpiReader', args: (capture) => ['-q', '-i', capture] },
  {
    name: 'tshark -T fields',
    program: 'tshark',
    args: (capture) => [
      '-r',
      capture,
      '-T',
      'fields',
      '-e',
      'dns.qry.name',
      '-e',
      'tls.handshake.extensions_server_name',
      '-e',
      'http.host',
    ],
  },
];

/** Ratios that are aimed at: their wall time over ours. */
const GOALS: Readonly<Record<string, number>> = { 'tcpdump -w /dev/null': 1 / 5, 'ndpiReader -q': 4, 'tshark -T fields': 40 };

function run({ program, args }: Contestant, capture: string): Measured {
  return median(Array.from({ length: RUNS }, () => measure(program, args(capture))));
}

function row(name: string, frames: number, measured: Measured, ours: Measured): string[] {
  const goal = GOALS[name];
  return [
    name,
    String(measured.status),
    shown(measured.wallSeconds, 2),
    shown(measured.cpuSeconds, 2),
    shown(measured.residentMegabytes, 0),
    shown(frames / measured.wallSeconds / 1e6, 3),
    shown(measured.wallSeconds / ours.wallSeconds, 2),
    goal === undefined ? '' : shown(goal, 2),
  ];
}

function compare(capture: string, frames: number): void {
  const ours = run(OURS, capture);
  const rows = [row(OURS.name, frames, ours, ours)];
  for (const other of values.quick ? [] : OTHERS) {
    if (installed(other.program)) rows.push(row(other.name, frames, run(other, capture), ours));
    else rows.push([other.name, 'not installed']);
  }
  console.log(table(['program', 'status', 'wall s', 'CPU s', 'RSS MB', 'M packets/s', 'wall / ours', 'goal'], rows));
  if (!values.long) return;
  const { path, facts } = benchCapture(FLOWS * LONGER);
  const longer = measure(OURS.program, OURS.args(path));
  console.log(`\n${facts.frames} frames, ${LONGER} times as long with as many flows open at once:`);
  const growth = (longer.residentMegabytes / ours.residentMegabytes - 1) * 100;
  console.log(
    `status ${longer.status}, ${shown(longer.wallSeconds)} s, ${shown(longer.residentMegabytes, 0)} MB: ${shown(growth)} % more memory`,
  );
}

/** A young generation that holds all that a group allocates: nothing is collected while it is measured. */
function micro(): void {
  const script = new URL('micro.ts', import.meta.url).pathname;
  const flags = ['--expose-gc', '--min-semi-space-size=1024', '--max-semi-space-size=1024', '--import', 'tsx'];
  const outcome = measure(process.execPath, [...flags, script, benchFolder(), values.built], { keepOutput: true });
  console.log(`\n${outcome.status === 0 ? outcome.stdout : outcome.stderr}`);
}

if (!existsSync(PROGRAM)) {
  console.error(`${PROGRAM} is missing: npm run build`);
  process.exitCode = 1;
} else if (values.live) {
  const { benchLive } = await import('./live.ts');
  await benchLive(PROGRAM, benchCapture(FLOWS).path, values.load, Number(values.seconds));
} else {
  if (!values.micro) {
    const { path, facts } = benchCapture(FLOWS);
    const share = (facts.ipv6Frames / facts.frames) * 100;
    console.log(
      `${path}\n${facts.frames} frames, ${shown(facts.octets / 1e9, 2)} GB, ${facts.flows} flows, ${shown(share, 0)} % IPv6, Node ${process.version}\n`,
    );
    compare(path, facts.frames);
  }
  micro();
}
