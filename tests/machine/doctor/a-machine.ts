import type { ProgramResult } from '../../../src/machine/program.ts';
import type { Machine } from '../../../src/machine/doctor/machine.ts';

/** A machine described by what its programs print, what its files hold and where its links lead: for hardware that is not here. */
export interface Description {
  /** Output by command line; a number is an exit status without output. What is not named is not installed. */
  readonly programs?: Readonly<Record<string, string | number>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly free?: number | null;
  readonly more?: Partial<Machine>;
}

const MISSING: ProgramResult = { missing: true, status: null, timedOut: false, stdout: '', stderr: '' };

export function aMachine({ programs = {}, files = {}, links = {}, addresses = {}, free = null, more = {} }: Description = {}): Machine {
  const paths = [...Object.keys(files), ...Object.keys(links)];
  return {
    run: (program, args) => {
      const found = programs[[program, ...args].join(' ')];
      if (found === undefined) return Promise.resolve(MISSING);
      const status = typeof found === 'number' ? found : 0;
      return Promise.resolve({ ...MISSING, missing: false, status, stdout: typeof found === 'string' ? found : '' });
    },
    read: (path) => files[path] ?? null,
    list: (folder) =>
      [
        ...new Set(paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0]!)),
      ].sort(),
    link: (path) => links[path] ?? null,
    free: () => free,
    addresses: () => addresses,
    loads: () => Promise.resolve(false),
    user: 1000,
    userName: 'ada',
    realUser: null,
    nodeVersion: '22.1.0',
    nodePath: '/usr/bin/node',
    now: Date.UTC(2027, 0, 1),
    timeZone: 'Europe/Paris',
    ...more,
  };
}
