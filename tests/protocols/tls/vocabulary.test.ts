import { describe, expect, it } from 'vitest';
import { tlsVocabulary } from '../../../src/protocols/tls/vocabulary.ts';

describe('the vocabulary of TLS', () => {
  it.each([
    ['tls.client_hello', ['version', 'sni', 'alpn', 'ciphers', 'extensions', 'supported_versions', 'ja3', 'ja4', 'ech', 'over']],
    ['tls.server_hello', ['version', 'cipher', 'alpn', 'ja3s', 'over']],
    [
      'tls.certificate',
      [
        'position',
        'subject',
        'issuer',
        'serial',
        'san',
        'not_before',
        'not_after',
        'key',
        'key_bits',
        'signature',
        'self_signed',
        'sha256',
      ],
    ],
    ['tls.alert', ['level', 'description']],
  ] as const)('%s has the promised fields', (kind, fields) =>
    expect(Object.keys(tlsVocabulary[kind])).toEqual(expect.arrayContaining([...fields])),
  );
});
