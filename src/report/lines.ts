import { formatMoment, formatOctets, formatShare } from '../language/format.ts';
import { message } from '../language/message.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import { captureName } from '../model/capture-names.ts';
import { CONFIDENCES, type Finding } from '../model/finding.ts';
import { withNames } from '../model/named.ts';
import type { CaptureFacts, Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { orderFindings } from './finding-order.ts';
import { framesByCapture } from './frames-by-capture.ts';
import { leftOutSentence, withoutLeftOut } from './left-out.ts';
import { deviceName, paragraph, shownName, shownValue } from './labels.ts';
import { findingsSentence, unlistedText } from './text-summary.ts';

const FRAMES_MAX = 8;

/**
 * One finding a line, the worst first, and a last line that begins with `#` and says how many there are, what was not seen and whom people left
 * out. Columns: severity, confidence out of 3, rule, device, its name, destination, times, first time, frames, title. Between columns stand two
 * spaces, in a column never more than one, an empty column is `-`: no tab, for nothing in a result is a control character. Of many
 * frames the first are named, and `…` stands for the others; where the result has several captures, the name of theirs stands in front.
 */
export function renderLines(whole: Snapshot, language: Language): SafeText {
  const snapshot = withNames(withoutLeftOut(whole));
  const names = new Map(snapshot.devices.map((device) => [device.id as string, deviceName(language, device)]));
  const lines = orderFindings(snapshot.findings).map((finding) => findingLine(finding, names, snapshot.captures, language));
  const leftOut = leftOutSentence(withNames(whole), language);
  const more = [unlistedText(language, snapshot.coverage), leftOut].filter((sentence) => sentence !== null);
  const last = [lastLine(snapshot, language), ...more].join(' ');
  return [...lines, `# ${last}`, ''].join('\n') as SafeText;
}

function findingLine(
  { rule, device, destination, count, first, evidence }: Finding,
  names: ReadonlyMap<string, string>,
  captures: readonly CaptureFacts[],
  language: Language,
): string {
  const frames = [...framesByCapture(evidence)].map(([capture, numbers]) => {
    const list = [...numbers.slice(0, FRAMES_MAX), ...(numbers.length > FRAMES_MAX ? ['…'] : [])].join(',');
    return captures.length > 1 ? `${shownName(captureName(captures, capture))}:${list}` : list;
  });
  return [
    message(language, `severity.${rule.severity}`),
    `${CONFIDENCES.indexOf(rule.confidence) + 1}/${CONFIDENCES.length}`,
    shownValue(rule.id),
    shownValue(device ?? ''),
    names.get(device ?? '') ?? '',
    shownName(destination ?? ''),
    `${count}x`,
    formatMoment(first, true).replaceAll('\u00a0', ' '),
    frames.join(' '),
    paragraph(rule.title[language]),
  ]
    .map(column)
    .join('  ');
}

function column(text: string): string {
  const single = text.replace(/ {2,}/g, ' ').trim();
  return single === '' ? '-' : single;
}

function lastLine({ findings, coverage }: Snapshot, language: Language): SafeText {
  const { payloadOctets, readableOctets } = coverage;
  const unseen = {
    share: formatShare(language, payloadOctets - readableOctets, payloadOctets),
    octets: formatOctets(language, payloadOctets),
  };
  if (findings.length === 0) return message(language, 'report.lines.none', unseen);
  return safeText(findingsSentence(language, findings, 'report.lines.summary', unseen), 1_024);
}
