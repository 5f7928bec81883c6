import { homedir } from 'node:os';
import { join } from 'node:path';
import { RunFolder } from '../../live/run-folder.ts';
import type { Edges } from '../edges.ts';

/** Where programs keep what they remember of their runs (XDG Base Directory Specification). */
export function stateFolder(env: Edges['env']): string {
  const folder = env['XDG_STATE_HOME'];
  return join(isAbsolute(folder) ? folder : join(homedir(), '.local', 'state'), 'mouchard');
}

/** Where the engines that run can be found: in the runtime folder of the user's login, else with what is remembered of runs. */
export function runFolder(env: Edges['env']): RunFolder {
  const folder = env['XDG_RUNTIME_DIR'];
  return new RunFolder(isAbsolute(folder) ? join(folder, 'mouchard') : join(stateFolder(env), 'run'));
}

function isAbsolute(folder: string | undefined): folder is string {
  return folder !== undefined && folder.startsWith('/');
}
