import type { Template } from './message.ts';
import type { uiEn } from './ui-en.ts';

/** Words of the terminal screens, in French. */
export const uiFr = {
  'ui.quit': 'quitter',
} as const satisfies Record<keyof typeof uiEn, Template>;
