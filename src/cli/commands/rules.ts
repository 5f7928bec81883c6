import { explainRule } from '../../engine/explain-rule.ts';
import type { Rule } from '../../engine/rule.ts';
import { runRuleTests } from '../../engine/rule-tests.ts';
import { joinParts } from '../../language/format.ts';
import { message, type MessageKey } from '../../language/message.ts';
import { safeJson, safeText, type SafeText } from '../../language/safe-text.ts';
import { nearestName } from '../../model/nearest-name.ts';
import type { Language } from '../../model/text.ts';
import { word } from '../../report/labels.ts';
import { Page } from '../../report/page.ts';
import { CommandError } from '../command-error.ts';
import { commonOptions, type RawOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';
import { openKnowledge } from '../knowledge-files.ts';
import { Output } from '../output.ts';
import { colorful, columnsOf } from '../result.ts';
import { rulePack } from '../rule-pack.ts';

const TEXT_LENGTH_MAX = 4_096;
const INDENT = 2;

/** `mouchard rules list`: id, severity and title of every rule. */
export function list(language: Language, raw: RawOptions): number {
  const { rules } = rulePack(raw.rules ?? [], language);
  const output = new Output(raw.output ?? null);
  if (raw.format === 'json') {
    output.line(safeJson(JSON.stringify(rules.map(inJson))));
  } else {
    const width = Math.max(...rules.map(({ summary }) => summary.id.length));
    for (const { summary } of rules) {
      const severity = message(language, `severity.${summary.severity}`);
      output.line(safeText(`${summary.id.padEnd(width)}  ${severity.padEnd(10)}  ${summary.title[language]}`, 1_024));
    }
  }
  output.close();
  return EXIT.done;
}

/** The fields of CONTRACT, section 4, by the names that they have in a rule file. */
function inJson({ summary }: Rule): Record<string, unknown> {
  const { id, version, sha256, title, explanation, innocentExplanation, advice, concern, category, severity, confidence, grade } = summary;
  const texts = { title, explanation, innocent_explanation: innocentExplanation, advice };
  const { clauses, references } = summary;
  return { id, version, sha256, ...texts, concern, category, severity, confidence, grade, clauses, references };
}

/** `mouchard rules check`: exit 2 with every problem, or how many rules are valid. */
export function check(language: Language, raw: RawOptions): number {
  const { rules } = rulePack(raw.rules ?? [], language);
  openKnowledge(raw.rules ?? [], language);
  print(message(language, 'cli.rules.all-valid', { count: rules.length }));
  return EXIT.done;
}

/** `mouchard rules test`: runs the tests inside the rule files; exit 1 where one fails. */
export async function test(language: Language, raw: RawOptions): Promise<number> {
  const { rules } = rulePack(raw.rules ?? [], language);
  const results = await runRuleTests(rules);
  const failed = results.filter(({ status }) => status === 'failed');
  for (const result of failed) {
    print(message(language, 'cli.rules.failed', { rule: result.rule, test: result.test, text: result.message[language] }));
  }
  const passed = results.filter(({ status }) => status === 'passed').length;
  print(message(language, 'cli.rules.passed', { passed, failed: failed.length, rules: rules.length }));
  return failed.length === 0 ? EXIT.done : EXIT.found;
}

/** `mouchard rules explain ID`: the texts and the logic of one rule. */
export function explain(edges: Edges, language: Language, id: string, raw: RawOptions): number {
  const { rules } = rulePack(raw.rules ?? [], language);
  const rule = rules.find(({ summary }) => summary.id === id);
  if (rule === undefined) throw noRule(id, rules, language);
  const { color } = commonOptions(raw, colorful(edges));
  const page = new Page(columnsOf(edges), color);
  describeRule(page, rule, language);
  const output = new Output(null);
  output.write(page.text());
  output.close();
  return EXIT.done;
}

function noRule(id: string, rules: readonly Rule[], language: Language): CommandError {
  const name = nearestName(
    id,
    rules.map(({ summary }) => summary.id),
  );
  return new CommandError(
    EXIT.usage,
    'cli.error.no-rule',
    { rule: id },
    name === null ? [] : [message(language, 'cli.rules.nearest', { name })],
  );
}

function describeRule(page: Page, rule: Rule, language: Language): void {
  const { summary } = rule;
  const say = (key: MessageKey): SafeText => message(language, key);
  const section = (heading: MessageKey, texts: readonly string[]): void => {
    if (texts.length === 0) return;
    page.heading(say(heading));
    for (const text of texts) page.paragraph(safeText(text, TEXT_LENGTH_MAX), INDENT);
  };
  page.paragraph(safeText(summary.title[language], TEXT_LENGTH_MAX), 0, 'strong');
  const head = message(language, summary.severity === 'info' ? 'report.finding.head-note' : 'report.finding.head', {
    severity: say(`severity.${summary.severity}`),
    confidence: say(`confidence.${summary.confidence}`),
  });
  const marks = [safeText(summary.id), head, say(`concern.${summary.concern}`), say(`grade.${summary.grade}`)];
  page.paragraph(joinParts(language, marks), 0, summary.severity);
  section('report.label.meaning', [summary.explanation[language]]);
  section('report.label.innocent', [summary.innocentExplanation[language]]);
  section('report.label.advice', [summary.advice[language]]);
  page.heading(say('cli.rules.logic'));
  for (const { depth, text } of explainRule(rule).logic) page.paragraph(safeText(text[language], TEXT_LENGTH_MAX), INDENT + 2 * depth);
  section(
    'report.label.related',
    summary.clauses.map(({ framework, clause }) => `${word(language, 'framework', framework)} ${clause}`),
  );
  section('cli.rules.references', summary.references);
}

function print(text: SafeText): void {
  const output = new Output(null);
  output.line(text);
  output.close();
}
