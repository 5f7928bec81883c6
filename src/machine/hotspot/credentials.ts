import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for another, on paper, on a screen or read aloud. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Those of them that make no word by chance. */
const CONSONANTS = LETTERS.replaceAll(/[aeuy]/g, '');
/** Words that say nothing about what the network is for. */
const WORDS = ['amber', 'birch', 'cedar', 'delta', 'fern', 'harbor', 'maple', 'meadow', 'orchard', 'pebble', 'river', 'stone', 'willow'];
/** Four groups of four: 79 bits. */
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** IEEE 802.11, 9.4.2.2: an SSID has 1 to 32 octets. */
const SSID_OCTETS_MAX = 32;
/** IEEE 802.11, J.4.1: a passphrase has 8 to 63 printable ASCII characters. */
const PASSPHRASE = /^[\x20-\x7e]{8,63}$/;
/** IFNAMSIZ with its NUL; the kernel refuses `/`, white space and colons, and the names of a folder. */
const INTERFACE = /^(?!\.{1,2}$)[^\s/:]{1,15}$/;

/** A neutral name for the network: `maple-7k4m`. */
export function randomSsid(): string {
  return `${WORDS[randomInt(WORDS.length)]!}-${randomLetters(GROUP_LENGTH, CONSONANTS)}`;
}

/** A passphrase that can be typed on a toy's remote control: `hx4k-9mtp-2wqe-rb7n`. */
export function randomPassphrase(): string {
  return Array.from({ length: GROUPS }, () => randomLetters(GROUP_LENGTH)).join('-');
}

/** True for a name that an access point may have: 1 to 32 octets, none of them a control character. */
export function isSsid(text: string): boolean {
  const octets = Buffer.byteLength(text);
  return octets >= 1 && octets <= SSID_OCTETS_MAX && !/[\p{Cc}\p{Cs}]/u.test(text);
}

/** True for a WPA passphrase. */
export function isPassphrase(text: string): boolean {
  return PASSPHRASE.test(text);
}

/** True for a name that an interface may have, of ASCII letters, digits and punctuation. An option of a program it cannot be. */
export function isInterfaceName(text: string): boolean {
  return INTERFACE.test(text) && /^[\x21-\x7e]+$/.test(text) && !/["\\'`$;{}*?#,]/.test(text) && !text.startsWith('-');
}

function randomLetters(length: number, letters = LETTERS): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]!).join('');
}
