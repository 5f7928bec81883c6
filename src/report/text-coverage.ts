import { formatOctets, formatShare } from '../language/format.ts';
import { message } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Coverage } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { remark, word } from './labels.ts';
import type { View } from './view.ts';

/** What could not be seen: never left out, for "nothing found" is worth as much as what was looked at. */
export function writeCoverage({ snapshot, language, page }: View): void {
  const { coverage } = snapshot;
  page.heading(message(language, 'report.coverage'));
  const item = (text: SafeText): void => page.marked('-' as SafeText, 'dim', text, 2, 'plain');
  for (const text of packetsTexts(language, coverage)) item(text);
  const damaged = snapshot.captures.filter(({ damage }) => damage !== null).length;
  if (damaged > 0) item(message(language, 'report.coverage.damaged', { count: damaged }));
  if (coverage.payloadOctets > 0) item(contentText(language, coverage));
  for (const { code, count } of coverage.blindSpots) item(remark(language, 'blind', code, count));
  for (const { code, count } of coverage.limits) item(remark(language, 'limit', code, count));
  item(message(language, 'report.coverage.time'));
  item(message(language, 'report.coverage.servers'));
}

function packetsTexts(language: Language, coverage: Coverage): SafeText[] {
  const { framesRead, framesDecoded, notDecoded, snappedFrames, streamGaps, missingOctets, kernelDrops } = coverage;
  if (framesRead === 0) return [message(language, 'report.coverage.nothing')];
  const packets = (count: number): SafeText => message(language, 'report.count.packets', { count });
  const texts = [
    framesDecoded === framesRead
      ? message(language, 'report.coverage.all-decoded', { count: framesRead })
      : message(language, 'report.coverage.decoded', { decoded: framesDecoded, packets: packets(framesRead) }),
    ...notDecoded.map(({ layer, reason, count }) =>
      message(language, 'report.coverage.stopped', {
        packets: packets(count),
        layer: word(language, 'stop.layer', layer),
        reason: word(language, 'stop.reason', reason),
      }),
    ),
  ];
  if (snappedFrames > 0) texts.push(message(language, 'report.coverage.snapped', { count: snappedFrames }));
  if (streamGaps > 0)
    texts.push(message(language, 'report.coverage.gaps', { count: streamGaps, octets: formatOctets(language, missingOctets) }));
  if (kernelDrops === null) texts.push(message(language, 'report.coverage.drops-unknown'));
  else if (kernelDrops === 0) texts.push(message(language, 'report.coverage.drops-none'));
  else texts.push(message(language, 'report.coverage.drops', { count: kernelDrops }));
  return texts;
}

function contentText(language: Language, { payloadOctets, readableOctets }: Coverage): SafeText {
  if (readableOctets === payloadOctets) return message(language, 'report.coverage.all-readable');
  return message(language, 'report.coverage.opaque', { share: formatShare(language, payloadOctets - readableOctets, payloadOctets) });
}
