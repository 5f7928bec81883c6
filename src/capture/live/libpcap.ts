import { createRequire } from 'node:module';
import type { ChildPlan } from './child-source.ts';
import type { Ledger } from './ledger.ts';
import type { SourcePlan } from './live-source.ts';

/**
 * The program of the child: libpcap through the `cap` package, written to standard output as classic pcap with nanoseconds.
 *
 * It is a process of its own and not a thread, because the package aborts the process that it lives in when its interface
 * goes down (an assertion in its native part), and because it keeps its thread busy while frames come. It is text, because a
 * child is started by the name of a file, and that differs between the compiled program and the tests.
 *
 * `octets` is what `open` fills with each frame: were it collected, the next frame would be written into freed memory.
 * Times are those of arrival here; a clock that is set anew is followed. Frames are written in batches, synchronously: where
 * nobody reads, the kernel keeps what it can.
 */
const PROGRAM = `
const self = require('node:process');
const { writeSync } = require('node:fs');
const [cap, device, filter, bufferOctets, snapLength, probing] = self.argv.slice(1);
const LINK_TYPES = { NULL: 0, ETHERNET: 1, RAW: 101, LINKTYPE_LINUX_SLL: 113, IEEE802_11_RADIO: 127 };
const octets = Buffer.alloc(65536);
const batch = Buffer.alloc(1 << 18);
let filled = 0;
let anchor = 0;
const flush = () => {
  for (let at = 0; at < filled; ) at += writeSync(1, batch, at, filled - at);
  filled = 0;
};
const micros = () => {
  const ticks = performance.now();
  const drift = Date.now() - ticks - anchor;
  if (drift > 2 || drift < -2) anchor += drift;
  return Math.floor((anchor + ticks) * 1000);
};
let capture = null;
try {
  const { Cap } = require(cap);
  capture = new Cap();
  const linkType = LINK_TYPES[capture.open(device, filter, Number(bufferOctets), octets)];
  if (probing === 'probe') { capture.close(); self.exit(0); }
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b23c4d, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262144, 16);
  header.writeUInt32LE(linkType, 20);
  writeSync(1, header);
} catch (error) {
  writeSync(2, 'failed: ' + error.message + '\\n');
  self.exit(1);
}
const limit = Number(snapLength);
capture.on('packet', (length) => {
  const kept = length < limit ? length : limit;
  if (filled + 16 + kept > batch.length) flush();
  const time = micros();
  const seconds = Math.floor(time / 1000000);
  batch.writeUInt32LE(seconds, filled);
  batch.writeUInt32LE((time - seconds * 1000000) * 1000, filled + 4);
  batch.writeUInt32LE(kept, filled + 8);
  batch.writeUInt32LE(length, filled + 12);
  octets.copy(batch, filled + 16, 0, kept);
  filled += 16 + kept;
});
setInterval(() => { if (filled > 0) flush(); }, 20);
const end = () => { capture.close(); flush(); self.exit(0); };
self.on('SIGINT', end);
self.stdin.on('end', end).on('error', end).resume();
writeSync(2, 'capturing\\n');
`;

const SNAP_LENGTH_MAX = 65_535;
/** The package asks for frames at once, and the child writes them every 20 ms. */
const HANDOVER_MS = 20;

/** Where the `cap` package lies; null where it is not installed. */
export function capPackage(): string | null {
  try {
    return createRequire(import.meta.url).resolve('cap');
  } catch {
    return null;
  }
}

/** libpcap on one interface: no other program needed, but it knows neither the kernel's times nor what was lost. */
export function libpcapPlan(plan: SourcePlan, program: string, name: string, probing = false): ChildPlan {
  const snapLength = Math.min(plan.snapLength ?? SNAP_LENGTH_MAX, SNAP_LENGTH_MAX);
  const words = [capPackage() ?? 'cap', name, plan.filter ?? '', String(plan.bufferMebibytes << 20), String(snapLength)];
  return {
    kind: 'libpcap',
    program,
    args: ['-e', PROGRAM, '--', ...words, probing ? 'probe' : 'capture'],
    interfaces: [name],
    knowledge: { kernelTimestamps: false, originalLengths: false, kernelDrops: 'never', interfaceDrops: 'never' },
    pollSignal: null,
    handoverMs: HANDOVER_MS,
    hear,
  };
}

function hear(line: string, ledger: Ledger): void {
  if (line === 'capturing') ledger.capturing = true;
}
