import { joinParts } from '../../language/format.ts';
import { listingText } from '../../language/listing.ts';
import type { MessageKey } from '../../language/message.ts';
import { reasonText } from '../../language/reason.ts';
import { reviewText } from '../../language/review.ts';
import { TEXT_CELLS_MAX, type SafeText } from '../../language/safe-text.ts';
import { captureName } from '../../model/capture-names.ts';
import type { Evidence, Finding, Outcome } from '../../model/finding.ts';
import { isExpired } from '../../model/review.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { catalogueOf, destinationOf } from '../catalogue.ts';
import { join, row, span, type Role, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { excerptRows } from './excerpt.ts';
import { deviceOrId, severityMark } from './marks.ts';
import { fact, heading, paragraph } from './prose.ts';

/** Frames that are named in the summary; each piece of evidence below names its own. */
const FRAMES_MAX = 8;
/** Bounds of the tree of reasons: rules nest little, but may come from anywhere. */
const DEPTH_MAX = 12;
const REASONS_MAX = 100;

/**
 * One finding, always with the same things in the same order: title, meaning, severity, confidence, what else it may be, where and when,
 * evidence, what to do, related clauses, provenance; and below, each piece of evidence with why the rule held.
 */
export function findingDetailView(state: UiState, finding: Finding, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const { rule } = finding;
  const { snapshot } = state;
  const line = (key: MessageKey, text: SafeText, role: Role = 'plain'): readonly Row[] => fact(show, say(key), text, width, role);
  return [
    titleRow(finding, show),
    ...line('report.label.meaning', show.text(rule.explanation)),
    ...line('ui.detail.severity', severityText(finding, show), rule.severity),
    ...line('ui.detail.confidence', confidenceText(finding, show)),
    ...line('report.label.innocent', show.text(rule.innocentExplanation)),
    ...line('report.label.device', deviceOrId(show, catalogueOf(snapshot).devices, finding.device)),
    ...(finding.destination === null ? [] : line('report.label.destination', destinationText(snapshot, finding, show))),
    ...listedRows(snapshot, finding, show, width),
    ...line('report.label.when', whenText(finding, show)),
    ...line('report.label.proof', proofText(snapshot, finding.evidence, show)),
    ...line('report.label.advice', show.text(rule.advice)),
    ...reviewRows(state, finding, show, width),
    ...line('report.label.related', clausesText(finding, show)),
    ...line('report.label.rule', provenanceText(snapshot, finding, show)),
    ...(rule.references.length === 0 ? [] : line('ui.detail.references', join(rule.references.map(show.foreign), ', '))),
    ...evidenceRows(snapshot, finding, show, width),
  ];
}

/** What a person says of it and until when that holds, and what was said before. */
function reviewRows({ snapshot, status }: UiState, { id }: Finding, show: Show, width: number): readonly Row[] {
  const { reviews, earlierReviews } = catalogueOf(snapshot);
  const review = reviews.get(id);
  const label = show.say('ui.detail.review');
  const expired = review !== undefined && isExpired(review, snapshot.captures, status.startedMs);
  const text = review === undefined ? show.say('ui.review.new-text') : show.worded(reviewText(show.language, review, expired));
  const role = review === undefined ? 'dim' : expired ? 'warning' : 'plain';
  const before = earlierReviews.get(id) ?? [];
  return [
    ...fact(show, label, text, width, role),
    ...before.toReversed().flatMap((one, i) => {
      const end = show.say('ui.review.ended', { at: show.moment(one.endedMs * 1e3) });
      return fact(
        show,
        i === 0 ? show.say('ui.detail.reviews-before') : ('' as SafeText),
        joinParts(show.language, [show.worded(reviewText(show.language, one, false)), end]),
        width,
        'dim',
      );
    }),
  ];
}

function titleRow({ rule }: Finding, show: Show): Row {
  const confidence = ` ${show.glyphs.confidence[rule.confidence]} ` as SafeText;
  return row(severityMark(show, rule.severity), span(confidence), span(show.text(rule.title), 'title'));
}

function severityText({ rule }: Finding, { say }: Show): SafeText {
  return say('ui.detail.severity-text', { severity: say(`severity.${rule.severity}`), concern: say(`concern.${rule.concern}`) });
}

function confidenceText({ rule }: Finding, { say }: Show): SafeText {
  return say('ui.detail.confidence-text', { confidence: say(`confidence.${rule.confidence}`), grade: say(`grade.${rule.grade}`) });
}

function destinationText(snapshot: Snapshot, finding: Finding, show: Show): SafeText {
  const destination = destinationOf(snapshot, finding);
  const name = show.foreign(finding.destination ?? '');
  if (destination === null) return name;
  const { party, owner, country } = destination;
  const facts = [show.say(`party.${party}`), ...(owner === null ? [] : [show.foreign(owner)])];
  if (country !== null) facts.push(show.say('report.destination.country-plain', { country: show.country(country) }));
  return `${name} (${join(facts, ', ')})` as SafeText;
}

/** The list that the finding believes, where it believes one. */
function listedRows(snapshot: Snapshot, finding: Finding, show: Show, width: number): readonly Row[] {
  const listed = listingText(show.language, finding, destinationOf(snapshot, finding));
  return listed === null ? [] : fact(show, show.say('report.label.listed'), show.worded(listed), width);
}

function whenText({ count, first, last }: Finding, show: Show): SafeText {
  const times = show.say('report.count.times', { count });
  const key = count === 1 ? 'report.finding.once' : 'report.finding.when';
  return show.say(key, { times, first: show.moment(first), last: show.moment(last) });
}

/** The frames that prove it, by capture. */
function proofText(snapshot: Snapshot, evidence: readonly Evidence[], show: Show): SafeText {
  const byCapture = new Map<number, Set<number>>();
  for (const { capture, frames } of evidence) {
    const known = byCapture.get(capture) ?? new Set();
    for (const frame of frames) known.add(frame);
    byCapture.set(capture, known);
  }
  return joinParts(
    show.language,
    [...byCapture].map(([capture, frames]) => framesText(snapshot, capture, [...frames], show)),
  );
}

function framesText(snapshot: Snapshot, capture: number, frames: readonly number[], show: Show): SafeText {
  const sorted = [...frames].sort((a, b) => a - b);
  const left = sorted.length - FRAMES_MAX;
  const list = sorted.slice(0, FRAMES_MAX).join(', ');
  return show.say('report.finding.frames', {
    count: sorted.length,
    frames: left > 0 ? `${list} ${show.say('report.finding.more-frames', { count: left })}` : list,
    capture: captureName(snapshot.captures, capture),
  });
}

function clausesText({ rule }: Finding, show: Show): SafeText {
  if (rule.clauses.length === 0) return show.say('ui.none');
  const clauses = rule.clauses.map(({ framework, clause }) => `${show.code('framework.', framework)} ${show.foreign(clause)}`).join(', ');
  return show.say('ui.detail.clauses', { clauses });
}

function provenanceText({ rules, tool }: Snapshot, { rule, id }: Finding, show: Show): SafeText {
  return show.say('ui.detail.provenance', {
    rule: rule.id,
    version: rule.version,
    hash: rule.sha256.slice(0, 12),
    pack: rules.sha256.slice(0, 12),
    tool: `${tool.name} ${tool.version}`,
    id,
  });
}

function evidenceRows(snapshot: Snapshot, { evidence, count }: Finding, show: Show, width: number): readonly Row[] {
  const title = show.say('ui.detail.evidence', { count: evidence.length, shown: show.integer(evidence.length), all: show.integer(count) });
  const pieces = evidence.flatMap((piece, i) => {
    const head = show.say('ui.detail.piece', {
      number: i + 1,
      frames: framesText(snapshot, piece.capture, piece.frames, show),
      kind: piece.kind,
      at: show.moment(piece.at),
    });
    const octets = piece.octets === null ? [] : [show.say('ui.detail.octets', { start: piece.octets[0], end: piece.octets[1] })];
    const place = piece.flow === null ? octets : [show.say('ui.detail.flow', { flow: piece.flow }), ...octets];
    return [
      ...paragraph(head, width, 'title'),
      ...(place.length === 0 ? [] : paragraph(join(place, ', '), width, 'dim', '   ')),
      ...excerptRows(piece, show, width),
      ...reasonRows(piece.because, show, width),
    ];
  });
  return [...heading(title), ...pieces];
}

/** The tree of conditions as the rule wrote them, each with what was found and whether it held. */
function reasonRows(because: Outcome, show: Show, width: number): readonly Row[] {
  const rows: Row[] = [];
  const visit = ({ held, because: reason, parts }: Outcome, depth: number): void => {
    if (rows.length >= REASONS_MAX) return;
    const word =
      reason === 'all' || reason === 'any' || reason === 'not'
        ? show.say(`ui.because.${reason}`)
        : show.worded(reasonText(show.language, reason, TEXT_CELLS_MAX));
    const mark = held ? show.glyphs.held : show.glyphs.notHeld;
    rows.push(...paragraph(`${mark} ${word}` as SafeText, width, held ? 'plain' : 'dim', ' '.repeat(3 + 2 * depth)));
    if (depth < DEPTH_MAX) for (const part of parts) visit(part, depth + 1);
  };
  visit(because, 0);
  return rows.slice(0, REASONS_MAX);
}
