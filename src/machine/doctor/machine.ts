import type { ProgramResult } from '../program.ts';

/** What the checks may ask of the machine. Nothing here changes anything. */
export interface Machine {
  /** Runs a program with the plain locale, without a shell. */
  run(program: string, args: readonly string[]): Promise<ProgramResult>;
  /** The text of a file, or null where it cannot be read. */
  read(path: string): string | null;
  /** The names in a folder; none where there is no such folder. */
  list(path: string): readonly string[];
  /** Where a symbolic link leads, or null where it is none. */
  link(path: string): string | null;
  /** Octets free for an ordinary user in the file system of a folder, or of the nearest one above that exists. */
  free(folder: string): number | null;
  /** Addresses with prefix lengths (`192.0.2.1/24`), by interface. */
  addresses(): Readonly<Record<string, readonly string[]>>;
  /** Whether a package can be loaded. */
  loads(name: string): Promise<boolean>;
  /** Numeric user; null where the system has none. */
  readonly user: number | null;
  readonly userName: string;
  /** Set where the program runs for somebody else (`sudo`). */
  readonly realUser: string | null;
  /** Of Node, without the leading `v`. */
  readonly nodeVersion: string;
  readonly nodePath: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly now: number;
  readonly timeZone: string;
}
