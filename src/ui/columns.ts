import type { MessageKey } from '../language/message.ts';
import type { ListKind } from './lists.ts';

/** Columns of each list that may be hidden, by the key of their title, in the order in which they stand. The others always stay. */
export const COLUMN_TITLES: { readonly [K in ListKind]: readonly MessageKey[] } = {
  dashboard: [
    ...(['ui.column.activity', 'ui.column.rate', 'ui.column.sent', 'ui.column.received'] as const),
    ...(['ui.column.destinations', 'ui.column.worst'] as const),
  ],
  devices: ['ui.column.maker', 'ui.column.address', 'ui.column.destinations', 'ui.column.sent', 'ui.column.received', 'ui.column.last'],
  destinations: [
    ...(['ui.column.device', 'ui.column.company', 'ui.column.party', 'ui.column.country', 'ui.column.content'] as const),
    ...(['ui.column.findings', 'ui.column.sent', 'ui.column.received', 'ui.column.purpose'] as const),
  ],
  findings: [
    ...(['ui.column.confidence', 'ui.column.device', 'ui.column.destination', 'ui.column.count'] as const),
    ...(['ui.column.review', 'ui.column.first'] as const),
  ],
  timeline: ['ui.column.device', 'ui.column.phase'],
  rules: ['ui.column.devices', 'ui.column.count', 'ui.column.first'],
  companies: ['ui.column.party', 'ui.column.devices', 'ui.column.trackers', 'ui.column.sent', 'ui.column.received'],
};

/** What each list is called. */
export const LIST_TITLES: Readonly<Record<ListKind, MessageKey>> = {
  ...{ dashboard: 'ui.screen.devices', devices: 'ui.screen.devices', destinations: 'ui.screen.destinations' },
  ...{ findings: 'ui.screen.findings', timeline: 'ui.timeline.events', rules: 'ui.list.rules', companies: 'ui.list.companies' },
};
