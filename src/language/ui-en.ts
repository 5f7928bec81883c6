import type { Template } from './message.ts';

/** Words of the terminal screens, in English. */
export const uiEn = {
  'ui.quit': 'quit',
} as const satisfies Readonly<Record<string, Template>>;
