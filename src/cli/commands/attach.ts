import type { Language } from '../../model/text.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { StoreError } from '../../store/store-error.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { readKeys } from '../keys-file.ts';
import { storeFailure, storePath } from '../keeper.ts';
import { engineLabel, findEngine } from '../live/find-engine.ts';
import { runFolder } from '../live/places.ts';
import { Rights } from '../live/rights.ts';
import { expectTerminal, showSession } from '../live/screen.ts';
import { showStored } from '../live/show-stored.ts';
import { StoredFeed } from '../live/stored-feed.ts';
import type { WatchOptions } from '../live/watch-options.ts';

/** `mouchard attach`: the screens of a session that runs; of one that is over, what the store holds of it. */
export async function attach(edges: Edges, language: Language, session: string | undefined, asked: WatchOptions): Promise<number> {
  expectTerminal(edges, false);
  Rights.take(edges).drop();
  const raw = { ...asked, keyMap: await readKeys(edges, language, asked.keys) };
  const running = runFolder(edges.env).list();
  if (session !== undefined && /^\d+$/.test(session) && !running.some((entry) => engineLabel(entry) === session)) {
    return showStored(edges, language, raw, await stored(edges, language, session, raw));
  }
  return showSession(edges, language, raw, findEngine(edges, session ?? null));
}

async function stored(edges: Edges, language: Language, session: string, raw: WatchOptions): Promise<StoredFeed> {
  const { openStore } = await import('../../store/open-store.ts');
  try {
    const path = storePath(edges.env, raw.store);
    const store = openStore(path);
    const snapshot = /^\d{1,9}$/.test(session) ? store.snapshot(Number(session)) : null;
    store.close();
    const keep = (noted: Snapshot): boolean => {
      try {
        const writable = openStore(path);
        const kept = writable.revise(Number(session), noted);
        writable.close();
        return kept;
      } catch (error) {
        if (error instanceof StoreError) return false;
        throw error;
      }
    };
    if (snapshot !== null) return new StoredFeed(snapshot, keep, edges.now);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code !== 'missing') throw storeFailure(error, language);
  }
  throw new CommandError(EXIT.usage, 'cli.error.not-found', { session });
}
