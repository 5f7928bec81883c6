import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RuleContext } from './rule-reader.ts';
import type { Rule } from './rule.ts';

/** Goes up where the form of a compiled rule changes, so that an older text is not taken. */
const FORM = 2;

/** A rule file as it lies in its directory. */
export interface RuleOctets {
  /** From the directory on. */
  readonly path: string;
  readonly octets: Buffer;
}

/** Of everything that the compiled rules hang on: the files, in order, and what they were checked against. */
export function compiledHash(files: readonly RuleOctets[], context: RuleContext): string {
  const hash = createHash('sha256').update(JSON.stringify([FORM, context.vocabulary, context.frameworks]));
  for (const { path, octets } of files) hash.update(`\0${path}\0${octets.length}\0`).update(octets);
  return hash.digest('hex');
}

/**
 * The rules of a directory as text that `readCompiled` takes: read and checked once, when the program is built. The tests, which are two thirds
 * of it and rarely asked for, are a line of their own.
 */
export function writeCompiled(rules: readonly Rule[], directory: string, hash: string): string {
  const placed = rules.map((rule) => ({ ...rule, file: rule.file.slice(join(directory, '/').length), tests: undefined }));
  return `${JSON.stringify({ hash, rules: placed })}\n${JSON.stringify(rules.map(({ tests }) => tests))}`;
}

/** The rules of a compiled text with their files in this directory; null where it was made of other files. */
export function readCompiled(compiled: string, directory: string, hash: string): readonly Rule[] | null {
  if (!compiled.startsWith(`{"hash":"${hash}"`)) return null;
  const end = compiled.indexOf('\n');
  const { rules } = JSON.parse(compiled.slice(0, end)) as { rules: readonly Omit<Rule, 'tests'>[] };
  let all: readonly Rule['tests'][] | null = null;
  const testsOf = (index: number): Rule['tests'] => (all ??= JSON.parse(compiled.slice(end)) as readonly Rule['tests'][])[index]!;
  return rules.map((rule, index) => ({
    ...rule,
    file: join(directory, rule.file),
    get tests() {
      return testsOf(index);
    },
  }));
}
