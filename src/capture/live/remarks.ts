import type { Notice } from '../../model/snapshot.ts';
import type { Knowledge, SourceKind } from './live-source.ts';

/** What a source cannot tell about its frames, for coverage; while it runs, also what it tells only when it ends. */
export function remarksOf(kind: SourceKind, knowledge: Knowledge, isOver: boolean): Notice[] {
  const codes: string[] = [];
  if (!knowledge.kernelTimestamps) codes.push('live-arrival-times');
  if (!knowledge.originalLengths) codes.push('live-lengths-unknown');
  if (knowledge.kernelDrops === 'never') codes.push('live-drops-unknown');
  // The kernel tells its count to whoever captures and to nobody else; what an interface has counted says nothing of it, as frames are
  // joined and cut on their way.
  else if (knowledge.kernelDrops === 'at-end' && !isOver) codes.push(kind === 'stream' ? 'live-drops-from-sender' : 'live-drops-at-end');
  return codes.map((code) => ({ code, count: 1, incomplete: false }));
}
