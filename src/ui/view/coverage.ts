import { labelled } from '../../language/format.ts';
import { isMessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { captureName } from '../../model/capture-names.ts';
import type { SessionFailure } from '../../model/session-feed.ts';
import type { CaptureFacts, Coverage } from '../../model/snapshot.ts';
import type { UiStatus } from '../feed.ts';
import { BLANK, join, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { isBehind } from './header.ts';
import { bullet, fact, heading, paragraph } from './prose.ts';

/** What could not be seen, in sentences, most telling first; `warning` where it makes the result incomplete. */
export interface Remark {
  readonly text: SafeText;
  readonly warning: boolean;
}

/** The screen of what was read and what was not seen. */
export function coverageView(state: UiState, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const { snapshot } = state;
  return [
    ...heading(say('ui.coverage.title')).slice(1),
    ...paragraph(say('ui.coverage.why'), width, 'dim'),
    BLANK,
    ...remarks(state, show).flatMap((remark) => remarkRows(show, remark, width)),
    ...heading(say('report.captures')),
    ...snapshot.captures.flatMap((capture, i) => captureRows(capture, captureName(snapshot.captures, i), show, width)),
  ];
}

/** Everything that tells `nothing found` from `nothing seen`. */
export function remarks({ snapshot, status }: UiState, show: Show): readonly Remark[] {
  const { coverage, captures } = snapshot;
  const plain = (text: SafeText): Remark => ({ text, warning: false });
  return [
    ...liveRemarks(status, coverage, show),
    ...captures.flatMap((capture, i) => damageRemarks(capture, captureName(captures, i), show)),
    ...decodedRemarks(coverage, show),
    ...dropsRemarks(coverage, status, show),
    ...contentRemarks(coverage, show),
    ...coverage.limits.map(({ code, count, incomplete }): Remark => ({ text: counted(show, 'limit.', code, count), warning: incomplete })),
    ...coverage.blindSpots.map(({ code, count }) => plain(counted(show, 'blind.', code, count))),
    plain(show.say('report.coverage.time')),
    plain(show.say('report.coverage.servers')),
  ];
}

/** What goes wrong while frames come in, said at once and in words. */
function liveRemarks(status: UiStatus, { limits }: Coverage, show: Show): readonly Remark[] {
  const { say } = show;
  const remarks: Remark[] = [];
  const warn = (text: SafeText): void => void remarks.push({ text, warning: true });
  const { heardMs } = status;
  if (heardMs !== undefined) warn(say(status.state === 'lost' ? 'ui.live.lost' : 'ui.live.silent', { at: show.moment(heardMs * 1e3) }));
  const { failure, storeProblem, recording, backlogFrames, behindMicros, interfaceDrops, notices } = status;
  if (failure !== undefined && failure !== null) remarks.push(...failureRemarks(failure, show));
  if (storeProblem !== undefined && storeProblem !== null)
    warn(say('ui.live.not-kept', { reason: reasonOf(show, storeProblem, { interface: '', detail: '' }) }));
  if (backlogFrames !== undefined && backlogFrames > 0 && isBehind(status)) {
    warn(say('ui.live.behind', { count: backlogFrames, duration: show.duration(behindMicros ?? 0) }));
  }
  if (interfaceDrops !== undefined && interfaceDrops !== null && interfaceDrops > 0)
    warn(say('ui.live.interface-drops', { count: interfaceDrops }));
  if (recording !== undefined && recording !== null) {
    const { folder, files, octets, missing, problem, freeOctets } = recording;
    remarks.push({ text: say('ui.live.recording', { count: files, octets: show.octets(octets), folder }), warning: false });
    if (freeOctets !== null) remarks.push({ text: say('ui.live.free', { octets: show.octets(freeOctets) }), warning: false });
    if (missing > 0) warn(say('ui.live.recording-missing', { count: missing }));
    if (problem !== null) warn(say('ui.live.recording-stopped', { reason: reasonOf(show, problem, { interface: folder, detail: '' }) }));
  }
  // What the coverage says as well is said there.
  const news = (notices ?? []).filter((notice) => !limits.some(({ code }) => code === notice.code));
  for (const { code, count, incomplete } of news) remarks.push({ text: counted(show, 'limit.', code, count), warning: incomplete });
  return remarks;
}

/** Why the capture could not go on, in words where the catalogue has them, and the commands that mend it. */
function failureRemarks({ code, interface: where, detail, mend }: SessionFailure, show: Show): readonly Remark[] {
  const reason = reasonOf(show, code, { interface: where ?? '', detail });
  const commands = mend.map((words) => show.foreign(words.join(' ')));
  return [
    { text: show.say(code.startsWith('capture-') ? 'ui.live.unreadable' : 'ui.live.failed', { reason }), warning: true },
    ...(commands.length === 0 ? [] : [{ text: join([show.say('source.mend'), ...commands], ' '), warning: true }]),
  ];
}

/** A code is a key of the catalogue, or the last part of one that tells of sources or of the store. */
function reasonOf(show: Show, code: string, parameters: { readonly interface: string; readonly detail: string }): SafeText {
  const prefix = ['', 'source.failure.', 'store.', 'capture.'].find((one) => isMessageKey(one + code));
  if (prefix !== undefined) return show.code(prefix, code, parameters);
  return show.foreign(parameters.detail === '' ? code : `${code} (${parameters.detail})`);
}

export function remarkRows(show: Show, { text, warning }: Remark, width: number): readonly Row[] {
  return bullet(warning ? ('!' as SafeText) : show.glyphs.dot, text, width, warning ? 'warning' : 'plain');
}

function decodedRemarks(
  { framesRead, framesDecoded, notDecoded, snappedFrames, streamGaps, missingOctets }: Coverage,
  show: Show,
): readonly Remark[] {
  const { say } = show;
  const remark = (text: SafeText, warning: boolean): Remark => ({ text, warning });
  const packets = (count: number): SafeText => say('report.count.packets', { count });
  if (framesRead === 0) return [remark(say('report.coverage.nothing'), true)];
  const decoded =
    framesDecoded === framesRead
      ? say('report.coverage.all-decoded', { count: framesRead })
      : say('report.coverage.decoded', { decoded: show.integer(framesDecoded), packets: packets(framesRead) });
  return [
    remark(decoded, false),
    ...notDecoded.map(({ layer, reason, count }) =>
      remark(
        say('report.coverage.stopped', {
          packets: packets(count),
          reason: show.code('stop.reason.', reason),
          layer: show.code('stop.layer.', layer),
        }),
        false,
      ),
    ),
    ...(snappedFrames > 0 ? [remark(say('report.coverage.snapped', { count: snappedFrames }), true)] : []),
    ...(streamGaps > 0 ? [remark(say('report.coverage.gaps', { count: streamGaps, octets: show.octets(missingOctets) }), true)] : []),
  ];
}

/** Limits that say what is known of lost packets. */
const DROPS_TOLD: readonly string[] = ['live-drops-at-end', 'live-drops-from-sender', 'live-drops-unknown'];

function dropsRemarks(coverage: Coverage, status: UiStatus, { say }: Show): readonly Remark[] {
  const kernelDrops = status.kernelDrops ?? coverage.kernelDrops;
  if (kernelDrops === 0) return [{ text: say('report.coverage.drops-none'), warning: false }];
  if (kernelDrops !== null) return [{ text: say('report.coverage.drops', { count: kernelDrops }), warning: true }];
  // Where a limit says why it is not known, or from when on, that says more.
  if (coverage.limits.some(({ code }) => DROPS_TOLD.includes(code))) return [];
  return [{ text: say('report.coverage.drops-unknown'), warning: false }];
}

function contentRemarks({ payloadOctets, readableOctets }: Coverage, show: Show): readonly Remark[] {
  if (payloadOctets === 0) return [{ text: show.say('report.summary.no-content'), warning: false }];
  if (readableOctets === payloadOctets) return [{ text: show.say('report.coverage.all-readable'), warning: false }];
  const share = show.share(payloadOctets - readableOctets, payloadOctets);
  return [{ text: show.say('report.coverage.opaque', { share }), warning: false }];
}

function counted(show: Show, prefix: string, code: string, count: number): SafeText {
  return isMessageKey(prefix + code) ? show.code(prefix, code, { count }) : show.say('report.coverage.unknown', { code, count });
}

function damageRemarks({ damage }: CaptureFacts, name: string, show: Show): readonly Remark[] {
  if (damage === null) return [];
  const { offset, frame, reason } = damage;
  const what = show.say('report.capture.damage', { offset, frame, reason: show.code('capture.', reason) });
  return [{ text: labelled(show.language, show.foreign(name), what), warning: true }];
}

function captureRows(capture: CaptureFacts, name: string, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const { first, last, frames, octets, linkTypes, format, sha256 } = capture;
  const span =
    first === null || last === null
      ? say('report.capture.empty')
      : say('report.capture.span', {
          packets: say('report.count.packets', { count: frames }),
          octets: show.octets(octets),
          first: show.moment(first),
          last: show.moment(last),
          duration: show.duration(Math.max(0, last - first)),
        });
  return [
    ...fact(show, say('ui.coverage.capture'), show.foreign(name), width, 'title'),
    ...fact(show, '' as SafeText, span, width),
    ...fact(show, '' as SafeText, say('report.capture.form', { format, links: linkTypes.join(', ') }), width, 'dim'),
    ...(sha256 === null ? [] : fact(show, '' as SafeText, say('report.capture.hash', { hash: sha256 }), width, 'dim')),
  ];
}
