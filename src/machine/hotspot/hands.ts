import { readFileSync, readdirSync } from 'node:fs';
import { programPath, runProgram, type ProgramOptions, type ProgramResult } from '../program.ts';

/** How this machine is asked and changed. */
export interface Hands {
  run(program: string, args: readonly string[], options?: Omit<ProgramOptions, 'path'>): Promise<ProgramResult>;
  /** The file of a program, or null. */
  find(program: string): string | null;
  /** The text of a file, or null where it cannot be read. */
  read(path: string): string | null;
  /** The names in a folder; none where there is no such folder. */
  list(path: string): readonly string[];
  /** Numeric user. */
  readonly user: number;
}

/** The hands of this process: `path` as in `PATH`. */
export function machineHands(path: string, user: number): Hands {
  return {
    user,
    run: (program, args, options = {}) => runProgram(program, args, { ...options, path }),
    find: (program) => programPath(program, path),
    read: (file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return null;
      }
    },
    list: (folder) => {
      try {
        return readdirSync(folder);
      } catch {
        return [];
      }
    },
  };
}

/** What an `-j` option of `ip`, `nft` or another prints; null where it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
