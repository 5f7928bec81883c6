import type { ChildPlan } from './child-source.ts';
import type { Ledger } from './ledger.ts';
import type { SourcePlan } from './live-source.ts';

const STARTED = /listening on /;
const KERNEL = /(\d+) packets? dropped by kernel/;
const CARD = /(\d+) packets? dropped by interface/;

/**
 * It reads with one second, and a block of the kernel's goes at the second tick after it was begun (packet_mmap, tp_retire_blk_tov). Its
 * `--immediate-mode` has no such wait, but makes the kernel keep room for the largest frame in place of each: a thousand frames, and
 * a burst is lost.
 */
const HANDOVER_MS = 2_000;

/** `tcpdump` on one interface: stamps frames in the kernel, gives its right away at once, and tells what was lost whenever it is asked. */
export function tcpdumpPlan(plan: SourcePlan, program: string, name: string): ChildPlan {
  const args = ['-i', name, '-n', '-U', '-w', '-', '--time-stamp-precision=nano', '-B', String(plan.bufferMebibytes << 10)];
  if (plan.snapLength !== null) args.push('-s', String(plan.snapLength));
  if (plan.filter !== null) args.push('--', plan.filter);
  return {
    kind: 'tcpdump',
    program,
    args,
    interfaces: [name],
    knowledge: { kernelTimestamps: true, originalLengths: true, kernelDrops: 'live', interfaceDrops: 'live' },
    pollSignal: 'SIGUSR1',
    handoverMs: HANDOVER_MS,
    hear,
  };
}

function hear(line: string, ledger: Ledger): void {
  if (STARTED.test(line)) ledger.capturing = true;
  const kernel = KERNEL.exec(line);
  if (kernel !== null) {
    ledger.kernelDrops = Number(kernel[1]);
    ledger.programDrops = 0;
    // It is silent about the interface where nothing was lost there.
    ledger.interfaceDrops ??= 0;
  }
  const card = CARD.exec(line);
  if (card !== null) ledger.interfaceDrops = Number(card[1]);
}
