import type { SafeText } from '../language/safe-text.ts';
import { destinationsAt } from '../model/destination.ts';
import { withNames } from '../model/named.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { leftOutSentence, withoutLeftOut } from './left-out.ts';
import { Page } from './page.ts';
import { writeCaptures } from './text-captures.ts';
import { writeCoverage } from './text-coverage.ts';
import { writeDevices } from './text-devices.ts';
import { writeFindings } from './text-findings.ts';
import { writePhases } from './text-phases.ts';
import { writeSummary } from './text-summary.ts';
import type { TextOptions, View } from './view.ts';

export { renderLines } from './lines.ts';

/** The report that a person reads who has never seen a packet: in short, captures, findings, devices, what could not be seen. */
export function renderText(given: Snapshot, { language, columns, color, verbose }: TextOptions): SafeText {
  const page = new Page(columns, color);
  const whole = withNames(given);
  const snapshot = withoutLeftOut(whole);
  const devices = new Map(snapshot.devices.map((device) => [device.id as string, device]));
  const destinations = destinationsAt(snapshot.destinations);
  const reviews = new Map((snapshot.notes?.reviews ?? []).map((review) => [review.finding, review]));
  const view: View = { snapshot, language, verbose, page, devices, destinations, reviews };
  writeSummary(view);
  writeCaptures(view);
  writePhases(view);
  writeFindings(view);
  writeDevices(view);
  const leftOut = leftOutSentence(whole, language);
  if (leftOut !== null) page.paragraph(leftOut, 2);
  writeCoverage(view);
  return page.text();
}
