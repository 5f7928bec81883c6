import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src/protocols/x509/certificate.ts';
import {
  ALGORITHM,
  certificate,
  der,
  extension,
  generalizedTime,
  nameOf,
  oid,
  utcTime,
  type CertificatePlan,
} from '../../builders/certificate.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;
const explicit = generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).privateKey;
const san = extension(
  '2.5.29.17',
  der(
    0x30,
    der(0x82, Buffer.from('device.example.test')),
    der(0x87, Buffer.from([192, 0, 2, 1])),
    der(0x87, Buffer.from('20010db8000000000000000000000001', 'hex')),
    der(0x87, Buffer.from([1, 2, 3])),
    der(0x81, Buffer.from('a@example.test')),
    der(0x86, Buffer.from('https://example.test/')),
    der(0xa4, nameOf([['2.5.4.3', 'x']])),
    der(0xa0, oid('1.2.3')),
  ),
);
const keyIds = (subject: string, authority: string): Buffer[] => [
  extension('2.5.29.14', der(0x04, Buffer.from(subject, 'hex'))),
  extension('2.5.29.35', der(0x30, der(0x80, Buffer.from(authority, 'hex')))),
];

const read = (octets: Buffer) => readCertificate(Buffer.concat([Buffer.alloc(3), octets, Buffer.alloc(3)]), 3, 3 + octets.length);

describe('a certificate', () => {
  it.each<[string, CertificatePlan, string, number, string]>([
    ['RSA', { key: rsa, algorithm: ALGORITHM.rsaSha256, digest: 'sha256' }, 'RSA', 1024, 'sha256WithRSAEncryption'],
    ['RSA signed with PSS', { key: rsa, algorithm: ALGORITHM.pssSha256, digest: 'sha256', pss: true }, 'RSA', 1024, 'rsassaPss-SHA256'],
    ['EC', { key: ec, algorithm: ALGORITHM.ecdsaSha256, digest: 'sha256' }, 'EC', 256, 'ecdsa-with-SHA256'],
    ['EC of P-384', { key: p384, algorithm: ALGORITHM.ecdsaSha384, digest: 'sha384' }, 'EC', 384, 'ecdsa-with-SHA384'],
    [
      'EC with its curve written out',
      { key: explicit, algorithm: ALGORITHM.ecdsaSha256, digest: 'sha256' },
      'EC',
      256,
      'ecdsa-with-SHA256',
    ],
    ['Ed25519', { key: ed, algorithm: ALGORITHM.ed25519, digest: null }, 'Ed25519', 256, 'Ed25519'],
  ])('with %s agrees with an independent reader', (_name, plan, key, bits, signature) => {
    const octets = certificate({ ...plan, extensions: [san], serial: '00a1b2' });
    const oracle = new X509Certificate(octets);
    expect(oracle.verify(oracle.publicKey)).toBe(true);
    const ours = read(octets);
    expect(ours).toMatchObject({ key, key_bits: bits, signature, self_signed: true, subject: 'CN=device.example.test' });
    expect(ours.serial).toBe(oracle.serialNumber.toLowerCase());
    expect(ours.sha256).toBe(oracle.fingerprint256.replaceAll(':', '').toLowerCase());
    expect([Date.parse(ours.not_before!), Date.parse(ours.not_after!)]).toEqual([Date.parse(oracle.validFrom), Date.parse(oracle.validTo)]);
  });

  it('lists the names it is good for', () =>
    expect(read(certificate({ key: ed, algorithm: ALGORITHM.ed25519, digest: null, extensions: [san] })).san).toEqual([
      'device.example.test',
      '192.0.2.1',
      '2001:db8::1',
      'email:a@example.test',
      'uri:https://example.test/',
      'dir:CN=x',
    ]));

  it.each<[string, Partial<CertificatePlan>, boolean]>([
    ['its own name as issuer', {}, true],
    ['another issuer', { issuer: nameOf([['2.5.4.3', 'Example Root']]) }, false],
    ['its own name and its own key', { extensions: keyIds('aabb', 'aabb') }, true],
    ['its own name but another key', { extensions: keyIds('aabb', 'ccdd') }, false],
  ])('with %s counts as self-signed: %s %s', (_name, change, selfSigned) =>
    expect(read(certificate({ key: ed, algorithm: ALGORITHM.ed25519, digest: null, ...change })).self_signed).toBe(selfSigned),
  );

  it('keeps what it can where a part is odd', () => {
    const odd = certificate({
      key: ed,
      algorithm: ALGORITHM.ed25519,
      digest: null,
      validity: der(0x30, utcTime('never'), generalizedTime('20300101000000Z')),
      subject: der(0x30, der(0x02)),
    });
    expect(read(odd)).toMatchObject({ subject: null, not_before: null, not_after: '2030-01-01T00:00:00Z', key: 'Ed25519' });
    const unknown = certificate({ key: ed, algorithm: der(0x30, oid('1.2.3.4')), digest: null });
    expect(read(unknown).signature).toBe('1.2.3.4');
  });

  it('cut anywhere never throws, and only loses', () => {
    const octets = certificate({ key: rsa, algorithm: ALGORITHM.rsaSha256, digest: 'sha256', extensions: [san] });
    for (let end = 0; end < octets.length; end += 1)
      expect(read(octets.subarray(0, end))).toMatchObject({ subject: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('with any octet changed never throws', () => {
    const octets = certificate({ key: ec, algorithm: ALGORITHM.ecdsaSha256, digest: 'sha256', extensions: [san, ...keyIds('aa', 'bb')] });
    let changed = 0;
    for (let at = 0; at < octets.length; at += 1) {
      for (const value of [0x00, 0x30, 0x7f, 0x80, 0x84, 0xff]) {
        const copy = Buffer.from(octets);
        copy[at] = value;
        if (read(copy).san.length !== 6) changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(20);
  });
});
