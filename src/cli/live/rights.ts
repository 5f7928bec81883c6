import { closeSync, constants, existsSync, lstatSync, openSync, readdirSync, statSync, type Stats } from 'node:fs';
import { userInfo } from 'node:os';
import type { Opening } from '../../capture/open-capture.ts';
import { captureRunners, realUser, type RealUser } from '../../machine/privileges.ts';
import { programPath } from '../../machine/program.ts';
import type { MessageKey, Parameters } from '../../language/message.ts';
import type { Edges } from '../edges.ts';
import { PACKAGE_ROOT } from '../package-files.ts';

/** Why root is kept, in words. */
export interface RightsRemark {
  readonly key: MessageKey;
  readonly parameters: Parameters;
}

/**
 * The rights of this process. Started through sudo, it acts as who ran sudo from the first moment: root comes back only while a program
 * that captures, or the engine, is started, and then is given up for good. Everything else that we may be takes no part in it.
 */
export class Rights {
  /** Why this process stays root; null where it is not, or where it will not. */
  readonly remark: RightsRemark | null;
  readonly #person: RealUser | null;
  readonly #setpriv: string;
  /** Of the person: while root is back, its own is among those of the process. */
  readonly #groups: readonly number[];
  #held: boolean;

  private constructor(person: RealUser | null, setpriv: string, remark: RightsRemark | null) {
    this.#person = person;
    this.#setpriv = setpriv;
    this.#groups = person === null ? [] : process.getgroups!();
    this.remark = remark;
    this.#held = person !== null;
  }

  /** Of a process that is what it is. */
  static none(): Rights {
    return new Rights(null, '', null);
  }

  /** Looks who we are, and acts as the real user from now on; the variables of the process name that user's folders. */
  static take({ env }: Edges): Rights {
    const stays = (key: MessageKey, parameters: Parameters = {}): Rights => new Rights(null, '', { key, parameters });
    const effective = process.geteuid?.() ?? null;
    if (effective !== 0) return Rights.none();
    const person = realUser(env, effective);
    if (person === null) return stays('live.rights.root');
    const setpriv = programPath('setpriv', env['PATH']);
    if (setpriv === null) return stays('live.rights.no-setpriv', { name: person.name });
    const groups = process.getgroups!();
    const home = become(person);
    if (!canRead(PACKAGE_ROOT)) {
      raise();
      process.setgroups!(groups);
      return stays('live.rights.unreadable', { name: person.name, path: PACKAGE_ROOT });
    }
    moveIn(person, home);
    return new Rights(person, setpriv, null);
  }

  /** Who owns what a moment of root may make; null where nothing needs to be given away. */
  get owner(): RealUser | null {
    return this.#person;
  }

  /** What goes in front of a program that captures, in the order in which it is to be tried. */
  runners(): readonly (readonly string[])[] {
    if (this.#person === null) return [[]];
    const group = groupOf(programPath('dumpcap'));
    const groups = group === null || this.#groups.includes(group) ? this.#groups : [...this.#groups, group];
    return captureRunners(this.#setpriv, this.#person, groups);
  }

  /** Does something as root, where we still can. */
  raised<T>(work: () => T): T {
    if (!this.#held) return work();
    raise();
    let result: T;
    try {
      result = work();
    } catch (error) {
      lower(this.#person!);
      throw error;
    }
    if (result instanceof Promise) return result.finally(() => lower(this.#person!)) as T;
    lower(this.#person!);
    return result;
  }

  /** Gives root up for good where the person may read all of these files without it; else it can come back while one is opened. */
  dropToRead(paths: readonly string[]): void {
    if (this.#held && paths.every((path) => path === '-' || isReadable(path) || !this.raised(() => isReadable(path)))) this.drop();
  }

  /** Opens a file with root's rights, where the person's are not enough. */
  readonly opening: Opening = (open) => this.raised(open);

  /** Gives root up for good, and sees that it cannot come back. */
  drop(): void {
    if (!this.#held || this.#person === null) return;
    this.#held = false;
    const { user, group } = this.#person;
    raise();
    process.setgid!(group);
    process.setuid!(user);
    for (const back of [() => process.setuid!(0), () => process.seteuid!(0)]) {
      if (succeeds(back)) throw new Error('root was given up and came back');
    }
  }
}

/** initgroups(3), which the types of Node leave out. */
const GROUPS = process as unknown as { initgroups(name: string, group: number): void };

/** Takes on the person's groups and acts as the person. The person's home; null where the system knows none. */
function become(person: RealUser): string | null {
  process.seteuid!(person.user);
  let home: string | null = null;
  let name: string | null = null;
  try {
    ({ homedir: home, username: name } = userInfo());
  } catch {
    // A number without a name.
  }
  process.seteuid!(0);
  if (name === null || !succeeds(() => GROUPS.initgroups(name!, person.group))) process.setgroups!([person.group]);
  lower(person);
  return home;
}

function lower({ user, group }: RealUser): void {
  process.setegid!(group);
  process.seteuid!(user);
}

function raise(): void {
  process.seteuid!(0);
  process.setegid!(0);
}

/** What sudo has set for root is set for the person: everything is kept and found where it is without sudo. */
function moveIn({ user }: RealUser, home: string | null): void {
  if (home !== null && !belongs(process.env['HOME'], user)) process.env['HOME'] = home;
  // A shell of root's may name root's own.
  for (const name of FOLDERS) if (isOfAnother(process.env[name], user)) Reflect.deleteProperty(process.env, name);
  const runtime = `/run/user/${user}`;
  if (process.env['XDG_RUNTIME_DIR'] === undefined && belongs(runtime, user)) process.env['XDG_RUNTIME_DIR'] = runtime;
}

/** Folders of a person (XDG Base Directory Specification). */
const FOLDERS = ['XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'];

/** Of a folder that the person cannot even look for, nothing is kept there. */
function isOfAnother(path: string | undefined, user: number): boolean {
  if (path === undefined) return false;
  try {
    const facts = lstatSync(path, { throwIfNoEntry: false });
    return facts !== undefined && facts.uid !== user;
  } catch {
    return true;
  }
}

function belongs(path: string | undefined, user: number): boolean {
  return path !== undefined && existsSync(path) && lstatSync(path).uid === user;
}

/** Whether the program can go on loading its parts. */
function canRead(folder: string): boolean {
  return succeeds(() => {
    readdirSync(folder);
    closeSync(openSync(process.argv[1]!, 'r'));
  });
}

function isReadable(path: string): boolean {
  return succeeds(() => {
    const facts = statSync(path);
    // Who writes into a pipe would take us for its reader, and be ended when we go.
    if (facts.isFIFO()) return expectLetsRead(facts);
    closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  });
}

function expectLetsRead({ mode, uid, gid }: Stats): void {
  const user = process.geteuid!();
  const groups = [process.getegid!(), ...process.getgroups!()];
  const right = uid === user ? 0o400 : groups.includes(gid) ? 0o040 : 0o004;
  if (user !== 0 && (mode & right) === 0) throw new Error('EACCES');
}

/** The group that alone may run a program, as Debian has it for dumpcap. */
function groupOf(path: string | null): number | null {
  const facts = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return facts === undefined || facts.gid === 0 || (facts.mode & 0o001) !== 0 ? null : facts.gid;
}

function succeeds(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
