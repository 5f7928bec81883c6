import type { en } from './en.ts';
import type { Template } from './message.ts';

/** Words of reports and results, in French. */
export const fr = {
  'severity.info': 'remarque',
} as const satisfies Record<keyof typeof en, Template>;
