import { describe, expect, it } from 'vitest';
import { quicVocabulary } from '../../../src/protocols/quic/vocabulary.ts';
import { tlsVocabulary } from '../../../src/protocols/tls/vocabulary.ts';

describe('the vocabulary of QUIC', () => {
  it('has the promised fields', () =>
    expect(Object.keys(quicVocabulary['quic.initial'])).toEqual(expect.arrayContaining(['version', 'dcid', 'scid'])));

  it.each(['tls.client_hello', 'tls.server_hello', 'tls.alert'] as const)('%s has the shape that TLS gives it', (kind) =>
    expect(quicVocabulary[kind]).toBe(tlsVocabulary[kind]),
  );
});
