import { describe, expect, it } from 'vitest';
import { isLocalName, registrableDomain } from '../../src/knowledge/registrable-domain.ts';

describe('registrable domain', () => {
  it.each([
    ['www.example.com', 'example.com'],
    ['a.b.example.co.uk', 'example.co.uk'],
    ['x.s3.amazonaws.com', 'amazonaws.com'],
    ['co.uk', null],
    ['printer.local', null],
    ['nas.lan', null],
    ['router.home.arpa', null],
    ['1.1.168.192.in-addr.arpa', null],
    ['fritz.box', null],
    ['host', null],
    ['192.168.1.1', null],
    ['2001:db8::1', null],
  ])('%s: %j', (name, domain) => {
    expect(registrableDomain(name)).toBe(domain);
  });

  it('tells names that mean something at home only', () => {
    expect([isLocalName('tv.local'), isLocalName('tv'), isLocalName('local.example.com')]).toEqual([true, true, false]);
  });
});
