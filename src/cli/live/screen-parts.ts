import type { Language } from '../../model/text.ts';
import type { UiOptions } from '../../ui/ui-options.ts';
import type { Edges } from '../edges.ts';
import { FolderDesk } from './folder-desk.ts';
import { TERMINAL_HOST } from './terminal-host.ts';
import { isUtf8 } from './utf8.ts';
import type { WatchOptions } from './watch-options.ts';

/** What every command gives its screens, whatever they show. */
export function screenParts(
  edges: Edges,
  language: Language,
  { ascii, plain, mouse, clipboard, keyMap, palette }: WatchOptions,
): Omit<UiOptions, 'snapshots' | 'color' | 'stdin' | 'signal'> {
  return {
    ...{ language, ascii: ascii ?? !isUtf8(edges.env), plain: plain ?? isReadOut(edges) },
    ...{ mouse: mouse ?? false, clipboard: clipboard ?? false, desk: new FolderDesk(process.cwd()) },
    ...{ stdout: edges.stdout, host: TERMINAL_HOST },
    ...(keyMap === undefined ? {} : { keys: keyMap }),
    ...(palette === undefined ? {} : { palette }),
  };
}

/** True where what is drawn would not be seen: Ink's own sign of a screen reader, and terminals that only take lines. */
function isReadOut({ env }: Edges): boolean {
  return env['INK_SCREEN_READER'] === 'true' || env['TERM'] === 'dumb';
}
