import { describe, expect, it } from 'vitest';
import { randomPassphrase } from '../../../src/machine/hotspot/credentials.ts';
import { drawQr, wifiPayload } from '../../../src/machine/hotspot/wifi-qr.ts';

describe('wifiPayload', () => {
  it.each([
    ['maple-7k4m', 'hx4k-9mtp', 'WIFI:T:WPA;S:maple-7k4m;P:hx4k-9mtp;;'],
    ['a;b,c:d"e\\f', ';;;;;;;;', 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:\\;\\;\\;\\;\\;\\;\\;\\;;;'],
    ['Café', 'pass word', 'WIFI:T:WPA;S:Café;P:pass word;;'],
  ])('%j, %j', (ssid, passphrase, expected) => expect(wifiPayload(ssid, passphrase)).toBe(expected));
});

describe('drawQr', () => {
  const rows = drawQr(wifiPayload('meadow-7k4m', randomPassphrase()));

  it('is a square of half blocks that fits 80 by 24, light around', () => {
    // Version 3: 29 modules and two of light on each side.
    expect(rows.length).toBe(17);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([33]));
    expect(rows[0]).toBe('█'.repeat(33));
    expect(rows.every((row) => row.startsWith('██') && row.endsWith('██'))).toBe(true);
  });

  it('has its three finder patterns: seven dark, with a light ring, around three dark', () => {
    const modules = rows.flatMap((row) => [
      [...row].map((half) => half === ' ' || half === '▄'),
      [...row].map((half) => half === ' ' || half === '▀'),
    ]);
    const finder = (top: number, left: number): string[] =>
      Array.from({ length: 7 }, (_, y) => Array.from({ length: 7 }, (__, x) => (modules[top + y]![left + x] ? '#' : '.')).join(''));
    const expected = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    for (const [top, left] of [
      [2, 2],
      [2, 24],
      [24, 2],
    ] as const)
      expect(finder(top, left)).toEqual(expected);
  });
});
