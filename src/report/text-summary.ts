import { formatOctets } from '../language/format.ts';
import { message } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Finding } from '../model/finding.ts';
import type { Coverage } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { countBySeverity } from './finding-order.ts';
import type { View } from './view.ts';

/** The first lines: what was found, who spoke to whom, how much of it could be read. */
export function writeSummary({ snapshot, language, page }: View): void {
  const { tool, findings, devices, destinations, coverage } = snapshot;
  page.paragraph(message(language, 'report.title', { version: tool.version }), 0, 'strong');
  page.blank();
  if (findings.length === 0) page.paragraph(message(language, 'report.summary.none'), 2);
  else page.paragraph(findingsSentence(language, findings, 'report.summary.findings'), 2, 'strong');
  const unlisted = unlistedText(language, coverage);
  if (unlisted !== null) page.paragraph(unlisted, 2, 'strong');
  const remote = destinations.filter((destination) => destination.scope === 'internet');
  page.paragraph(
    message(language, 'report.summary.talked', {
      devices: message(language, 'report.count.devices', { count: devices.length }),
      destinations: message(language, 'report.count.destinations', { count: remote.length }),
    }),
    2,
  );
  const trackers = remote.filter((destination) => destination.tracker).length;
  if (trackers > 0) page.paragraph(message(language, 'report.summary.trackers', { count: trackers }), 2);
  if (coverage.payloadOctets === 0) page.paragraph(message(language, 'report.summary.no-content'), 2);
  else {
    page.paragraph(
      message(language, coverage.opaqueOctets === 0 ? 'report.summary.content-known' : 'report.summary.content', {
        octets: formatOctets(language, coverage.payloadOctets),
        readable: formatOctets(language, coverage.readableOctets),
        encrypted: formatOctets(language, coverage.encryptedOctets),
        opaque: formatOctets(language, coverage.opaqueOctets),
      }),
      2,
    );
  }
}

/** That there are more findings than are listed: a bound was hit, and the number of those listed must not be taken for all. Null where there are none. */
export function unlistedText(language: Language, { limits }: Coverage): SafeText | null {
  const limit = limits.find(({ code }) => code === 'findings-limited');
  return limit === undefined ? null : message(language, 'limit.findings-limited', { count: limit.count });
}

/** `9 findings: 2 high, 3 medium, 4 notes.` */
export function findingsSentence(
  language: Language,
  findings: readonly Finding[],
  key: 'report.summary.findings' | 'report.lines.summary',
  more: Readonly<Record<string, SafeText>> = {},
): SafeText {
  const list = countBySeverity(findings).map(({ severity, count }) => message(language, `severity.count.${severity}`, { count }));
  return message(language, key, {
    ...more,
    findings: message(language, 'report.count.findings', { count: findings.length }),
    list: list.join(', '),
  });
}
