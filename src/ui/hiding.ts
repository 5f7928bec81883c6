import { tell } from './asks.ts';
import { unordered, type Detail, type ListPosition, type UiState } from './state.ts';

/** r: hides names, addresses and identifiers for filming, or shows them again. A filter would show what it looks for, so it goes. */
export function toggleHiding(state: UiState): UiState {
  const { concealer, snapshot, latest, status, hides } = state;
  const shown = hides
    ? { snapshot: concealer.reveal(snapshot), latest: concealer.reveal(latest), status: concealer.reveal(status) }
    : { snapshot: concealer.snapshot(snapshot), latest: concealer.snapshot(latest), status: concealer.status(status) };
  const lists = Object.fromEntries(Object.entries(state.lists).map(([kind, position]) => [kind, unfiltered(position)])) as UiState['lists'];
  const path = state.path.map((detail): Detail =>
    detail.kind === 'device' ? { ...detail, findings: unfiltered(detail.findings), destinations: unfiltered(detail.destinations) } : detail,
  );
  const { findings, destinations } = state.grouped;
  const grouped = { findings: outside(findings), destinations: outside(destinations) };
  return tell({ ...state, ...shown, lists, path, grouped, hides: !hides }, hides ? 'ui.told.shown' : 'ui.told.hiding', {}, true);
}

function unfiltered(position: ListPosition): ListPosition {
  return position.filter === '' ? position : unordered(position, { filter: '' });
}

/** Without its filter, one group is its whole list: the groups come back instead. */
function outside(grouped: 'no' | 'yes' | 'inside'): 'no' | 'yes' {
  return grouped === 'no' ? 'no' : 'yes';
}
