import type { SafeText } from '../language/safe-text.ts';

/** Octets that one copy may have: terminals drop what is longer without a word. */
export const COPY_MAX = 4_096;

/**
 * What makes a terminal put a text on its clipboard (xterm control sequences, OSC 52, selection `c`), where it allows that: the text goes
 * in base64 and is escaped before, so that it can neither end the sequence nor hide anything from who pastes it.
 */
export function clipboardSequence(text: SafeText): string {
  return `\x1b]52;c;${Buffer.from(text).subarray(0, COPY_MAX).toString('base64')}\x07`;
}
