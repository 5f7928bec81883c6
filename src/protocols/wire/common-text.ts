/** Texts that are remembered at once, and the longest of them. */
const SLOTS = 4_096;
const REMEMBERED_MAX = 128;

/** The text last read for each slot: a clash costs one reading, and nothing is ever searched for. */
const slots: string[] = Array<string>(SLOTS).fill('');

/**
 * `b[start, end)` as text, one character an octet (ISO 8859-1). For names and values that come again and again: the same octets mostly
 * give the same string, which costs no memory anew, and whose hash is known to every table that it is looked up in.
 * Not for secrets: what is given may be remembered.
 */
export function commonText(b: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length > REMEMBERED_MAX) return b.latin1Slice(start, end);
  let mixed = length;
  for (let at = start; at < end; at += 1) mixed = (Math.imul(mixed, 31) + b[at]!) | 0;
  const slot = (mixed ^ (mixed >>> 12)) & (SLOTS - 1);
  const known = slots[slot]!;
  return isText(b, start, length, known) ? known : (slots[slot] = b.latin1Slice(start, end));
}

function isText(b: Buffer, start: number, length: number, text: string): boolean {
  if (text.length !== length) return false;
  for (let i = 0; i < length; i += 1) if (text.charCodeAt(i) !== b[start + i]) return false;
  return true;
}

/** As `commonText`, and UTF-8 (invalid sequences replaced) where there is more than ASCII. */
export function commonUtf8(b: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at += 1) if (b[at]! >= 0x80) return b.utf8Slice(start, end);
  return commonText(b, start, end);
}

/** The octets of a text that is put in lower case. Reused. */
const lowered = Buffer.alloc(REMEMBERED_MAX);

/** As `commonUtf8`, in lower case. */
export function commonLower(b: Buffer, start: number, end: number): string {
  const length = end - start;
  let wide = length > REMEMBERED_MAX ? 0x80 : 0;
  for (let i = 0; i < length && wide < 0x80; i += 1) {
    const octet = b[start + i]!;
    wide |= octet;
    lowered[i] = octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet;
  }
  return wide >= 0x80 ? b.utf8Slice(start, end).toLowerCase() : commonText(lowered, 0, length);
}
