import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { makePrivateFolder } from '../store/private-folder.ts';
import { dropLifeLock, holdLifeLock, isLifeLockHeld } from '../store/life-lock.ts';
import { isAlive, isForeign, mayRun, processName } from '../store/process-marker.ts';

/** Octets of the path of a Unix socket (unix(7): 108 with the closing zero). */
const SOCKET_PATH_MAX = 107;
const ENTRY_LENGTH_MAX = 64 << 10;
const ENTRIES_MAX = 1_000;
/** Files are called by the number of the process and of the namespace in which it has that number. */
const ENTRY = /^((\d{1,10})(?:-\d{1,20})?)\.json$/;
/** What belongs to no engine unless there is an entry beside it. */
const UNKNOWN = /^((\d{1,10})(?:-(\d{1,20}))?)\.(?:sock|lock|json\.new)$/;
/** How a folder begins that is made for one socket. */
const APART = 'mouchard-';

/** How an engine that runs is found. */
export interface EngineEntry {
  readonly pid: number;
  /** Of `processMarker`: tells whether it is still this process. */
  readonly process: string;
  /** The number in the store; null where nothing is kept. */
  readonly session: number | null;
  readonly store: string | null;
  readonly socket: string;
  readonly name: string;
  readonly startedMs: number;
}

/** The folder cannot be used: it belongs to somebody else, or is none. */
export class RunFolderError extends Error {}

/** The engines of one user that run now: an entry and a socket for each, in a folder that nobody else can open. */
export class RunFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the folder (0700), or sees that it is ours, and clears away what dead engines left behind. Throws RunFolderError, and what the system says. */
  prepare(): void {
    makeFolder(this.path);
    this.list();
    this.#clearUnknown();
  }

  /**
   * A path for the socket of this process that fits into what the system allows. From now on it holds the lock by which engines of other
   * containers, that may share the folder, are told from dead ones.
   */
  socketPath(pid: number): string {
    const name = processName(pid);
    holdLifeLock(this.#lock(name));
    const path = join(this.path, `${name}.sock`);
    if (Buffer.byteLength(path) <= SOCKET_PATH_MAX) {
      rmSync(path, { force: true });
      return path;
    }
    return join(mkdtempSync(join(tmpdir(), APART)), 'engine.sock');
  }

  /** Makes an engine known. The entry appears whole or not at all. */
  publish(entry: EngineEntry): void {
    const path = this.#entry(processName(entry.pid));
    writeFileSync(`${path}.new`, JSON.stringify(entry), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  /** Takes the entry and the socket of an engine of ours away. */
  withdraw(entry: Pick<EngineEntry, 'pid' | 'socket'>): void {
    this.#clear(processName(entry.pid), entry.socket);
  }

  #clear(name: string, socket: string): void {
    for (const path of [this.#entry(name), `${this.#entry(name)}.new`]) rmSync(path, { force: true });
    rmSync(socket, { force: true });
    dropLifeLock(this.#lock(name));
    rmSync(this.#lock(name), { force: true });
    const folder = dirname(socket);
    // Only one that was made for this socket: by another path that leads here too, ours would be one that is not ours.
    if (basename(folder).startsWith(APART)) removeEmpty(folder);
  }

  /** An engine that was killed before it had made itself known, or while it did, leaves files that no entry tells of. */
  #clearUnknown(): void {
    for (const file of readdirSync(this.path)) {
      const [, name, pid, namespace] = UNKNOWN.exec(file) ?? [];
      if (name === undefined || existsSync(this.#entry(name))) continue;
      const mayBeOurs = namespace === undefined || !isForeign(namespace);
      if (mayBeOurs ? mayRun(Number(pid)) : isLifeLockHeld(this.#lock(name)) !== false) continue;
      rmSync(join(this.path, file), { force: true });
    }
  }

  /** The engine of a process that we see; null where it has not made itself known (yet). */
  find(pid: number): EngineEntry | null {
    return this.#read(`${processName(pid)}.json`);
  }

  /** The engines that run, the newest first. What dead ones left behind is cleared away. */
  list(): EngineEntry[] {
    const entries: EngineEntry[] = [];
    for (const file of this.#names()) {
      const entry = this.#read(file);
      const [, name = ''] = ENTRY.exec(file) ?? [];
      if (entry === null) continue;
      if (isAlive(entry.process, () => isLifeLockHeld(this.#lock(name)))) entries.push(entry);
      else this.#clear(name, entry.socket);
    }
    return entries.sort((a, b) => b.startedMs - a.startedMs || b.pid - a.pid);
  }

  #names(): string[] {
    try {
      return readdirSync(this.path)
        .filter((name) => ENTRY.test(name))
        .slice(0, ENTRIES_MAX);
    } catch {
      return [];
    }
  }

  #entry(name: string): string {
    return join(this.path, `${name}.json`);
  }

  #lock(name: string): string {
    return join(this.path, `${name}.lock`);
  }

  #read(name: string): EngineEntry | null {
    try {
      const path = join(this.path, name);
      if (lstatSync(path).size > ENTRY_LENGTH_MAX) return null;
      const entry = JSON.parse(readFileSync(path, 'utf8')) as EngineEntry;
      const isWhole = typeof entry.socket === 'string' && typeof entry.process === 'string' && entry.pid === Number(ENTRY.exec(name)?.[2]);
      return isWhole ? entry : null;
    } catch {
      return null;
    }
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Gone already, or something in it is not ours.
  }
}

function makeFolder(path: string): void {
  try {
    makePrivateFolder(path);
    const facts = lstatSync(path);
    if (!facts.isDirectory()) throw new RunFolderError(path);
    if (facts.uid !== process.geteuid?.()) throw new RunFolderError(path);
    if ((facts.mode & 0o077) !== 0) chmodSync(path, 0o700);
  } catch (error) {
    const isInTheWay = ['EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    throw isInTheWay ? new RunFolderError(path) : error;
  }
}
