import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf } from '../catalogue.ts';
import { hiddenNotes } from '../kept.ts';
import { keyWords } from '../key-labels.ts';
import { BLANK, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { ListPane, UiState } from '../state.ts';
import { remarkRows, remarks } from './coverage.ts';
import { paragraph } from './prose.ts';
import { waitingText } from './waiting.ts';

/** What a list without rows lacks. */
const NOTHING: Readonly<Record<ListPane['kind'], MessageKey>> = {
  ...{ dashboard: 'report.devices.none', devices: 'report.devices.none', timeline: 'ui.empty.timeline' },
  ...{ destinations: 'ui.empty.destinations', companies: 'ui.empty.destinations' },
  ...{ findings: 'ui.empty.findings', rules: 'ui.empty.findings' },
};

/** Why a list is empty. That is never good news by itself: what was not seen is said with it. */
export function emptyRows(state: UiState, pane: ListPane, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const words = keyWords(state.keys, show);
  const findings = pane.kind === 'findings' || pane.kind === 'rules';
  const notes = findings && !state.showsNotes ? hiddenNotes(state.snapshot, pane.device) : 0;
  const hidden = notes === 0 ? [] : paragraph(say('ui.empty.notes', { count: notes, notes: words.notes }), width);
  if (pane.position.filter !== '') return [...paragraph(say('ui.empty.filtered', { back: words.back }), width), ...hidden];
  const waiting = waitingText(state, show);
  // Before anything was read, all that could be said is that nothing was.
  const early = waiting !== null && !state.status.done && state.snapshot.coverage.framesRead === 0;
  const unseen = early ? [] : remarks(state, show).flatMap((remark) => remarkRows(show, remark, width));
  return [
    ...paragraph(say(NOTHING[pane.kind]), width, 'title'),
    ...hidden,
    ...onlyRows(state, pane, words.device, show, width),
    ...(waiting === null ? [] : paragraph(waiting, width, 'warning')),
    ...(early ? [] : [BLANK, ...paragraph(say('ui.empty.not-clean'), width)]),
    ...unseen,
    ...(findings ? [BLANK, ...paragraph(say('ui.empty.self-test'), width, 'dim')] : []),
  ];
}

/** That only one device is looked at, or that some were left out. */
function onlyRows({ snapshot, only }: UiState, { device }: ListPane, key: SafeText, { say }: Show, width: number): readonly Row[] {
  const { excluded } = catalogueOf(snapshot);
  if (only !== null && device === only) return paragraph(say('ui.empty.only', { device: key }), width);
  return excluded.size === 0 ? [] : paragraph(say('ui.empty.excluded', { count: excluded.size }), width);
}
