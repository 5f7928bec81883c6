import { encode } from 'uqr';

/** Modules of light around the code. The standard asks for four; scanners of telephones do with two, and it fits 80 by 24. */
const QUIET_ZONE = 2;

/** What a telephone's camera takes for an invitation to a WPA network. Five characters are escaped. */
export function wifiPayload(ssid: string, passphrase: string): string {
  return `WIFI:T:WPA;S:${escaped(ssid)};P:${escaped(passphrase)};;`;
}

/**
 * A QR code in rows of text, two modules a character. Light modules are drawn and dark ones left, so the rows are to be shown
 * light on dark.
 */
export function drawQr(text: string): string[] {
  const { data, size } = encode(text, { ecc: 'L', border: QUIET_ZONE });
  const isLight = (row: number, column: number): boolean => data[row]?.[column] !== true;
  const rows: string[] = [];
  for (let row = 0; row < size; row += 2) {
    let line = '';
    for (let column = 0; column < size; column += 1) line += BLOCKS[Number(isLight(row, column)) + 2 * Number(isLight(row + 1, column))]!;
    rows.push(line);
  }
  return rows;
}

/** By upper half (1) and lower half (2). */
const BLOCKS = [' ', '▀', '▄', '█'] as const;

function escaped(text: string): string {
  return text.replace(/[\\;,:"]/g, (character) => `\\${character}`);
}
