import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readChain } from '../../../src/protocols/x509/chain.ts';
import { ALGORITHM, certificate, certificateMessage, nameOf } from '../../builders/certificate.ts';

const key = generateKeyPairSync('ed25519').privateKey;
const make = (name: string): Buffer =>
  certificate({ key, algorithm: ALGORITHM.ed25519, digest: null, subject: nameOf([['2.5.4.3', name]]) });
const read = (message: Buffer) => readChain(message, 0, message.length);

describe('a certificate message', () => {
  it('gives its certificates in order', () => {
    const chain = read(certificateMessage([make('leaf'), make('middle')]));
    expect(chain.map((link) => [link.position, link.subject])).toEqual([
      [0, 'CN=leaf'],
      [1, 'CN=middle'],
    ]);
  });

  it('that comes again gives the same chain, also after its buffer was reused', () => {
    const message = certificateMessage([make('again')]);
    const copy = Buffer.from(message);
    const first = read(message);
    message.fill(0);
    expect(read(copy)).toBe(first);
  });

  it('that differs in one octet is read anew', () => {
    const message = certificateMessage([make('one'), make('two')]);
    const first = read(message);
    const other = Buffer.from(message);
    other[message.lastIndexOf('two')] = 0x54; // 'T', in the second certificate: the slot is the same
    const second = read(other);
    expect([first[1]!.subject, second[1]!.subject]).toEqual(['CN=two', 'CN=Two']);
    expect(second[1]!.sha256).not.toBe(first[1]!.sha256);
  });

  it('stops after ten certificates', () =>
    expect(read(certificateMessage(Array.from({ length: 12 }, (_, i) => make(`c${i}`))))).toHaveLength(10));

  it.each([
    ['nothing', ''],
    ['an empty list', '000000'],
    ['a list whose length lies', '000005000002'],
    ['a certificate that does not fit', '000006000009aabbcc'],
    ['an empty certificate', '000003000000'],
  ])('with %s gives none', (_name, hex) => expect(read(Buffer.from(hex, 'hex'))).toEqual([]));
});
