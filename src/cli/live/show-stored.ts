import type { Language } from '../../model/text.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';
import { colorful } from '../result.ts';
import { screenParts } from './screen-parts.ts';
import type { StoredFeed } from './stored-feed.ts';
import type { WatchOptions } from './watch-options.ts';

/** The screens over a session that is over. */
export async function showStored(edges: Edges, language: Language, raw: WatchOptions, feed: StoredFeed): Promise<number> {
  const interruption = new Interruption();
  const { runUi } = await import('../../ui/run-ui.ts');
  const reason = await runUi({
    snapshots: feed,
    ...screenParts(edges, language, raw),
    color: raw.color !== false && colorful(edges),
    stdin: edges.stdin,
    signal: interruption.signal,
  });
  return interruption.exitCode ?? (reason === 'interrupt' ? EXIT.interrupted : EXIT.done);
}
