import type { RuleSummary } from '../model/finding.ts';
import { CONCERNS, CONFIDENCES, GRADES, SEVERITIES } from '../model/finding.ts';
import type { Shape, Vocabulary } from '../model/observation.ts';
import { LANGUAGES } from '../model/text.ts';
import type { Text } from '../model/text.ts';
import { readCondition, readField } from './condition-reader.ts';
import { shapeOf } from './field.ts';
import { MESSAGES } from './messages.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Reporter } from './problem.ts';
import type { Condition, Per, Rule } from './rule.ts';
import { readTests } from './test-reader.ts';
import { readWindow } from './window-reader.ts';
import { readInteger, readList, readMap, readOneOf, readText, unexpected } from './yaml-read.ts';
import type { YamlNode } from './yaml-tree.ts';
import { readYaml } from './yaml-tree.ts';

/** The keys of a rule file; the first group must stand. */
export const RULE_KEYS_REQUIRED = [
  'id',
  'version',
  'concern',
  'category',
  'severity',
  'confidence',
  'grade',
  'title',
  'explanation',
  'innocent_explanation',
  'advice',
  'on',
  'tests',
] as const;
export const RULE_KEYS = [...RULE_KEYS_REQUIRED, 'references', 'clauses', 'where', 'per', 'within', 'when'] as const;
export const ID_PATTERN = '^[a-z0-9]+(-[a-z0-9]+)*$';
export const PER_DEFAULT: readonly Per[] = ['device', 'destination'];
const PER_NAMES = ['device', 'destination', 'flow'] as const;
const VERSION_MAX = 1_000_000;

/** One rule file as the loader found it. */
export interface RuleFile {
  readonly file: string;
  readonly text: string;
  /** Its name without the ending, and the name of its folder (null: it lies in no category folder). */
  readonly name: string;
  readonly folder: string | null;
  /** Of the file's octets. */
  readonly sha256: string;
}

/** What rules are checked against. */
export interface RuleContext {
  readonly vocabulary: Vocabulary;
  /** Known names of frameworks; null where none are known, and any name is taken. */
  readonly frameworks: readonly string[] | null;
}

/** Reads and checks one rule file. Null, with everything that is wrong in the reporter, where it is no valid rule. */
export function readRule(file: RuleFile, context: RuleContext, reporter: Reporter): Rule | null {
  const root = readYaml(file.text, reporter);
  if (root === null) return null;
  const entries = readMap(root, reporter, RULE_KEYS, RULE_KEYS_REQUIRED);
  if (entries === null) return null;
  const rule = new RuleReader(file, context, reporter, entries).rule();
  return reporter.problems.length === 0 ? rule : null;
}

class RuleReader {
  readonly #file: RuleFile;
  readonly #context: RuleContext;
  readonly #reporter: Reporter;
  readonly #entries: ReadonlyMap<string, YamlNode>;

  constructor(file: RuleFile, context: RuleContext, reporter: Reporter, entries: ReadonlyMap<string, YamlNode>) {
    this.#file = file;
    this.#context = context;
    this.#reporter = reporter;
    this.#entries = entries;
  }

  rule(): Rule {
    const summary = this.#summary();
    const on = this.#read('on', (node) => readText(node, this.#reporter)) ?? '';
    const shape = this.#shape(on);
    return {
      file: this.#file.file,
      summary,
      on,
      where: shape === null ? { type: 'all', parts: [] } : this.#where(on, shape),
      per: this.#per(on, shape),
      window: shape === null ? null : readWindow(this.#node('within'), this.#node('when'), this.#reporter, on, shape),
      tests:
        this.#read('tests', (node) => readTests(node, this.#reporter, this.#context.vocabulary, (at) => this.#reporter.lineOf(at))) ?? [],
    };
  }

  #summary(): RuleSummary {
    const reporter = this.#reporter;
    return {
      id: this.#read('id', (node) => this.#id(node)) ?? '',
      version: this.#read('version', (node) => readInteger(node, reporter, 1, VERSION_MAX)) ?? 1,
      sha256: this.#file.sha256,
      title: this.#text('title'),
      explanation: this.#text('explanation'),
      innocentExplanation: this.#text('innocent_explanation'),
      advice: this.#text('advice'),
      concern: this.#read('concern', (node) => readOneOf(node, reporter, CONCERNS)) ?? 'privacy',
      category: this.#read('category', (node) => this.#category(node)) ?? '',
      severity: this.#read('severity', (node) => readOneOf(node, reporter, SEVERITIES)) ?? 'info',
      confidence: this.#read('confidence', (node) => readOneOf(node, reporter, CONFIDENCES)) ?? 'tentative',
      grade: this.#read('grade', (node) => readOneOf(node, reporter, GRADES)) ?? 'heuristic',
      clauses: this.#read('clauses', (node) => this.#clauses(node)) ?? [],
      references: this.#read('references', (node) => this.#references(node)) ?? [],
    };
  }

