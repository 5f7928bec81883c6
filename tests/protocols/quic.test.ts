import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quic } from '../../src/protocols/quic.ts';
import { drive } from '../builders/drive.ts';
import { readMessages } from '../builders/messages.ts';
import { RFC_SERVER_INITIAL, sealInitial } from '../builders/quic.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'messages', 'quic');

describe('QUIC as sealed', () => {
  it.each([
    ['version-1', ['quic.initial', 'tls.client_hello', 'quic.initial', 'tls.server_hello']],
    ['version-2', ['quic.initial', 'tls.client_hello']],
    ['crypto-out-of-order', ['quic.initial', 'tls.client_hello']],
    ['retry', ['quic.initial', 'tls.client_hello', 'tls.client_hello']],
    ['refused', ['quic.initial', 'tls.client_hello', 'quic.initial', 'tls.alert']],
  ])('%s says %j', (name, kinds) => {
    const file = readMessages(join(FIXTURES, `${name}.hex`));
    const said = drive(quic, file.ports, file.messages);
    expect(said.map((s) => s.kind)).toEqual(kinds);
    for (const { kind, fields } of said)
      if (kind === 'tls.client_hello') expect(fields).toMatchObject({ sni: 'example.com', over: 'quic' });
  });
});

describe('the probe', () => {
  const probe = (octets: Buffer): string => quic.probe({ buffer: octets, start: 0, end: octets.length, sender: 0 }, [50_000, 443]);
  it.each<[string, Buffer, string]>([
    ['an Initial', RFC_SERVER_INITIAL, 'mine'],
    [
      'a reserved version of full length',
      sealInitial({ version: 0x0a0a0a0a, keyId: 'aa', dcid: 'aa', frames: Buffer.alloc(0), paddedTo: 1_200 }),
      'mine',
    ],
    [
      'a reserved version in a short datagram',
      sealInitial({ version: 0x0a0a0a0a, keyId: 'aa', dcid: 'aa', frames: Buffer.alloc(0), paddedTo: 100 }),
      'not-mine',
    ],
    ['a negotiation that names a version we know', Buffer.from('8000000000000000000001', 'hex'), 'mine'],
    ['a negotiation that names none', Buffer.from('8000000000000012345678', 'hex'), 'not-mine'],
    ['a version that nobody knows', Buffer.alloc(1_300, 0xc1), 'not-mine'],
    ['a short header', Buffer.alloc(100, 0x41), 'not-mine'],
    ['nothing', Buffer.alloc(0), 'not-mine'],
  ])('%s', (_name, octets, verdict) => expect(probe(octets)).toBe(verdict));
});
