import { describe, expect, it } from 'vitest';
import { dnsAnswer, dnsQuery } from '../../../scripts/bench/dns-message.ts';
import { editedFlight, editedHello } from '../../../scripts/bench/tls-message.ts';
import { dns } from '../../../src/protocols/dns.ts';
import { tls } from '../../../src/protocols/tls.ts';
import { drive, originator, responder } from '../../builders/drive.ts';
import { readMessages } from '../../builders/messages.ts';

const FIXTURES = new URL('../../../fixtures/messages/', import.meta.url).pathname;
const V4 = Buffer.from([192, 0, 2, 7]);
const V6 = Buffer.from('20010db8000000000000000000000007', 'hex');

describe('messages of DNS', () => {
  it.each([
    ['A', V4, '192.0.2.7'],
    ['AAAA', V6, '2001:db8::7'],
  ] as const)('are read back: %s', (type, address, data) => {
    const said = drive(
      dns,
      [50_000, 53],
      [originator(dnsQuery('api.example.net', type)), responder(dnsAnswer('api.example.net', type, address, 'edge.example.org'))],
    );
    expect(said.map(({ kind }) => kind)).toEqual(['dns.query', 'dns.answer']);
    expect(said[0]!.fields).toMatchObject({ name: 'api.example.net', type });
    expect(said[1]!.fields['answers']).toMatchObject([
      { name: 'api.example.net', type: 'CNAME', data: 'edge.example.org' },
      { name: 'edge.example.org', type, data },
    ]);
  });

  it('are read back: HTTPS', () => {
    const said = drive(dns, [50_000, 53], [responder(dnsAnswer('api.example.net', 'HTTPS', V4, null))]);
    expect(JSON.stringify(said[0]!.fields['answers'])).toContain('h3');
  });
});

describe('messages of TLS', () => {
  const recorded = readMessages(`${FIXTURES}tls/version-1-2.hex`).messages;

  it('say the name that was put in, and what they said before', () => {
    const helloOf = (octets: Buffer): Record<string, unknown> =>
      drive(tls, [50_000, 443], [originator(octets)]).find(({ kind }) => kind === 'tls.client_hello')!.fields;
    const before = helloOf(recorded[0]!.octets);
    const after = helloOf(editedHello(recorded[0]!.octets, 'a-rather-longer-name.example.net', [[0xfe0e, 'aa'.repeat(1_216)]]));
    expect(after['sni']).toBe('a-rather-longer-name.example.net');
    expect(after['ciphers']).toEqual(before['ciphers']);
    expect(after['extensions']).toEqual([...(before['extensions'] as unknown[]), 0xfe0e]);
  });

  it('carry certificates of the domain', () => {
    const flight = editedFlight(recorded[1]!.octets, 'example.net');
    const said = drive(tls, [50_000, 443], [originator(recorded[0]!.octets), responder(flight)]);
    const certificates = said.filter(({ kind }) => kind === 'tls.certificate').map(({ fields }) => fields);
    expect(certificates).toHaveLength(2);
    expect(certificates[0]).toMatchObject({ position: 0, not_after: '2060-01-01T00:00:00Z' });
    expect(certificates[0]!['san']).toContain('*.example.net');
    expect(said.some(({ kind }) => kind === 'tls.server_hello')).toBe(true);
  });

  it('are alike in every run', () => {
    expect(editedFlight(recorded[1]!.octets, 'example.net')).toEqual(editedFlight(recorded[1]!.octets, 'example.net'));
  });
});
