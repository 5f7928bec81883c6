/** Keys of one name each that are not a character. */
// prettier-ignore
export const PLAIN_KEYS = [
  'up', 'down', 'left', 'right', 'home', 'end', 'page-up', 'page-down', 'insert', 'delete', 'enter', 'tab', 'back-tab', 'backspace', 'escape',
  'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'f10', 'f11', 'f12',
] as const;

/** Letters that Ctrl turns into a key of its own: h, i, j and m send what backspace, tab and enter send. */
export const CONTROL_LETTERS = [...'abcdefgklnopqrstuvwxyz'] as readonly ControlLetter[];
// prettier-ignore
type ControlLetter =
  | 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'k' | 'l' | 'n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z';

/** Keys that are not a character. */
export type NamedKey = (typeof PLAIN_KEYS)[number] | `ctrl-${ControlLetter}`;

/** The mouse, where the screens asked for it: which button, and on which line and column of the screen (0 is the first). */
export interface MouseKey {
  readonly name: 'mouse';
  readonly button: 'left' | 'wheel-up' | 'wheel-down';
  readonly line: number;
  readonly column: number;
}

/** Text that was pasted, where the terminal tells it from keys: it is typed where something is typed, and does nothing elsewhere. */
export interface PastedText {
  readonly name: 'paste';
  readonly text: string;
}

/** One key press: a named key, or the character that it writes; or the mouse, or what was pasted. */
export type Key = { readonly name: NamedKey } | MouseKey | PastedText | { readonly name: 'character'; readonly character: string };

/** Keys of one read, and what may be the beginning of one more. */
export interface Decoded {
  readonly keys: readonly Key[];
  readonly rest: string;
}

/** Longer sequences than any key's are not waited for. */
const SEQUENCE_MAX = 32;

// xterm's bracketed paste (mode 2004).
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';
/** Of a longer paste the beginning is taken: no line that is typed may be nearly as long. */
const PASTE_MAX = 4_096;
const INTERRUPT = '\x03';

/** ECMA-48 final octets and DEC VT220 numbers, as xterm, the Linux console and tmux send them; modifiers are ignored. */
const FINALS: Readonly<Record<string, NamedKey>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  P: 'f1',
  Z: 'back-tab',
};
/** The other function keys of the VT100's keypad; after CSI these letters end reports, such as that of the cursor's place. */
const KEYPAD_FINALS: Readonly<Record<string, NamedKey>> = { ...FINALS, Q: 'f2', R: 'f3', S: 'f4' };
/** The Linux console's first five function keys: ESC [ [ and this letter. */
const CONSOLE_FINALS: Readonly<Record<string, NamedKey>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' };
// prettier-ignore
const NUMBERS: Readonly<Record<string, NamedKey>> = {
  '1': 'home', '2': 'insert', '3': 'delete', '4': 'end', '5': 'page-up', '6': 'page-down', '7': 'home', '8': 'end',
  '11': 'f1', '12': 'f2', '13': 'f3', '14': 'f4', '15': 'f5', '17': 'f6', '18': 'f7', '19': 'f8', '20': 'f9', '21': 'f10', '23': 'f11', '24': 'f12',
};
const CONTROLS: Readonly<Record<string, NamedKey>> = {
  ...Object.fromEntries(CONTROL_LETTERS.map((letter) => [String.fromCharCode(letter.charCodeAt(0) & 0x1f), `ctrl-${letter}`] as const)),
  ...{ '\x08': 'backspace', '\x09': 'tab', '\x0a': 'enter', '\x0d': 'enter', '\x7f': 'backspace' },
};

/**
 * Takes apart what the terminal sent in one read: several keys when they come fast, part of one over a slow line.
 * An escape octet that nothing follows is the escape key; unknown sequences are dropped whole, so that no part of them acts as a key.
 */
