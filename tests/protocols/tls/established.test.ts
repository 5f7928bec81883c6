import { describe, expect, it } from 'vitest';
import { establishedFields } from '../../../src/protocols/tls/established.ts';
import { readServerHello } from '../../../src/protocols/tls/server-hello.ts';
import { ESTABLISHED } from '../../../src/protocols/tls/vocabulary.ts';
import { serverHello } from '../../builders/hello.ts';

const body = serverHello({ cipher: 0x002f });
const server = readServerHello(body, 0, body.length, 'tcp')!;

describe('what is known of an established connection', () => {
  it('without client hello and certificate', () => {
    const fields = establishedFields(null, server, [], true);
    expect(Object.keys(fields)).toEqual(Object.keys(ESTABLISHED));
    expect(fields).toMatchObject({
      version: 'TLSv1.2',
      cipher: '0x002f',
      sni: null,
      ech: false,
      resumed: true,
      certificate_visible: false,
      chain_length: 0,
      san: [],
      subject: null,
    });
  });

  it('with a certificate takes the facts of the leaf', () => {
    const leaf = {
      position: 0,
      subject: 'CN=a',
      issuer: 'CN=b',
      serial: '1',
      san: ['a'],
      not_before: 'x',
      not_after: 'y',
      key: 'RSA',
      key_bits: 1024,
      signature: 's',
      self_signed: false,
      sha256: 'h',
    };
    expect(establishedFields(null, server, [leaf, { ...leaf, position: 1, subject: 'CN=b' }], false)).toMatchObject({
      subject: 'CN=a',
      issuer: 'CN=b',
      san: ['a'],
      not_before: 'x',
      not_after: 'y',
      key: 'RSA',
      key_bits: 1024,
      signature: 's',
      self_signed: false,
      certificate_sha256: 'h',
      chain_length: 2,
      certificate_visible: true,
    });
  });
});
