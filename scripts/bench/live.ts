/**
 * `npm run bench -- --live`: what live capture loses, and what it costs, while tcpreplay sends the bench capture over a pair of joined
 * interfaces in a network namespace: without a screen, and with one in a tmux pane. As root; prints figures and asserts nothing.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Lane, SENDING } from './lane.ts';
import { LiveRun, type LivePart, type LiveResult } from './live-run.ts';
import { shown, table } from './table.ts';

const LANE = 'mouchard-bench';
const SETTLE_MS = 2_000;
const LOOK_MS = 500;

interface Load {
  readonly name: string;
  readonly source: string;
  /** What tcpreplay is told about the rate, and the packets a second that come of it. */
  readonly rate: string;
  readonly packetsPerSecond: number;
  /** A pane of tmux shows the screens meanwhile. */
  readonly screen: boolean;
}

const LOADS: readonly Load[] = [
  { name: 'dumpcap, 100,000 packets/s', source: 'dumpcap', rate: '--pps=100000', packetsPerSecond: 100_000, screen: false },
  { name: 'dumpcap, 100,000 packets/s, screen', source: 'dumpcap', rate: '--pps=100000', packetsPerSecond: 100_000, screen: true },
  { name: 'dumpcap, 600 Mbit/s', source: 'dumpcap', rate: '--mbps=600', packetsPerSecond: 163_000, screen: false },
  { name: 'dumpcap, 600 Mbit/s, screen', source: 'dumpcap', rate: '--mbps=600', packetsPerSecond: 163_000, screen: true },
  { name: 'tcpdump, 60,000 packets/s', source: 'tcpdump', rate: '--pps=60000', packetsPerSecond: 60_000, screen: false },
  { name: 'libpcap, 60,000 packets/s', source: 'libpcap', rate: '--pps=60000', packetsPerSecond: 60_000, screen: false },
];

interface Sent {
  readonly packets: number;
  readonly seconds: number;
  readonly packetsPerSecond: number;
  readonly megabits: number;
}

interface Outcome extends LiveResult {
  readonly sent: Sent;
  /** CPU seconds while packets were sent and shortly after. */
  readonly cpu: Readonly<Record<LivePart, number>>;
  /** The most memory that each had, in 2^20 octets. */
  readonly resident: Readonly<Record<LivePart, number>>;
  /** Seconds from the last packet to the end of the analysis. */
  readonly behind: number;
  /** Of the machine in the last minute: what else ran beside. */
  readonly loadAverage: number;
}

/** Sends every load whose name has `wanted` for so many seconds and prints a table. */
export async function benchLive(program: string, capture: string, wanted: string, seconds: number): Promise<void> {
  const rows: string[][] = [];
  for (const load of LOADS.filter(({ name }) => name.includes(wanted))) rows.push(row(load, await carry(load, program, capture, seconds)));
  const traffic = ['sent', 'k packets/s', 'Mbit/s', 'analysed', 'lost', 'not analysed'];
  const cost = ['engine CPU %', '… per 10 k/s', 'capture CPU %', 'screen CPU %', 'engine MB', 'capture MB', 'screen MB', 'end s', 'load'];
  process.stdout.write(`${table(['load', ...traffic, ...cost], rows)}\n`);
}

async function carry(load: Load, program: string, capture: string, seconds: number): Promise<Outcome> {
  const lane = new Lane(LANE);
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-live-'));
  const run = new LiveRun(lane, folder, program, load.source, load.screen);
  try {
    await run.start();
    await wait(SETTLE_MS);
    const before = run.cpu();
    const looking = setInterval(() => run.lookAtMemory(), LOOK_MS);
    const packets = Math.round(load.packetsPerSecond * seconds);
    const said = await replay(lane, [load.rate, `--limit=${packets}`, '--loop=100', capture]);
    const ended = performance.now();
    await wait(SETTLE_MS);
    clearInterval(looking);
    const after = run.cpu();
    const loadAverage = loadavg()[0]!;
    const result = await run.stop();
    const behind = (performance.now() - ended) / 1_000;
    const cpu = { engine: after.engine - before.engine, capture: after.capture - before.capture, screen: after.screen - before.screen };
    return { ...result, sent: sentBy(said), cpu, resident: run.resident, behind, loadAverage };
  } finally {
    run.kill();
    lane.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What tcpreplay says at its end. */
async function replay(lane: Lane, args: readonly string[]): Promise<string> {
  const [command, rest] = lane.command('tcpreplay', ['-q', '-K', '-i', SENDING, ...args]);
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`tcpreplay: ${said}`);
  return said;
}

function sentBy(text: string): Sent {
  const [, packets, seconds] = /Actual: (\d+) packets .* sent in ([\d.]+) seconds/.exec(text) ?? [];
  const [, megabits, rate] = /Rated: [\d.]+ Bps, ([\d.]+) Mbps, ([\d.]+) pps/.exec(text) ?? [];
  return { packets: Number(packets), seconds: Number(seconds), packetsPerSecond: Number(rate), megabits: Number(megabits) };
}

function row({ name, screen }: Load, { sent, read, unanalysed, cpu, resident, behind, loadAverage }: Outcome): string[] {
  const share = (part: LivePart): number => (cpu[part] / sent.seconds) * 100;
  const all = share('engine') + share('capture');
  return [
    name,
    String(sent.packets),
    shown(sent.packetsPerSecond / 1_000),
    shown(sent.megabits, 0),
    String(read),
    String(sent.packets - read - unanalysed),
    String(unanalysed),
    shown(share('engine'), 0),
    shown(all / (sent.packetsPerSecond / 10_000)),
    shown(share('capture'), 0),
    screen ? shown(share('screen')) : '',
    shown(resident.engine, 0),
    shown(resident.capture, 0),
    screen ? shown(resident.screen, 0) : '',
    shown(behind),
    shown(loadAverage),
  ];
}
