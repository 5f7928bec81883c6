/**
 * Text that may be shown: no control character, nothing invisible, nothing that turns the reading direction.
 * Every sink (terminal, text, HTML, CSV, log) takes this type only; `safeText` is the only way to make one from foreign text.
 */
export type SafeText = string & { readonly brand: 'safe' };

/** Cells after which foreign text is cut, where the caller names no other bound. */
export const TEXT_CELLS_MAX = 256;

const COMBINING_MAX = 2;

// C0 and C1 controls, DEL, line and paragraph separators, everything of category Cf (bidi, zero-width, tags, BOM),
// variation selectors beyond emoji use, private use and unassigned-looking fillers that draw nothing.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\u115f\u1160\u3164\uffa0]|\u034f|[\u{e0100}-\u{e01ef}]/u;
const COMBINING = /\p{M}/u;
const NEEDS_WORK = /[^\x20-\x7e]/;
// All but ASCII, Latin letters and the dashes, quotes and spaces of European texts, none of which is hidden: asked first, for it is quick.
const UNFAMILIAR = /[^\x20-\x7e\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f]/;

/** Makes foreign text showable: hidden characters become visible escapes (`\x1b`, `\u202e`), the rest is cut at `cellsMax` characters. */
export function safeText(text: string, cellsMax: number = TEXT_CELLS_MAX): SafeText {
  if (text.length <= cellsMax && !NEEDS_WORK.test(text)) return text as SafeText;
  // Normalising and walking are bounded by what can be shown at all.
  const source = text.slice(0, cellsMax * 4).normalize('NFC');
  let shown = '';
  let count = 0;
  let combining = 0;
  let cut = text.length > cellsMax * 4;
  for (const character of source) {
    combining = COMBINING.test(character) ? combining + 1 : 0;
    if (combining > COMBINING_MAX) continue;
    const piece = visible(character);
    if (count + piece.length > cellsMax) {
      cut = true;
      break;
    }
    shown += piece;
    count += character === piece ? 1 : piece.length;
  }
  return (cut ? `${shown.trimEnd()}…` : shown) as SafeText;
}

function visible(character: string): string {
  const code = character.codePointAt(0)!;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  if (!HIDDEN.test(character)) return character;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Machine output (JSON lines): the same characters become JSON's own `\uXXXX` escapes, so that a reader of the JSON gets the exact text
 * and a terminal that shows the line gets nothing it could act on. Takes finished JSON; hidden characters occur only inside strings.
 */
export function safeJson(json: string): SafeText {
  if (!UNFAMILIAR.test(json)) return json as SafeText;
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escapeUnits) as SafeText;
}

function escapeUnits(character: string): string {
  if (character === '\n') return character;
  let text = '';
  for (let i = 0; i < character.length; i += 1) text += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return text;
}
