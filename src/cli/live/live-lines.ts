import { formatMoment } from '../../language/format.ts';
import { message } from '../../language/message.ts';
import { safeJson, safeText, type SafeText } from '../../language/safe-text.ts';
import type { Device } from '../../model/device.ts';
import type { Finding } from '../../model/finding.ts';
import type { SessionStatus } from '../../model/session-feed.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Language } from '../../model/text.ts';
import { isIncomplete } from '../../report/exit-code.ts';
import { findingJson, phaseJson } from '../../report/json-parts.ts';
import { jsonSeconds, jsonText } from '../../report/json-text.ts';
import { deviceName, shownName } from '../../report/labels.ts';

/** A finding at the moment at which it is made, on one line for a person. */
export function findingLine(finding: Finding, device: Device | null, phase: string | null, language: Language): SafeText {
  const [first] = finding.evidence;
  const line = message(language, 'live.finding', {
    at: formatMoment(first.at).replaceAll('\u00a0', ' '),
    severity: message(language, `severity.${finding.rule.severity}`),
    device: device === null ? (finding.device ?? '-') : deviceName(language, device),
    destination: shownName(finding.destination ?? '-'),
    title: finding.rule.title[language],
    rule: finding.rule.id,
    frame: String(first.frames[0]),
  });
  if (phase === null) return line;
  return `${line}  ${message(language, 'live.finding-phase', { phase })}` as SafeText;
}

/** The same for a program: what `findings` of the result holds, as far as it is known now. */
export function findingEvent(finding: Finding, phase: string | null): SafeText {
  return safeJson(jsonText({ event: 'finding', phase, ...(findingJson(finding) as object) }));
}

/** What people asked of the session, for a program. */
export function noteEvent(event: 'phase-start' | 'phase-end' | 'mark', text: string | null, at: number): SafeText {
  return safeJson(jsonText({ event, text: text === null ? null : safeText(text), at: jsonSeconds(at) }));
}

/** The last line for a program: how the session ended, and the final counts of the findings that came before. */
export function endEvent(snapshot: Snapshot, { session, frames, failure }: SessionStatus, exitCode: number): SafeText {
  const { captures, coverage, findings, phases } = snapshot;
  return safeJson(
    jsonText({
      event: 'end',
      exit: exitCode,
      session,
      complete: failure === null && !isIncomplete(snapshot) && captures.every(({ damage }) => damage === null),
      failure: failure === null ? null : { code: failure.code, interface: failure.interface, detail: failure.detail },
      frames,
      kernel_drops: coverage.kernelDrops,
      phases: phases.map(phaseJson),
      findings: findings.map(({ id, count, first, last }) => ({ id, count, first: jsonSeconds(first), last: jsonSeconds(last) })),
    }),
  );
}
