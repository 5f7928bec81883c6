import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTraffic, type TrafficFacts, type TrafficPlan } from './traffic.ts';

/** Flows begun in a second: with the idle time-outs of the flow table tens of thousands of flows are open at once. */
const FLOWS_PER_SECOND = 135;

/** Where captures are kept from one run to the next: `MOUCHARD_BENCH`, else a folder for temporary files. */
export function benchFolder(): string {
  const folder = process.env['MOUCHARD_BENCH'] ?? join(tmpdir(), 'mouchard-bench');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A capture of so many flows, built unless the same generator has built it before. */
export function benchCapture(flows: number, flowsPerSecond = FLOWS_PER_SECOND): { path: string; facts: TrafficFacts } {
  const rate = flowsPerSecond === FLOWS_PER_SECOND ? '' : `-${flowsPerSecond}`;
  const name = join(benchFolder(), `home-${flows}${rate}-${generatorHash()}`);
  const path = `${name}.pcap`;
  const factsPath = `${name}.json`;
  if (existsSync(path) && existsSync(factsPath)) return { path, facts: JSON.parse(readFileSync(factsPath, 'utf8')) as TrafficFacts };
  const plan: TrafficPlan = { path: `${path}.part`, seed: 1, flows, flowsPerSecond };
  const facts = writeTraffic(plan);
  renameSync(plan.path, path);
  writeFileSync(factsPath, JSON.stringify(facts));
  return { path, facts };
}

/** Changes with the generator and with the recorded messages that it uses. */
function generatorHash(): string {
  const hash = createHash('sha256');
  const root = new URL('../../', import.meta.url).pathname;
  for (const folder of [
    'scripts/bench',
    ...['tls', 'mqtt', 'ntp', 'mdns', 'ssdp', 'dhcp', 'icmp', 'icmp6'].map((name) => `fixtures/messages/${name}`),
  ]) {
    for (const file of readdirSync(join(root, folder)).sort()) {
      if (folder !== 'scripts/bench' || GENERATOR.includes(file)) hash.update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

const GENERATOR: readonly string[] = [
  'conversations.ts',
  'dns-message.ts',
  'frame-writer.ts',
  'home.ts',
  'random.ts',
  'scheduler.ts',
  'tcp-conversation.ts',
  'tls-message.ts',
  'traffic.ts',
];
