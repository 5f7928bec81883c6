import { formatMoment, joinParts } from '../language/format.ts';
import { listingText } from '../language/listing.ts';
import { message, type MessageKey } from '../language/message.ts';
import { reviewText } from '../language/review.ts';
import type { SafeText } from '../language/safe-text.ts';
import { destinationNamed } from '../model/destination.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import { isExpired } from '../model/review.ts';
import type { Language } from '../model/text.ts';
import { groupFindings, type FindingGroup } from './finding-order.ts';
import { deviceLabel, labelCells, paragraph, shownName, shownValue, word } from './labels.ts';
import { becauseText, proofText } from './proof.ts';
import { shownOf, type View } from './view.ts';

const GROUPS_MAX = 100;
const FINDINGS_PER_GROUP_MAX = 5;
const LABELS = [
  'report.label.meaning', 'report.label.device', 'report.label.destination', 'report.label.when', 'report.label.proof', 'report.label.because',
  'report.label.listed', 'ui.detail.review', 'report.label.innocent', 'report.label.advice', 'report.label.related', 'report.label.rule',
] as const satisfies readonly MessageKey[]; // prettier-ignore

/** The findings, the worst first; notes are one line each unless everything is wanted. */
export function writeFindings(view: View): void {
  const { snapshot, language, verbose, page } = view;
  const groups = groupFindings(snapshot.findings);
  const notes = verbose ? [] : groups.filter((group) => group.rule.severity === 'info');
  const told = verbose ? groups : groups.filter((group) => group.rule.severity !== 'info');
  page.heading(message(language, 'report.findings'));
  page.paragraph(message(language, groups.length === 0 ? 'report.findings.none' : 'report.findings.frames'), 2);
  page.blank();
  const { shown, left } = shownOf(told, GROUPS_MAX, verbose);
  for (const group of shown) writeGroup(view, group);
  if (left > 0) page.paragraph(message(language, 'report.finding.more', { count: left }), 2, 'dim');
  if (notes.length > 0) writeNotes(view, notes);
}

function writeGroup(view: View, group: FindingGroup): void {
  const { language, verbose, page } = view;
  const { rule } = group;
  const width = labelCells(language, LABELS);
  const field = (label: (typeof LABELS)[number], text: SafeText): void => page.field(message(language, label), text, 6, width);
  page.marked(markOf(language, group), rule.severity, paragraph(rule.title[language]), 2, 'strong');
  page.paragraph(headText(language, group), 6, rule.severity);
  field('report.label.meaning', paragraph(rule.explanation[language]));
  if (group.device !== null) field('report.label.device', deviceText(view, group.device));
  const { shown, left } = shownOf(group.findings, FINDINGS_PER_GROUP_MAX, verbose);
  for (const finding of shown) {
    if (finding.destination !== null) field('report.label.destination', shownName(finding.destination));
    field('report.label.when', whenText(language, finding));
    field('report.label.proof', proofText(view, finding.evidence));
    if (verbose || finding === shown[0]) field('report.label.because', becauseText(language, finding.evidence[0], verbose));
    const listed = listingText(language, finding, destinationNamed(view.destinations, finding.device, finding.destination));
    if (listed !== null) field('report.label.listed', listed);
    const review = view.reviews.get(finding.id);
    if (review !== undefined) field('ui.detail.review', reviewText(language, review, isExpired(review, view.snapshot.captures)));
  }
  if (left > 0) field('report.label.destination', message(language, 'report.finding.more', { count: left }));
  field('report.label.innocent', paragraph(rule.innocentExplanation[language]));
  field('report.label.advice', paragraph(rule.advice[language]));
  if (rule.clauses.length > 0) field('report.label.related', clausesText(language, rule.clauses));
  if (verbose) field('report.label.rule', ruleText(language, group));
  page.blank();
}

function writeNotes(view: View, notes: readonly FindingGroup[]): void {
  const { language, page, verbose } = view;
  page.heading(message(language, 'report.notes'));
  const { shown, left } = shownOf(notes, GROUPS_MAX, verbose);
  for (const group of shown) {
    const parts: string[] = [paragraph(group.rule.title[language])];
    if (group.device !== null) parts.push(deviceText(view, group.device));
    const many = whereText(language, group);
    if (many !== null) parts.push(many);
    parts.push(
      proofText(
        view,
        group.findings.flatMap(({ evidence }) => evidence),
      ),
    );
    page.marked(markOf(language, group), 'info', parts.join(' – ') as SafeText, 2, 'plain');
  }
  if (left > 0) page.paragraph(message(language, 'report.finding.more', { count: left }), 2, 'dim');
}

/** The destination of a group or how many there are; of findings that name none (such as open ports), how many these are. Null for one. */
function whereText(language: Language, { findings }: FindingGroup): SafeText | null {
  const [only, ...others] = new Set(findings.flatMap(({ destination }) => destination ?? []));
  if (only === undefined) return findings.length === 1 ? null : message(language, 'report.count.findings', { count: findings.length });
  return others.length === 0 ? shownName(only) : message(language, 'report.count.destinations', { count: others.length + 1 });
}

function headText(language: Language, { rule }: FindingGroup): SafeText {
  return message(language, rule.severity === 'info' ? 'report.finding.head-note' : 'report.finding.head', {
    severity: message(language, `severity.${rule.severity}`),
    confidence: message(language, `confidence.${rule.confidence}`),
  });
}

function markOf(language: Language, { rule }: FindingGroup): SafeText {
  return `[${message(language, `severity.letter.${rule.severity}`)}]` as SafeText;
}

/** A device that is not in the list (it came after the table was full) is called by its MAC. */
function deviceText({ devices, language }: View, id: string): SafeText {
  const device = devices.get(id);
  return device === undefined ? shownValue(id) : deviceLabel(language, device);
}

function whenText(language: Language, { count, first, last }: Finding): SafeText {
  const times = message(language, 'report.count.times', { count });
  const [begin, end] = [formatMoment(first), formatMoment(last)];
  if (begin === end) return message(language, 'report.finding.once', { times, first: begin });
  return message(language, 'report.finding.when', { times, first: begin, last: end });
}

/** Clauses by framework: `ETSI EN 303 645: 5.5-1, 5.8-1; GDPR art. 32`. */
function clausesText(language: Language, clauses: RuleSummary['clauses']): SafeText {
  const byFramework = new Map<string, string[]>();
  for (const { framework, clause } of clauses) byFramework.set(framework, [...(byFramework.get(framework) ?? []), clause]);
  const parts = [...byFramework].map(([framework, list]) => `${word(language, 'framework', framework)} ${shownName(list.join(', '))}`);
  return joinParts(language, parts);
}

function ruleText(language: Language, { rule }: FindingGroup): SafeText {
  return message(language, 'report.finding.rule', {
    id: shownValue(rule.id),
    version: rule.version,
    concern: `${message(language, `concern.${rule.concern}`)}, ${word(language, 'category', rule.category)}`,
    grade: message(language, `grade.${rule.grade}`),
  });
}
