import type { ChildPlan } from './child-source.ts';
import type { Ledger } from './ledger.ts';
import type { SourcePlan } from './live-source.ts';

const STARTED = /^File: -/;
const ENDED = /^Packets received\/dropped on interface .*\(pcap:(\d+)\/dumpcap:(\d+)\/flushed:(\d+)\/ps_ifdrop:(\d+)\)/;

/** It reads with 250 ms, and a block of the kernel's goes at the second tick after it was begun (packet_mmap, tp_retire_blk_tov). */
const HANDOVER_MS = 500;

/** `dumpcap`: alone holds the right to capture, stamps frames in the kernel, and tells at its end what was lost. */
export function dumpcapPlan(plan: SourcePlan, program: string): ChildPlan {
  const args = ['-q', '-w', '-', '-B', String(plan.bufferMebibytes)];
  for (const name of plan.interfaces) {
    args.push('-i', name);
    if (plan.snapLength !== null) args.push('-s', String(plan.snapLength));
    if (plan.filter !== null) args.push('-f', plan.filter);
  }
  return {
    kind: 'dumpcap',
    program,
    args,
    interfaces: plan.interfaces,
    knowledge: { kernelTimestamps: true, originalLengths: true, kernelDrops: 'at-end', interfaceDrops: 'at-end' },
    pollSignal: null,
    handoverMs: HANDOVER_MS,
    hear,
  };
}

/** Its counts come interface by interface, when it ends. */
function hear(line: string, ledger: Ledger): void {
  if (STARTED.test(line)) ledger.capturing = true;
  const counts = ENDED.exec(line);
  if (counts === null) return;
  const [, kernel, own, flushed, card] = counts;
  ledger.kernelDrops = (ledger.kernelDrops ?? 0) + Number(kernel);
  ledger.programDrops = (ledger.programDrops ?? 0) + Number(own) + Number(flushed);
  ledger.interfaceDrops = (ledger.interfaceDrops ?? 0) + Number(card);
}
