import type { CaptureFacts } from './snapshot.ts';

type Named = Pick<CaptureFacts, 'name'>;

const NAMES = new WeakMap<readonly Named[], readonly string[]>();

/**
 * What to call a capture of a result: its name, and its place where another has the same name, for files of several folders are often called
 * alike and frames are numbered anew in each. Foreign text.
 */
export function captureName(captures: readonly Named[], index: number): string {
  let names = NAMES.get(captures);
  if (names === undefined) {
    const counts = new Map<string, number>();
    for (const { name } of captures) counts.set(name, (counts.get(name) ?? 0) + 1);
    names = captures.map(({ name }, i) => ((counts.get(name) ?? 0) > 1 ? `${name} (#${i + 1})` : name));
    NAMES.set(captures, names);
  }
  return names[index] ?? `#${index + 1}`;
}
