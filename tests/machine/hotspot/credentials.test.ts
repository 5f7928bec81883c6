import { describe, expect, it } from 'vitest';
import { isInterfaceName, isPassphrase, isSsid, randomPassphrase, randomSsid } from '../../../src/machine/hotspot/credentials.ts';

describe('random names and passphrases', () => {
  const many = Array.from({ length: 500 }, () => [randomSsid(), randomPassphrase()] as const);

  it('are valid, and differ', () => {
    for (const [ssid, passphrase] of many) {
      // A word that came about by chance could be any.
      expect(ssid).toMatch(/^[a-z]+-[b-df-hj-np-tv-xz2-9]{4}$/);
      expect(passphrase).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
      expect(isSsid(ssid) && isPassphrase(passphrase)).toBe(true);
    }
    expect(new Set(many.map(([, passphrase]) => passphrase)).size).toBe(many.length);
  });

  it('have no letter that looks like another, use all others, and give nothing away', () => {
    const letters = new Set(many.flatMap(([, passphrase]) => [...passphrase.replaceAll('-', '')]));
    expect([...letters].sort().join('')).toBe('23456789abcdefghjkmnpqrstuvwxyz');
    expect(many.map(([ssid]) => ssid).join(' ')).not.toMatch(/mouch|spy|test|lab|capture|hotspot/);
  });
});

describe('what the user gives', () => {
  it.each([
    ['home', true],
    ['a', true],
    ['x'.repeat(32), true],
    ['x'.repeat(33), false],
    ['é'.repeat(16), true],
    ['é'.repeat(17), false],
    ['with "quotes"; and \\', true],
    ['', false],
    ['line\nbreak', false],
    ['nul\0', false],
    ['\ud800', false],
  ])('SSID %j: %s', (text, expected) => expect(isSsid(text)).toBe(expected));

  it.each([
    ['12345678', true],
    ['1234567', false],
    ['x'.repeat(63), true],
    ['x'.repeat(64), false],
    ['with spaces too', true],
    ['accentuée', false],
    ['line\nbreak', false],
  ])('passphrase %j: %s', (text, expected) => expect(isPassphrase(text)).toBe(expected));

  it.each([
    ['wlan0', true],
    ['enx0011223344ff', true],
    ['eth0.5', true],
    ['br-lan', true],
    ['sixteen-letters-', false],
    ['', false],
    ['.', false],
    ['..', false],
    ['../../etc', false],
    ['eth0:1', false],
    ['-w/tmp/x', false],
    ['a b', false],
    ['a"b', false],
    ['a\nb', false],
    ['a*', false],
    ['wlän0', false],
  ])('interface %j: %s', (text, expected) => expect(isInterfaceName(text)).toBe(expected));
});
