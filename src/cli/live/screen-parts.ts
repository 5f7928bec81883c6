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
  { ascii, plain, mouse, clipboard }: WatchOptions,
): Omit<UiOptions, 'snapshots' | 'color' | 'stdin' | 'signal'> {
  return {
    ...{ language, ascii: ascii ?? !isUtf8(edges.env), plain: plain ?? false },
    ...{ mouse: mouse ?? false, clipboard: clipboard ?? false, desk: new FolderDesk(process.cwd()) },
    ...{ stdout: edges.stdout, host: TERMINAL_HOST },
  };
}
