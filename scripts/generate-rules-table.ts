import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadRules } from '../src/engine/loader.ts';
import type { Rule } from '../src/engine/rule.ts';
import { vocabulary } from '../src/pipeline/vocabulary.ts';

/**
 * The rules below `root`/rules as a Markdown table in English, by category, then id: what each sees and how it may be innocent.
 * Throws where a rule file is faulty: a table of half the rules would mislead.
 */
export function rulesTable(root: string): string {
  const { rules, problems } = loadRules([join(root, 'rules')], vocabulary());
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message.en}`);
  const rows = [...rules].sort(byCategory).map(row);
  return ['| rule | what it sees | innocent explanation |', '|---|---|---|', ...rows, ''].join('\n');
}

function row({ summary }: Rule): string {
  const name = `[\`${summary.id}\`](rules/${summary.category}/${summary.id}.yaml) (${summary.severity})`;
  return `| ${name} | ${cell(`${summary.title.en}. ${summary.explanation.en}`)} | ${cell(summary.innocentExplanation.en)} |`;
}

/** A cell is one line in which a bar ends nothing. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

function byCategory(left: Rule, right: Rule): number {
  const [a, b] = [left, right].map(({ summary }) => `${summary.category}/${summary.id}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

const called = process.argv[1];
if (called !== undefined && import.meta.url === pathToFileURL(resolve(called)).href) {
  process.stdout.write(rulesTable(new URL('..', import.meta.url).pathname));
}
