import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { LoadedRules } from '../engine/loader.ts';
import { isMessageKey, message } from '../language/message.ts';
import { giveTo, realUser } from '../machine/privileges.ts';
import type { Finding } from '../model/finding.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import type { SessionKeeper } from '../live/live-session.ts';
import type { Language } from '../model/text.ts';
import type { FinalState } from '../store/session.ts';
import type { SessionWriter } from '../store/session-writer.ts';
import type { Store } from '../store/store.ts';
import { StoreError, type StoreProblem } from '../store/store-error.ts';
import { CommandError } from './command-error.ts';
import type { CommonOptions } from './common-options.ts';
import { EXIT, type Edges } from './edges.ts';
import { packageVersion } from './package-files.ts';

/** The store that is used where none is named (XDG Base Directory Specification). */
export function defaultStore(env: Edges['env']): string {
  const folder = env['XDG_DATA_HOME'];
  return join(folder !== undefined && folder.startsWith('/') ? folder : join(homedir(), '.local', 'share'), 'mouchard', 'store.sqlite');
}

/** The file of the store for a command that cannot do without one: the one that --store names, where it names one. */
export function storePath(env: Edges['env'], asked: string | boolean | null | undefined): string {
  return typeof asked === 'string' ? asked : defaultStore(env);
}

/** The file of the store that options ask for; null with --no-store. */
export function storeOf(env: Edges['env'], asked: string | false | null): string | null {
  return asked === false ? null : storePath(env, asked);
}

/** Why a store cannot be used, in words. */
export function storeReason(error: { readonly code: StoreProblem }, language: Language): string {
  const key = `store.${error.code}`;
  return isMessageKey(key) ? message(language, key) : error.code;
}

/** A store that does not check is exit 6; one that cannot be reached is a matter of usage. */
export function storeFailure(error: StoreError, language: Language): CommandError {
  const reason = storeReason(error, language);
  return new CommandError(error.integrity ? EXIT.integrity : EXIT.usage, 'cli.error.store', { path: error.path, reason });
}

/** A store that was made through `sudo` belongs to who ran it, with the files that SQLite keeps beside it, and the folder that is ours. */
function giveStore(path: string, env: Edges['env']): void {
  const user = realUser(env, process.geteuid?.() ?? null);
  if (user === null) return;
  const folder = path === defaultStore(env) ? [dirname(path)] : [];
  for (const made of [path, `${path}-wal`, `${path}-shm`, ...folder]) giveTo(user, made);
}

/** What a run hands over to be kept. */
export interface KeeperParts {
  readonly sink?: (sighting: Sighting) => void;
  readonly onFinding?: (finding: Finding) => void;
}

/**
 * Keeps a session in the store while it runs. A store that is damaged stops the command; one that fails on the way
 * (disk full, no permission) is told, and the analysis goes on without it.
 */
export class Keeper implements SessionKeeper {
  readonly #edges: Edges;
  readonly #language: Language;
  readonly #quiet: boolean;
  #store: Store | null = null;
  #writer: SessionWriter | null = null;
  /** False where something could not be kept. */
  #whole = true;
  #problem: StoreProblem | null = null;

  constructor(edges: Edges, language: Language, quiet: boolean) {
    this.#edges = edges;
    this.#language = language;
    this.#quiet = quiet;
  }

