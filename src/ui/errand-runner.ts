import type { SafeText } from '../language/safe-text.ts';
import { clipboardSequence } from './clipboard.ts';
import { documentOf } from './document.ts';
import type { Desk, Errand, SavedDocument, Told } from './errand.ts';
import type { UiState } from './state.ts';

/** What errands need of the world. */
export interface ErrandMeans {
  /** Null where the screens may write no files. */
  readonly desk: Desk | null;
  /** The user allowed the clipboard to be written to. */
  readonly clipboard: boolean;
  write(octets: string): unknown;
}

/** Runs an errand for what a state shows, and says what became of it. */
export function runErrand(errand: Errand, state: UiState, means: ErrandMeans): Told {
  if (errand.type === 'save') return saved(means.desk, documentOf(state), 'ui.told.saved');
  return copied(errand.text, means);
}

/** To the terminal where the user allowed that, else into a file. Nothing but a key of the user's ever leads here. */
function copied(text: SafeText, { desk, clipboard, write }: ErrandMeans): Told {
  if (!clipboard) return saved(desk, { name: 'copy', kind: 'text', lines: [text] }, 'ui.told.copied-file');
  write(clipboardSequence(text));
  return { key: 'ui.told.copied', parameters: { text }, good: true };
}

function saved(desk: Desk | null, document: SavedDocument, key: 'ui.told.saved' | 'ui.told.copied-file'): Told {
  if (desk === null) return { key: 'ui.told.no-desk', parameters: {}, good: false };
  const result = desk.save(document);
  if ('fault' in result) return { key: result.fault, parameters: result.parameters, good: false };
  return { key, parameters: { path: result.path }, good: true };
}
