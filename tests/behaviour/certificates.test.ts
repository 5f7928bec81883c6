import { describe, expect, it } from 'vitest';
import { acceptedCertificate, observes } from '../../src/behaviour/certificates.ts';
import type { Fields } from '../../src/model/observation.ts';

const AT = Date.parse('2026-06-15T12:00:00Z') * 1_000;
const GOOD: Fields = {
  version: 'TLSv1.2', sni: 'www.example.com', certificate_visible: true, subject: 'CN=www.example.com,O=Example', issuer: 'CN=Some CA', san: ['www.example.com', '*.shop.example.com'],
  not_before: '2026-01-01T00:00:00Z', not_after: '2026-12-31T23:59:59Z', self_signed: false, key: 'RSA', key_bits: 2048, signature: 'sha256WithRSAEncryption', chain_length: 2, certificate_sha256: 'ab',
}; // prettier-ignore
const SOUND = {
  expired: false,
  days_expired: null,
  not_yet_valid: false,
  self_signed: false,
  name_mismatch: false,
  weak_key: false,
  weak_signature: false,
};

describe('accepted certificate', () => {
  it('has nothing to hold against a good one', () => {
    expect(acceptedCertificate(GOOD, AT)).toMatchObject(SOUND);
  });

  it('has the fields that it announces', () => {
    expect(Object.keys(acceptedCertificate(GOOD, AT)!).sort()).toEqual(Object.keys(observes['tls.accepted_certificate']).sort());
  });

  it('says nothing where none could be seen', () => {
    expect(acceptedCertificate({ ...GOOD, certificate_visible: false }, AT)).toBeNull();
  });

  it.each<[string, Fields, object]>([
    ['over for three days', { not_after: '2026-06-12T11:00:00Z' }, { expired: true, days_expired: 3 }],
    ['over for an hour', { not_after: '2026-06-15T11:00:00Z' }, { expired: true, days_expired: 0 }],
    ['ending this very second', { not_after: '2026-06-15T12:00:00Z' }, {}],
    ['of tomorrow', { not_before: '2026-06-16T00:00:00Z' }, { not_yet_valid: true }],
    ['without readable dates', { not_before: 'soon', not_after: null }, {}],
    [
      'signed by itself, where the digest does not matter',
      { self_signed: true, signature: 'sha1WithRSAEncryption' },
      { self_signed: true },
    ],
    ['for another name', { sni: 'www.example.org' }, { name_mismatch: true }],
    ['for a wildcard', { sni: 'a.shop.example.com' }, {}],
    ['for a wildcard, two labels down', { sni: 'a.b.shop.example.com' }, { name_mismatch: true }],
    ['for a wildcard’s own parent', { sni: 'shop.example.com' }, { name_mismatch: true }],
    ['in other letters', { sni: 'WWW.Example.com.' }, {}],
    ['asked for without a name', { sni: null }, {}],
    ['with a common name only', { san: [] }, {}],
    ['with another common name only', { san: [], subject: 'O=x, CN = other.example' }, { name_mismatch: true }],
    [
      'with names of no server in the extension, and the common name',
      { san: ['email:a@example.com', 'uri:https://x.example', 'dir:CN=y'] },
      {},
    ],
    [
      'with more names than are read, the last one of ours',
      { san: [...Array.from({ length: 999 }, (_, n) => `n${n}.example.org`), 'www.example.com'] },
      {},
    ],
    ['with so many names that more may be left', { san: Array.from({ length: 1_024 }, (_, n) => `n${n}.example.org`) }, {}],
    ['with no name at all', { san: [], subject: null }, { name_mismatch: true }],
    ['with 1024 bits', { key_bits: 1024 }, { weak_key: true }],
    ['with a curve of 256 bits', { key: 'EC', key_bits: 256 }, {}],
    ['with a curve of 192 bits', { key: 'EC', key_bits: 192 }, { weak_key: true }],
    ['with Ed25519', { key: 'Ed25519', key_bits: 256 }, {}],
    ['signed with SHA-1', { signature: 'sha1WithRSAEncryption' }, { weak_signature: true }],
    ['signed with ECDSA and SHA-1', { signature: 'ecdsa-with-SHA1' }, { weak_signature: true }],
    ['signed with MD5', { signature: 'md5WithRSAEncryption' }, { weak_signature: true }],
    ['signed with SHA-512', { signature: 'sha512WithRSAEncryption' }, {}],
    ['signed with an unknown algorithm', { signature: null }, {}],
  ])('%s', (_, changed, expected) => {
    expect(acceptedCertificate({ ...GOOD, ...changed }, AT)).toMatchObject({ ...SOUND, ...expected });
  });
});
