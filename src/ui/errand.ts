import type { MessageKey, Parameters } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';

/** What the screens ask of what is around them: a file, the terminal's clipboard, the mouse. */
export type Errand = { readonly type: 'save' } | { readonly type: 'copy'; readonly text: SafeText };

/** What is said in the last line until the next key: of an errand that was run, or of a key that could do nothing. */
export interface Told {
  readonly key: MessageKey;
  readonly parameters: Parameters;
  readonly good: boolean;
}

/** A file that is to be written: a table becomes CSV, lines become text. The name is one of a few words, never foreign. */
export type SavedDocument = { readonly name: string } & (
  | { readonly kind: 'table'; readonly rows: readonly (readonly SafeText[])[] }
  | { readonly kind: 'text'; readonly lines: readonly SafeText[] }
);

/** Where it was written, or why it was not. */
export type Saved = { readonly path: string } | { readonly fault: MessageKey; readonly parameters: Parameters };

/** What writes files for the screens, into the folder that the program was started in. It never overwrites one. */
export interface Desk {
  save(document: SavedDocument): Saved;
}
