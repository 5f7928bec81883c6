import { joinParts, labelled } from '../language/format.ts';
import { message } from '../language/message.ts';
import { reasonText } from '../language/reason.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import { captureName } from '../model/capture-names.ts';
import type { Evidence, Outcome } from '../model/finding.ts';
import type { Language } from '../model/text.ts';
import { framesByCapture } from './frames-by-capture.ts';
import { shownName } from './labels.ts';
import type { View } from './view.ts';

const FRAMES_MAX = 8;
const REASONS_MAX = 4;
const REASON_MAX = 160;
const OPERAND_MAX = 60;
const DEPTH_MAX = 32;

/** The frames that prove a finding, by capture: `frames 12, 48 and 3 more of toy.pcapng`. */
export function proofText({ snapshot, language, verbose }: View, evidence: readonly Evidence[]): SafeText {
  const parts = [...framesByCapture(evidence)].map(([capture, sorted]) => {
    const shown = verbose ? sorted : sorted.slice(0, FRAMES_MAX);
    const left = sorted.length - shown.length;
    const list = shown.join(', ');
    return message(language, 'report.finding.frames', {
      count: sorted.length,
      frames: left === 0 ? list : `${list} ${message(language, 'report.finding.more-frames', { count: left })}`,
      capture: shownName(captureName(snapshot.captures, capture)),
    });
  });
  return joinParts(language, parts);
}

/** The kind of what was observed and the conditions that held, with the values that were found. */
export function becauseText(language: Language, { kind, because }: Evidence, verbose: boolean): SafeText {
  const reasons: string[] = [];
  collect(language, because, '', reasons, verbose);
  const shown = verbose ? reasons : reasons.slice(0, REASONS_MAX);
  return labelled(language, safeText(kind, REASON_MAX), joinParts(language, reasons.length > shown.length ? [...shown, '…'] : shown));
}

/** The leaves that made the outcome what it is: of `all` and `any` those that held, of `not` those that did not. */
function collect(
  language: Language,
  { because, parts, held }: Outcome,
  prefix: string,
  reasons: string[],
  verbose: boolean,
  depth = 0,
): void {
  if (parts.length === 0 || depth === DEPTH_MAX) {
    const reason = `${prefix}${reasonText(language, verbose ? because : withoutLongOperand(because), REASON_MAX)}`;
    if (!reasons.includes(reason)) reasons.push(reason);
    return;
  }
  const isNot = because === 'not';
  for (const part of parts) {
    if (isNot || part.held === held)
      collect(language, part, isNot ? `${prefix}${message(language, 'operator.not')} ` : prefix, reasons, verbose, depth + 1);
  }
}

/** `field operator operand (value)` without an operand that nobody reads, such as a long pattern: field, operator and value stay. */
function withoutLongOperand(because: string): string {
  const operandAt = because.indexOf(' ', because.indexOf(' ') + 1);
  const valueAt = because.lastIndexOf(' (');
  if (operandAt < 0 || valueAt - operandAt <= OPERAND_MAX) return because;
  return `${because.slice(0, operandAt)} …${because.slice(valueAt)}`;
}
