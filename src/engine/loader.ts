import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Vocabulary } from '../model/observation.ts';
import type { Text } from '../model/text.ts';
import { compiledHash, readCompiled, writeCompiled } from './compiled-rules.ts';
import { MESSAGES } from './messages.ts';
import type { Problem } from './problem.ts';
import { Reporter } from './problem.ts';
import type { Rule } from './rule.ts';
import type { RuleContext } from './rule-reader.ts';
import { readRule } from './rule-reader.ts';
import { YAML_LENGTH_MAX } from './yaml-tree.ts';

const FILES_MAX = 10_000;
const DEPTH_MAX = 4;
/** Folders beside the rules that hold something else. */
const OTHER_FOLDERS: ReadonlySet<string> = new Set(['schema', 'destinations', 'frameworks', 'content']);

/** The rules of a run and everything that was wrong with their files. */
export interface LoadedRules {
  /** By id, each once. Complete only where `problems` is empty. */
  readonly rules: readonly Rule[];
  /** By directory, file, line and column. */
  readonly problems: readonly Problem[];
  /** Of the ids and file hashes of all rules: the same rules give the same hash wherever they lie. */
  readonly sha256: string;
  /** Ids that a later directory took over from an earlier one. */
  readonly overridden: readonly string[];
}

/**
 * Reads every rule file below the directories: the built-in rules first, then the user's, where the same id overrides.
 * A rule's folder is its category and its file name its id. Faulty files are refused with their problems; nothing throws.
 * @param compiled the first directory's rules as `compileRules` gave them: taken as long as the files are the same, else they are read anew
 */
export function loadRules(directories: readonly string[], vocabulary: Vocabulary, compiled: string | null = null): LoadedRules {
  const context: RuleContext = { vocabulary, frameworks: frameworksOf(directories) };
  const rules = new Map<string, Rule>();
  const overridden = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, directory] of directories.entries()) {
    for (const [id, rule] of loadDirectory(directory, context, problems, index === 0 ? compiled : null)) {
      if (rules.has(id)) overridden.add(id);
      rules.set(id, rule);
    }
  }
  const sorted = [...rules.values()].sort((left, right) => compareText(left.summary.id, right.summary.id));
  return { rules: sorted, problems, sha256: packHash(sorted), overridden: [...overridden].sort(compareText) };
}

/** The rules of one directory, read and checked, as text for `loadRules`; null where there is something wrong with them. */
export function compileRules(directory: string, vocabulary: Vocabulary): string | null {
  const { rules, problems } = loadRules([directory], vocabulary);
  if (problems.length > 0) return null;
  const files: Found[] = [];
  walk(directory, null, 0, files, []);
  return writeCompiled(rules, directory, hashOf(directory, files, vocabulary));
}

/** Only the directory's own frameworks count: a user's further ones refuse nothing that was good before. */
function hashOf(directory: string, files: readonly Found[], vocabulary: Vocabulary): string {
  const octets = files.map(({ file }) => ({ path: relative(directory, file), octets: readFileSync(file) }));
  return compiledHash(octets, { vocabulary, frameworks: frameworksOf([directory]) });
}

/** The compiled rules where they are of these very files, else null. */
function fromCompiled(directory: string, files: readonly Found[], vocabulary: Vocabulary, compiled: string): readonly Rule[] | null {
  try {
    return readCompiled(compiled, directory, hashOf(directory, files, vocabulary));
  } catch {
    return null; // A file that cannot be read is told by whoever reads them one by one.
  }
}

function loadDirectory(directory: string, context: RuleContext, problems: Problem[], compiled: string | null): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  const files: Found[] = [];
  walk(directory, null, 0, files, problems);
  const known = compiled === null ? null : fromCompiled(directory, files, context.vocabulary, compiled);
  if (known !== null) return new Map(known.map((rule) => [rule.summary.id, rule]));
  for (const found of files) {
    const rule = loadFile(found, context, problems);
    if (rule === null) continue;
    const other = rules.get(rule.summary.id);
    if (other === undefined) rules.set(rule.summary.id, rule);
    else problems.push(problemOf(rule.file, MESSAGES.sameId(rule.summary.id, other.file)));
  }
  return rules;
}

function loadFile(found: Found, context: RuleContext, problems: Problem[]): Rule | null {
  try {
    if (statSync(found.file).size > YAML_LENGTH_MAX) {
      problems.push(problemOf(found.file, MESSAGES.fileTooLong(YAML_LENGTH_MAX)));
      return null;
    }
    const octets = readFileSync(found.file);
    if (!isUtf8(octets)) {
      problems.push(problemOf(found.file, MESSAGES.notUtf8()));
      return null;
    }
    const text = octets.toString('utf8').replace(/^\uFEFF/, '');
    const reporter = new Reporter(found.file, text);
    const sha256 = createHash('sha256').update(octets).digest('hex');
    const rule = readRule({ file: found.file, text, name: found.name, folder: found.folder, sha256 }, context, reporter);
    problems.push(...reporter.problems.sort((left, right) => left.line - right.line || left.column - right.column));
    return rule;
  } catch (error) {
    problems.push(problemOf(found.file, MESSAGES.unreadable(codeOf(error))));
    return null;
  }
}

interface Found {
  readonly file: string;
  readonly name: string;
  readonly folder: string | null;
}

/** Gathers the YAML files below a folder in the order of their names. Links to folders are not followed: they may form a ring. */
function walk(path: string, folder: string | null, depth: number, files: Found[], problems: Problem[]): void {
  if (depth > DEPTH_MAX) {
    problems.push(problemOf(path, MESSAGES.tooDeep()));
    return;
  }
  try {
    const entries = readdirSync(path, { withFileTypes: true }).sort((left, right) => compareText(left.name, right.name));
    for (const entry of entries) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !(depth === 0 && OTHER_FOLDERS.has(entry.name)))
          walk(full, entry.name, depth + 1, files, problems);
      } else if (/\.ya?ml$/.test(entry.name) && !entry.name.startsWith('.')) {
        if (files.length === FILES_MAX) problems.push(problemOf(full, MESSAGES.tooManyFiles(FILES_MAX)));
        if (files.length > FILES_MAX) return;
        files.push({ file: full, name: basename(entry.name).replace(/\.ya?ml$/, ''), folder });
      }
    }
  } catch (error) {
    problems.push(problemOf(path, MESSAGES.unreadable(codeOf(error))));
  }
}

/** The names of the files in the `frameworks` folders; null where there is none at all. */
function frameworksOf(directories: readonly string[]): readonly string[] | null {
  const names = new Set<string>();
  for (const directory of directories) {
    try {
      for (const name of readdirSync(join(directory, 'frameworks'))) if (/\.ya?ml$/.test(name)) names.add(name.replace(/\.ya?ml$/, ''));
    } catch {
      // A directory without frameworks adds none.
    }
  }
  return names.size === 0 ? null : [...names].sort(compareText);
}

function packHash(rules: readonly Rule[]): string {
  const hash = createHash('sha256');
  for (const rule of rules) hash.update(`${rule.summary.id} ${rule.summary.sha256}\n`);
  return hash.digest('hex');
}

function problemOf(file: string, message: Text): Problem {
  return { file, line: 1, column: 1, message, expected: '', nearest: null };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** By code unit: the same on every machine, whatever its locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