  /** A keeper for this run: with --no-store one that keeps nothing. */
  static async open(
    edges: Edges,
    language: Language,
    options: CommonOptions,
    captures: readonly string[],
    rules: LoadedRules,
  ): Promise<Keeper> {
    const keeper = new Keeper(edges, language, options.quiet);
    if (options.store === false) return keeper;
    const [{ openStore }, { processMarker }] = await Promise.all([import('../store/open-store.ts'), import('../store/process-marker.ts')]);
    try {
      keeper.#store = openStore(storePath(edges.env, options.store));
      keeper.#writer = keeper.#store.begin(
        {
          name: captures.map((path) => basename(path)).join(' '),
          startedMs: edges.now(),
          toolVersion: packageVersion(),
          rulesSha256: rules.sha256,
          rulesCount: rules.rules.length,
          settings: { captures, home: options.home, region: options.region, device: options.device, vendor: [...options.vendor] },
          process: processMarker(process.pid),
        },
        { nowMs: edges.now, onFailure: (error) => keeper.#failed(error) },
      );
      giveStore(keeper.#store.path, edges.env);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (error.integrity || error.code === 'newer') throw storeFailure(error, language);
      keeper.#failed(error);
    }
    return keeper;
  }

  /** The number of the session; null where nothing is kept. */
  get session(): number | null {
    return this.#writer?.id ?? null;
  }

  /** The file that it is kept in; null where nothing is kept. */
  get path(): string | null {
    return this.#store?.path ?? null;
  }

  /** A message code: why nothing is kept any more; null while all is well. */
  get problem(): string | null {
    return this.#problem === null ? null : `store.${this.#problem}`;
  }

  /** What people noted in the newest session that holds notes: names, reviews that have not run out, and who is left out hold for the next. */
  earlierNotes(): Pick<SessionNotes, 'names' | 'reviews' | 'excluded' | 'earlierReviews'> {
    const now = this.#edges.now();
    const { names = [], reviews = [], excluded = [], earlierReviews = [] }: Partial<SessionNotes> = this.#store?.newestNotes() ?? {};
    return { names, excluded, earlierReviews, reviews: reviews.filter(({ untilMs }) => untilMs === null || untilMs > now) };
  }

  /** What waits goes to the disk. */
  flush(): void {
    this.#writer?.flush();
  }

  /** A picture of the run while it goes on. False where some of it is still to be written: the next one goes on. */
  save(snapshot: Snapshot): boolean {
    return this.#writer?.save(snapshot) ?? true;
  }

  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): void {
    this.#writer?.annotate(phases, notes);
  }

  /** What the run must be given so that its observations and findings are kept. */
  get parts(): KeeperParts {
    const writer = this.#writer;
    if (writer === null) return {};
    return { sink: (sighting) => writer.sighting(sighting), onFinding: (finding) => writer.finding(finding) };
  }

  /** Writes the result and closes the store; false where something could not be kept. */
  finish(snapshot: Snapshot, interrupted: boolean): boolean {
    const incomplete =
      snapshot.coverage.limits.some((limit) => limit.incomplete) || snapshot.captures.some(({ damage }) => damage !== null);
    this.#end(snapshot, interrupted ? 'interrupted' : incomplete ? 'incomplete' : 'complete', true);
    return this.#whole;
  }

  /** Says under which number the session was kept, where it was. */
  tellWhere(): void {
    if (this.#writer === null || !this.#whole || this.#quiet) return;
    this.#tell(message(this.#language, 'cli.stored', { session: String(this.#writer.id), path: this.#store!.path }));
  }

  /** The run broke off by a fault: what was seen is kept all the same. */
  abandon(snapshot: Snapshot): void {
    this.#end(snapshot, 'interrupted', true);
  }

  /** Nothing could be read: no session stays. */
  discard(snapshot: Snapshot): void {
    this.#end(snapshot, 'interrupted', false);
  }

  #end(snapshot: Snapshot, state: FinalState, stays: boolean): void {
    try {
      if (this.#writer !== null) {
        if (!this.#writer.finish(snapshot, state, this.#edges.now())) this.#whole = false;
        if (!stays) this.#store!.remove([this.#writer.id]);
      }
      this.#store?.close();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#failed(error);
    }
  }

  #failed(error: StoreError): void {
    this.#whole = false;
    this.#problem = error.code;
    this.#tell(message(this.#language, 'cli.error.store-failed', { reason: storeReason(error, this.#language) }));
  }

  #tell(text: string): void {
    this.#edges.stderr.write(`${message(this.#language, 'cli.error', { text })}\n`);
  }
}
