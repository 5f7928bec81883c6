import { describe, expect, it } from 'vitest';
import { SaslExchange } from '../../src/protocols/sasl.ts';

describe('SaslExchange', () => {
  it.each([
    ['plain', 'AGEAYg==', [], true, true],
    ['PLAIN', '', ['AGEAYg=='], true, true],
    ['PLAIN', '=', [], false, false],
    ['LOGIN', '', ['YQ=='], false, false],
    ['LOGIN', 'YQ==', ['Yg=='], true, true],
    ['LOGIN', '', ['*'], true, false],
    ['CRAM-MD5', '', ['abc', 'def'], false, false],
    ['XOAUTH2', 'dG9rZW4=', [], true, true],
  ])('%s %s %j', (mechanism, initial, lines, complete, password) => {
    const exchange = new SaslExchange(mechanism, initial);
    for (const line of lines) exchange.response(line);
    expect([exchange.complete, exchange.hasPassword]).toEqual([complete, password]);
  });

  it('keeps no word that is no mechanism', () => {
    expect(new SaslExchange('hunter2', '').mechanism).toBe('OTHER');
  });
});
