import type { Machine } from './machine.ts';
import { verdict, type Verdict } from './verdict.ts';

/** The oldest Node that the program is made for; package.json says the same. */
export const OLDEST_NODE: readonly [number, number] = [20, 19];

/** Is this Node one that the program is made for? */
export function checkNode({ nodeVersion }: Machine): Verdict {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const recent = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const facts = { version: nodeVersion, oldest: OLDEST_NODE.join('.') };
  return verdict('node', 'program', recent ? { level: 'ok', state: 'ok', facts } : { level: 'problem', state: 'old', facts });
}

/** As whom does the program run? As root it works, but a flaw in a decoder would then be a flaw with all rights. */
export function checkUser({ user, userName, realUser }: Machine): Verdict {
  const facts = { user: userName, real: realUser };
  if (user !== 0) return verdict('user', 'program', { level: 'ok', state: 'ok', facts });
  const state = realUser === null ? 'root' : 'sudo';
  return verdict('user', 'program', { level: 'warning', state, facts });
}

/** The terminal, as far as a program can tell. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly interactive: boolean;
  readonly unicode: boolean;
  readonly colour: boolean;
  readonly name: string;
}

const COLUMNS_WANTED = 80;
const ROWS_WANTED = 24;

/** Is the terminal large enough for the screens, and does it know more than ASCII? */
export function checkTerminal({ columns, rows, interactive, unicode, colour, name }: Terminal): Verdict {
  const facts = { columns, rows, unicode, colour, terminal: name };
  const found = (level: 'ok' | 'note' | 'warning', state: string): Verdict => verdict('terminal', 'program', { level, state, facts });
  if (!interactive) return found('note', 'none');
  if (columns < COLUMNS_WANTED || rows < ROWS_WANTED) return found('warning', 'small');
  return unicode ? found('ok', 'ok') : found('note', 'ascii');
}
