import type { Gate } from '../open-capture.ts';
import { ChildSource } from './child-source.ts';
import { dumpcapPlan } from './dumpcap.ts';
import { libpcapPlan } from './libpcap.ts';
import type { LiveSource, SourcePlan } from './live-source.ts';
import { MergedSource } from './merged-source.ts';
import { StreamSource } from './stream-source.ts';
import { tcpdumpPlan } from './tcpdump.ts';

/** The source of a plan. `gate` may hold back what a child delivers; nothing is started before `run`. */
export function openLiveSource(plan: SourcePlan, gate?: Gate): LiveSource {
  const program = plan.program ?? '';
  if (plan.kind === 'stream') return new StreamSource(plan.interfaces[0] ?? '-', gate);
  const through = plan.through ?? [];
  if (plan.kind === 'dumpcap') return new ChildSource({ ...dumpcapPlan(plan, program), through }, gate);
  const planOf = plan.kind === 'tcpdump' ? tcpdumpPlan : libpcapPlan;
  const sources = plan.interfaces.map((name) => new ChildSource({ ...planOf(plan, program, name), through }, gate));
  return sources.length === 1 ? sources[0]! : new MergedSource(sources);
}
