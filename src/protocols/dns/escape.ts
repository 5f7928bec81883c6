export const BACKSLASH = 0x5c;

/** Writes an octet as `\DDD` (RFC 4343, 2.1) to `text[at]`; returns where what follows goes. */
export function putDecimal(text: Buffer, at: number, octet: number): number {
  text[at] = BACKSLASH;
  text[at + 1] = 0x30 + Math.floor(octet / 100);
  text[at + 2] = 0x30 + (Math.floor(octet / 10) % 10);
  text[at + 3] = 0x30 + (octet % 10);
  return at + 4;
}
