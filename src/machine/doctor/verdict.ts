/** Where a check belongs on the page. */
export const GROUPS = ['program', 'capture', 'hotspot', 'clock', 'storage', 'self-test'] as const;
export type Group = (typeof GROUPS)[number];

/**
 * What a check comes to. `ok`: as it should be; `note`: worth knowing; `warning`: works, with a drawback; `problem`: something that
 * was asked for will not work; `unknown`: this machine does not let it be told.
 */
export const LEVELS = ['ok', 'note', 'unknown', 'warning', 'problem'] as const;
export type Level = (typeof LEVELS)[number];

/** Figures and names that were read off the machine; they may be foreign strings. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One line of the page. Its words are in the catalogues, under `doctor.<id>.<state>`, with `facts` as parameters. */
export interface Verdict {
  readonly id: string;
  readonly group: Group;
  readonly level: Level;
  /** Which of the texts of this check holds. */
  readonly state: string;
  readonly facts: Facts;
  /** Commands that mend it, ready to be copied, in order; empty where nothing needs mending or no command can. */
  readonly mend: readonly string[];
}

/** What a check finds, before it is put under its name. */
export interface Found {
  readonly level: Level;
  readonly state: string;
  readonly facts?: Facts;
  readonly mend?: readonly string[];
}

/** Puts what was found under the name of its check. */
export function verdict(id: string, group: Group, { level, state, facts = {}, mend = [] }: Found): Verdict {
  return { id, group, level, state, facts, mend };
}

/** True where something that a capture needs is missing: the reason for exit status 4. */
export function cannotCapture(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ level, group }) => level === 'problem' && group !== 'hotspot');
}