export function decodeKeys(octets: string): Decoded {
  const keys: Key[] = [];
  let at = 0;
  while (at < octets.length) {
    const character = String.fromCodePoint(octets.codePointAt(at)!);
    if (character !== '\x1b') {
      const name = CONTROLS[character];
      if (name !== undefined) keys.push({ name });
      else if (character >= ' ') keys.push({ name: 'character', character });
      at += character.length;
      continue;
    }
    if (octets.startsWith(PASTE_START, at)) {
      const end = octets.indexOf(PASTE_END, at);
      // Ctrl-C leads out of a paste too whose end never comes.
      if (end < 0 && octets.endsWith(INTERRUPT)) return { keys: [...keys, { name: 'ctrl-c' }], rest: '' };
      if (end < 0) return { keys, rest: shortened(octets.slice(at)) };
      keys.push({ name: 'paste', text: octets.slice(at + PASTE_START.length, end).slice(0, PASTE_MAX) });
      at = end + PASTE_END.length;
      continue;
    }
    const length = sequenceLength(octets, at);
    if (length === null) return { keys, rest: octets.slice(at) };
    const key = keyOfSequence(octets.slice(at, at + length));
    if (key !== null) keys.push(key);
    at += length;
  }
  return { keys, rest: '' };
}

/** A paste that is still coming, without what will not be taken; its last characters may begin what ends it. */
function shortened(paste: string): string {
  const max = PASTE_START.length + PASTE_MAX;
  const tail = PASTE_END.length - 1;
  return paste.length <= max + tail ? paste : `${paste.slice(0, max)}\0${paste.slice(-tail)}`;
}

/** ESC; ESC [ parameters final; ESC O final; ESC character (Alt). Null where the end has not come yet. */
function sequenceLength(octets: string, at: number): number | null {
  const kind = octets[at + 1];
  if (kind === undefined || kind === '\x1b') return 1;
  if (kind === 'O') return octets.length > at + 2 ? 3 : null;
  if (kind !== '[') return 2;
  // The Linux console's function keys: ESC [ [ A.
  if (octets[at + 2] === '[') return octets.length > at + 3 ? 4 : null;
  // A mouse report of terminals that do not know the decimal form: three characters follow, and none of them is a key.
  if (octets[at + 2] === 'M') return octets.length > at + 5 ? 6 : null;
  for (let i = at + 2; i < octets.length; i += 1) {
    const character = octets[i]!;
    if (character >= '@' && character <= '~') return i + 1 - at;
    if (i - at >= SEQUENCE_MAX || character < ' ' || character > '?') return i - at;
  }
  return null;
}

function keyOfSequence(sequence: string): Key | null {
  const name = nameOfSequence(sequence);
  return name === null ? mouseOf(sequence) : { name };
}

/** What xterm's button codes mean (SGR 1006 mode); modifiers are ignored, and so are other buttons, moving and letting go. */
const BUTTONS: Readonly<Record<number, MouseKey['button']>> = { 0: 'left', 64: 'wheel-up', 65: 'wheel-down' };
const MODIFIERS = 4 | 8 | 16;

/** ESC [ < button ; column ; line M. */
function mouseOf(sequence: string): MouseKey | null {
  const [, code, column, line] = /^\[<(\d{1,3});(\d{1,5});(\d{1,5})M$/u.exec(sequence.slice(1)) ?? [];
  const button = BUTTONS[Number(code) & ~MODIFIERS];
  if (code === undefined || button === undefined) return null;
  return { name: 'mouse', button, line: Math.max(0, Number(line) - 1), column: Math.max(0, Number(column) - 1) };
}

function nameOfSequence(sequence: string): NamedKey | null {
  if (sequence === '\x1b') return 'escape';
  if (sequence.startsWith('\x1b[[')) return CONSOLE_FINALS[sequence[3]!] ?? null;
  if (sequence.startsWith('\x1bO')) return KEYPAD_FINALS[sequence[2]!] ?? null;
  if (!sequence.startsWith('\x1b[')) return null;
  const final = sequence.at(-1)!;
  if (final === '~') return NUMBERS[sequence.slice(2, -1).split(';')[0]!] ?? null;
  // Parameters before a letter are modifiers (CSI 1;2 A); anything private (`?`, `<`, `>`) is a report, not a key.
  return /^[0-9;]*$/.test(sequence.slice(2, -1)) ? (FINALS[final] ?? null) : null;
}
