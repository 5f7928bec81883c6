import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import type { ChildPlan } from './child-source.ts';
import type { Ledger } from './ledger.ts';
import type { SourcePlan } from './live-source.ts';

/** Octets that are handed to the writing thread at once, and how many such batches may wait for it. */
const BATCH_LENGTH = 256 << 10;
const BATCHES = 64;

/**
 * The thread of the child that writes: batch after batch to standard output, each as long as its word says. 0: not filled yet;
 * -1: no more will come.
 */
const WRITER = `
const { workerData: { memory, words } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const octets = Buffer.from(memory);
const lengths = new Int32Array(words);
for (let index = 0; ; index = (index + 1) % ${BATCHES}) {
  Atomics.wait(lengths, index, 0);
  const length = Atomics.load(lengths, index);
  if (length < 0) break;
  const start = index * ${BATCH_LENGTH};
  for (let at = 0; at < length; ) at += writeSync(1, octets, start + at, length - at);
  Atomics.store(lengths, index, 0);
  Atomics.notify(lengths, index);
}
`;

/**
 * The program of the child: libpcap through the `cap` package, written to standard output as classic pcap with nanoseconds.
 *
 * It is a process of its own and not a thread, because the package aborts the process that it lives in when its interface
 * goes down (an assertion in its native part), and because it keeps its thread busy while frames come. It is text, because a
 * child is started by the name of a file, and that differs between the compiled program and the tests.
 *
 * `octets` is what `open` fills with each frame: were it collected, the next frame would be written into freed memory.
 * Times are those of arrival here; a clock that is set anew is followed. The package asks the kernel for room by frames of the
 * greatest length, however short they are, so that 64 MiB hold a thousand of them, 17 ms at 60,000 a second: what fetches
 * them must never wait for anything else. So another thread writes, and 16 MiB may wait for it. Where nobody reads for longer
 * than that, the kernel keeps what it can.
 */
const PROGRAM = `
const self = require('node:process');
const { writeSync } = require('node:fs');
const { Worker } = require('node:worker_threads');
const [cap, device, filter, bufferOctets, snapLength, probing] = self.argv.slice(1);
const LINK_TYPES = { NULL: 0, ETHERNET: 1, RAW: 101, LINKTYPE_LINUX_SLL: 113, IEEE802_11_RADIO: 127 };
// Else standard output would become one that does not block, and could not be written whole.
const OWN_STREAMS = { stdout: true, stderr: true };
const octets = Buffer.alloc(65536);
const memory = new SharedArrayBuffer(${BATCHES * BATCH_LENGTH});
const lengths = new Int32Array(new SharedArrayBuffer(${BATCHES * 4}));
const batches = Buffer.from(memory);
let index = 0;
let start = 0;
let filled = 0;
let anchor = 0;
const hand = (length) => {
  Atomics.store(lengths, index, length);
  Atomics.notify(lengths, index);
};
const flush = () => {
  hand(filled);
  index = (index + 1) % ${BATCHES};
  start = index * ${BATCH_LENGTH};
  filled = 0;
  for (let length = Atomics.load(lengths, index); length !== 0; length = Atomics.load(lengths, index)) Atomics.wait(lengths, index, length);
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
const writer = new Worker(${JSON.stringify(WRITER)}, { eval: true, workerData: { memory, words: lengths.buffer }, execArgv: [], ...OWN_STREAMS });
writer.on('error', (error) => {
  writeSync(2, 'failed: ' + error.message + '\\n');
  self.exit(1);
});
writer.on('exit', (status) => self.exit(status));
const limit = Number(snapLength);
capture.on('packet', (length) => {
  const kept = length < limit ? length : limit;
  if (filled + 16 + kept > ${BATCH_LENGTH}) flush();
  const time = micros();
  const seconds = Math.floor(time / 1000000);
  const at = start + filled;
  batches.writeUInt32LE(seconds, at);
  batches.writeUInt32LE((time - seconds * 1000000) * 1000, at + 4);
  batches.writeUInt32LE(kept, at + 8);
  batches.writeUInt32LE(length, at + 12);
  octets.copy(batches, at + 16, 0, kept);
  filled += 16 + kept;
});
setInterval(() => { if (filled > 0) flush(); }, 20);
let ended = false;
const end = () => {
  if (ended) return;
  ended = true;
  capture.close();
  if (filled > 0) flush();
  hand(-1);
};
self.on('SIGINT', end);
self.stdin.on('end', end).on('error', end).resume();
writeSync(2, 'capturing\\n');
`;

const SNAP_LENGTH_MAX = 65_535;
/**
 * How many times more than another source this one asks for, since a short frame takes as much as the longest: at most four times,
 * and no more than a sixteenth of the machine's memory, of which the kernel takes twice what is asked for.
 */
const BUFFER_TIMES_MAX = 4;
const MEMORY_OF_EACH = 2 * 2 ** 30;
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
export function libpcapPlan(plan: SourcePlan, program: string, name: string, probing = false, memory = totalmem()): ChildPlan {
  const times = Math.max(1, Math.min(BUFFER_TIMES_MAX, Math.floor(memory / MEMORY_OF_EACH)));
  const snapLength = Math.min(plan.snapLength ?? SNAP_LENGTH_MAX, SNAP_LENGTH_MAX);
  const words = [capPackage() ?? 'cap', name, plan.filter ?? '', String((plan.bufferMebibytes * times) << 20), String(snapLength)];
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
