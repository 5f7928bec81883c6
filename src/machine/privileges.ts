import { chownSync, lstatSync } from 'node:fs';

/** The person behind `sudo`: numeric user and group. */
export interface RealUser {
  readonly user: number;
  readonly group: number;
  readonly name: string;
}

/** Numbers that the kernel takes for users and groups; -1 (all bits set) means "leave as it is" to chown(2). */
const ID_MAX = 2 ** 32 - 2;

/**
 * Who ran `sudo`, by the variables that it sets (sudo(8), SUDO_UID, SUDO_GID, SUDO_USER), or null where nobody did, or where root
 * did so. Only believed where the program does run as root: any user may set these variables.
 */
export function realUser(env: Readonly<Record<string, string | undefined>>, effective: number | null): RealUser | null {
  const [user, group] = [readId(env['SUDO_UID']), readId(env['SUDO_GID'])];
  if (effective !== 0 || user === null || group === null || user === 0) return null;
  return { user, group, name: env['SUDO_USER'] ?? String(user) };
}

function readId(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return null;
  const id = Number(text);
  return id <= ID_MAX ? id : null;
}

/**
 * Gives a file or folder that the program has made to the real user. One that belongs to somebody else already, and a symbolic link,
 * are left alone. False where it could not be done.
 */
export function giveTo({ user, group }: RealUser, path: string): boolean {
  try {
    const found = lstatSync(path);
    if (found.isSymbolicLink() || found.uid !== 0) return true;
    chownSync(path, user, group);
    return true;
  } catch {
    return false;
  }
}

/** Capabilities (capabilities(7)) that a program needs to capture, and those that `dumpcap` asks for where it can. */
const CAPTURE_RIGHTS = ['net_raw', 'net_admin'];

/**
 * Command lines (setpriv(1)) to put in front of a program that captures, so that it runs as the real user: first with the rights that it
 * has by itself, such as those on the file of dumpcap, then with the right to capture and no other. With either it ends when we do.
 * `groups`: the supplementary groups that it is in.
 */
export function captureRunners(setpriv: string, { user, group }: RealUser, groups: readonly number[]): readonly (readonly string[])[] {
  const identity = ['--reuid', String(user), '--regid', String(group)];
  const membership = groups.length === 0 ? ['--clear-groups'] : ['--groups', groups.join(',')];
  const added = CAPTURE_RIGHTS.map((right) => `+${right}`).join(',');
  const rights = [`--inh-caps=${added}`, `--ambient-caps=${added}`, `--bounding-set=-all,${added}`];
  const plain = [setpriv, ...identity, ...membership];
  const end = ['--pdeathsig', 'INT', '--'];
  return [
    [...plain, ...end],
    [...plain, ...rights, ...end],
  ];
}