  #node(key: (typeof RULE_KEYS)[number]): YamlNode | null {
    return this.#entries.get(key) ?? null;
  }

  #read<T>(key: (typeof RULE_KEYS)[number], read: (node: YamlNode) => T | null): T | null {
    const node = this.#node(key);
    return node === null ? null : read(node);
  }

  #id(node: YamlNode): string | null {
    const id = readText(node, this.#reporter);
    if (id === null) return null;
    if (id !== this.#file.name) this.#reporter.report(node.at, MESSAGES.notFileName(id, this.#file.name), this.#file.name);
    else if (id.length > 64 || !new RegExp(ID_PATTERN).test(id)) return unexpected(node, this.#reporter, 'lower-case-words');
    return id;
  }

  #category(node: YamlNode): string | null {
    const category = readText(node, this.#reporter);
    const folder = this.#file.folder;
    if (category === null || folder === null || category === folder) return category;
    this.#reporter.report(node.at, MESSAGES.notFolderName(category, folder), folder);
    return null;
  }

  #text(key: 'title' | 'explanation' | 'innocent_explanation' | 'advice'): Text {
    const map = this.#read(key, (node) => readMap(node, this.#reporter, LANGUAGES, LANGUAGES));
    const inLanguage = (language: (typeof LANGUAGES)[number]): string => {
      const node = map?.get(language);
      return node === undefined ? '' : (readText(node, this.#reporter) ?? '');
    };
    return { en: inLanguage('en'), fr: inLanguage('fr') };
  }

  #clauses(node: YamlNode): RuleSummary['clauses'] {
    return (readList(node, this.#reporter, true) ?? []).flatMap((item) => {
      const map = readMap(item, this.#reporter, ['framework', 'clause'], ['framework', 'clause']);
      const framework = map?.get('framework');
      const clause = map?.get('clause');
      if (framework === undefined || clause === undefined) return [];
      const name = readText(framework, this.#reporter);
      const number = readText(clause, this.#reporter);
      if (name === null || number === null) return [];
      this.#checkFramework(name, framework.at);
      return [{ framework: name, clause: number }];
    });
  }

  #checkFramework(name: string, at: number): void {
    const known = this.#context.frameworks;
    if (known === null || known.includes(name)) return;
    const nearest = nearestName(name, known);
    this.#reporter.report(at, MESSAGES.unknownFramework(name, nearest), known.join(' | '), nearest);
  }

  #references(node: YamlNode): readonly string[] {
    return (readList(node, this.#reporter, true) ?? []).map((item) => readText(item, this.#reporter) ?? '');
  }

  #shape(on: string): Shape | null {
    const node = this.#node('on');
    if (on === '' || node === null) return null;
    const shape = shapeOf(this.#context.vocabulary, on);
    if (shape !== null) return shape;
    const kinds = Object.keys(this.#context.vocabulary);
    const nearest = nearestName(on, kinds);
    this.#reporter.report(node.at, MESSAGES.unknownKind(on, nearest), kinds.join(' | '), nearest);
    return null;
  }

  #where(on: string, shape: Shape): Condition {
    return this.#read('where', (node) => readCondition(node, this.#reporter, on, shape)) ?? { type: 'all', parts: [] };
  }

  #per(on: string, shape: Shape | null): readonly Per[] {
    const node = this.#node('per');
    if (node === null) return PER_DEFAULT;
    return (readList(node, this.#reporter, true) ?? []).flatMap((item): Per[] => {
      const path = item.type === 'scalar' && typeof item.value === 'string' && item.value.startsWith('field:') ? item.value.slice(6) : null;
      if (path === null) return present(readOneOf(item, this.#reporter, PER_NAMES));
      return shape === null ? [] : present(readField(path, item.at, this.#reporter, on, shape));
    });
  }
}

function present(per: Per | null): Per[] {
  return per === null ? [] : [per];
}
