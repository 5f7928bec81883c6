/**
 * `npm run bench -- --live`: what live capture loses, and what it costs, while tcpreplay sends the bench capture over a pair of joined
 * interfaces in a network namespace. As root; prints figures and asserts nothing.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ARRIVING, Lane, SENDING } from './lane.ts';
import { cpuSeconds, residentMegabytes } from './process-figures.ts';
import { shown, table } from './table.ts';

const LANE = 'mouchard-bench';
const START_SECONDS = 20;
const SETTLE_MS = 2_000;

interface Load {
  readonly name: string;
  readonly source: string;
  /** What tcpreplay is told about the rate. */
  readonly rate: readonly string[];
  readonly seconds: number;
  /** Packets sent: at most this many, from the beginning of the capture again where it ends. */
  readonly packets: number;
}

const LOADS: readonly Load[] = [
  { name: 'dumpcap, 100,000 packets/s', source: 'dumpcap', rate: ['--pps=100000'], seconds: 30, packets: 3_000_000 },
  { name: 'dumpcap, 600 Mbit/s', source: 'dumpcap', rate: ['--mbps=600'], seconds: 30, packets: 4_900_000 },
  { name: 'tcpdump, 60,000 packets/s', source: 'tcpdump', rate: ['--pps=60000'], seconds: 30, packets: 1_800_000 },
  { name: 'libpcap, 60,000 packets/s', source: 'libpcap', rate: ['--pps=60000'], seconds: 30, packets: 1_800_000 },
];

interface Outcome {
  readonly sent: number;
  readonly packetsPerSecond: number;
  readonly megabits: number;
  readonly read: number;
  readonly lost: number | null;
  readonly cpu: number;
  readonly resident: number;
  readonly seconds: number;
  /** Seconds from the last packet to the end of the analysis, the second of waiting included. */
  readonly behind: number;
}

/** Sends every load whose name has `wanted` in turn and prints a table. */
export async function benchLive(program: string, capture: string, wanted: string): Promise<void> {
  const rows: string[][] = [];
  for (const load of LOADS.filter(({ name }) => name.includes(wanted))) rows.push(row(load, await carry(load, program, capture)));
  const head = [
    'load',
    'sent',
    'k packets/s',
    'Mbit/s',
    'analysed',
    'not analysed',
    'kernel drops',
    'CPU %',
    'CPU % per 10 k/s',
    'RSS MB',
    'end s',
  ];
  process.stdout.write(`${table(head, rows)}\n`);
}

async function carry(load: Load, program: string, capture: string): Promise<Outcome> {
  const lane = new Lane(LANE);
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-live-'));
  const result = join(folder, 'result.json');
  const args = [
    program,
    'watch',
    '-i',
    ARRIVING,
    '--source',
    load.source,
    '--headless',
    '--no-store',
    '--quiet',
    '--format',
    'json',
    '--output',
    result,
  ];
  const [command, rest] = lane.command(process.execPath, args);
  const watch = spawn(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  try {
    for (let i = 0; i < START_SECONDS * 10 && !lane.watched; i += 1) await wait(100);
    await wait(SETTLE_MS);
    const before = cpuSeconds(watch.pid!);
    const replay = lane.run('tcpreplay', ['-q', '-K', '-i', SENDING, ...load.rate, `--limit=${load.packets}`, '--loop=4', capture]);
    const ended = performance.now();
    await wait(SETTLE_MS);
    const cpu = cpuSeconds(watch.pid!) - before;
    const resident = residentMegabytes(watch.pid!);
    await stop(watch);
    return { ...sentBy(replay), ...readFrom(result), cpu, resident, behind: (performance.now() - ended) / 1_000 };
  } finally {
    if (watch.exitCode === null) spawnSync('kill', ['-KILL', '--', `-${watch.pid}`]);
    lane.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As Ctrl-C does in a terminal: to the whole group. */
async function stop(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid!, 'SIGINT');
  await closed;
}

/** The figures that tcpreplay prints at its end. */
function sentBy(text: string): { sent: number; seconds: number; packetsPerSecond: number; megabits: number } {
  const [, sent, seconds] = /Actual: (\d+) packets .* sent in ([\d.]+) seconds/.exec(text) ?? [];
  const [, megabits, rate] = /Rated: [\d.]+ Bps, ([\d.]+) Mbps, ([\d.]+) pps/.exec(text) ?? [];
  return { sent: Number(sent), seconds: Number(seconds), packetsPerSecond: Number(rate), megabits: Number(megabits) };
}

function readFrom(path: string): { read: number; lost: number | null } {
  const { coverage } = JSON.parse(readFileSync(path, 'utf8')) as { coverage: { frames_read: number; kernel_drops: number | null } };
  return { read: coverage.frames_read, lost: coverage.kernel_drops };
}

function row({ name }: Load, { sent, packetsPerSecond, megabits, read, lost, cpu, resident, seconds, behind }: Outcome): string[] {
  const share = (cpu / seconds) * 100;
  return [
    name,
    String(sent),
    shown(packetsPerSecond / 1_000),
    shown(megabits, 0),
    String(read),
    String(sent - read),
    lost === null ? 'not known' : String(lost),
    shown(share, 0),
    shown(share / (packetsPerSecond / 10_000)),
    shown(resident, 0),
    shown(behind),
  ];
}
