import type { Language } from '../../model/text.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';
import { colorful } from '../result.ts';
import { screenParts } from './screen-parts.ts';
import type { WatchOptions } from './watch-options.ts';

/** The screens over a session that is over. */
export async function showStored(edges: Edges, language: Language, raw: WatchOptions, snapshot: Snapshot): Promise<number> {
  const interruption = new Interruption();
  const frames = snapshot.coverage.framesRead;
  const octets = snapshot.captures.reduce((sum, capture) => sum + capture.octets, 0);
  const { runUi } = await import('../../ui/run-ui.ts');
  const reason = await runUi({
    snapshots: {
      current: () => snapshot,
      status: () => ({ octetsRead: octets, octetsTotal: octets, frames, framesPerSecond: 0, done: true }),
      subscribe: () => () => undefined,
    },
    ...screenParts(edges, language, raw),
    color: raw.color !== false && colorful(edges),
    stdin: edges.stdin,
    signal: interruption.signal,
  });
  return interruption.exitCode ?? (reason === 'interrupt' ? EXIT.interrupted : EXIT.done);
}
