import type { Template } from './message.ts';

/** Words of reports and results, in English. */
export const en = {
  'severity.info': 'note',
} as const satisfies Readonly<Record<string, Template>>;
