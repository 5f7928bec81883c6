import { explainRule } from '../../engine/explain-rule.ts';
import { runRuleTests } from '../../engine/rule-tests.ts';
import { message } from '../../language/message.ts';
import { safeJson, safeText } from '../../language/safe-text.ts';
import type { Language } from '../../model/text.ts';
import { CommandError } from '../command-error.ts';
import type { RawOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Output } from '../output.ts';
import { rulePack } from '../rule-pack.ts';

/** `mouchard rules list`: id, severity and title of every rule. */
export function list(_edges: Edges, language: Language, raw: RawOptions): number {
  const { rules } = rulePack(raw.rules ?? [], language);
  const output = new Output(raw.output ?? null);
  if (raw.format === 'json') {
    output.line(safeJson(JSON.stringify(rules.map(({ summary }) => summary))));
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

/** `mouchard rules check`: exit 2 with every problem, or how many rules are valid. */
export function check(edges: Edges, language: Language, raw: RawOptions): number {
  const { rules } = rulePack(raw.rules ?? [], language);
  edges.stdout.write(`${message(language, 'cli.rules.all-valid', { count: rules.length })}\n`);
  return EXIT.done;
}

/** `mouchard rules test`: runs the tests inside the rule files; exit 1 where one fails. */
export async function test(edges: Edges, language: Language, raw: RawOptions): Promise<number> {
  const { rules } = rulePack(raw.rules ?? [], language);
  const results = await runRuleTests(rules);
  const failed = results.filter(({ status }) => status === 'failed');
  for (const result of failed) {
    const text = message(language, 'cli.rules.failed', { rule: result.rule, test: result.test, text: result.message[language] });
    edges.stdout.write(`${text}\n`);
  }
  const passed = results.filter(({ status }) => status === 'passed').length;
  const figures = { passed, failed: failed.length, rules: rules.length };
  edges.stdout.write(`${message(language, 'cli.rules.passed', figures)}\n`);
  return failed.length === 0 ? EXIT.done : EXIT.found;
}

/** `mouchard rules explain ID`: the texts and the logic of one rule. */
export function explain(edges: Edges, language: Language, id: string, raw: RawOptions): number {
  const rule = rulePack(raw.rules ?? [], language).rules.find(({ summary }) => summary.id === id);
  if (rule === undefined) throw new CommandError(EXIT.usage, 'cli.error.no-rule', { rule: id });
  const explained = explainRule(rule);
  const { summary } = rule;
  const lines = [
    `${summary.title[language]}`,
    `${summary.id}  ${message(language, `severity.${summary.severity}`)}  ${message(language, `confidence.${summary.confidence}`)}`,
    '',
    summary.explanation[language],
    summary.innocentExplanation[language],
    summary.advice[language],
    '',
    ...explained.logic.map((line) => `${'  '.repeat(line.depth)}${line.text[language]}`),
    '',
    ...summary.references,
  ];
  for (const line of lines) edges.stdout.write(`${safeText(line, 4_096)}\n`);
  return EXIT.done;
}
