import { describe, expect, it } from 'vitest';
import { quic } from '../../../src/protocols/quic.ts';
import { Drive, type Said } from '../../builders/drive.ts';
import { clientHello, handshake, serverHello } from '../../builders/hello.ts';
import { RFC_CONNECTION_ID as ID, RFC_CRYPTO_FRAME as HELLO, crypto, sealInitial, two } from '../../builders/quic.ts';

const initial = (change: object = {}): Buffer =>
  sealInitial({ keyId: ID, dcid: ID, scid: 'c0ffee', frames: HELLO, paddedTo: 1_162, ...change });
const answer = (frames: Buffer, change: object = {}): Buffer =>
  sealInitial({ keyId: ID, side: 'server', dcid: 'c0ffee', scid: 'f0f0', frames, paddedTo: 200, ...change });
const serverHi = (random = 'cd'.repeat(32)): Buffer => handshake(2, serverHello({ random, cipher: 0x1301, extensions: [[43, '0304']] }));
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

const flow = (): Drive => new Drive(quic, [50_000, 443]);
const kinds = (said: readonly Said[]): string[] => said.map((s) => `${s.sender}:${s.kind}`);

describe('a QUIC session', () => {
  it('reads both hellos, and then costs nothing more', () => {
    const f = flow();
    f.data(0, initial());
    f.data(1, answer(crypto(0, serverHi())));
    f.data(0, initial({ number: 1, dcid: 'f0f0', frames: Buffer.from('0200000000', 'hex') }));
    expect(kinds(f.said)).toEqual(['0:quic.initial', '0:tls.client_hello', '1:quic.initial', '1:tls.server_hello']);
    expect(f.said[0]!.fields).toEqual({ version: '1', dcid: ID, scid: 'c0ffee', decrypted: true });
    expect(f.said[1]!.fields).toMatchObject({ sni: 'example.com', over: 'quic', ja4: expect.stringMatching(/^q13d0211an_/) });
    expect([f.enough(0), f.enough(1)]).toEqual([true, true]);
  });

  it('reads packets that share a datagram', () => {
    const f = flow();
    const half = HELLO.subarray(4);
    f.data(
      0,
      Buffer.concat([
        initial({ frames: crypto(0, half.subarray(0, 100)), paddedTo: 150 }),
        initial({ number: 1, frames: crypto(100, half.subarray(100)), paddedTo: 900 }),
        Buffer.alloc(30),
      ]),
    );
    expect(kinds(f.said)).toEqual(['0:quic.initial', '0:tls.client_hello']);
  });

  it('follows a client that was told to come back: keys from the new connection id, one hello each', () => {
    const f = flow();
    f.data(0, initial());
    f.data(1, Buffer.concat([Buffer.from('f00000000103c0ffee04a1a2a3a4', 'hex'), Buffer.alloc(40, 0x77)]));
    f.data(0, initial({ keyId: 'a1a2a3a4', dcid: 'a1a2a3a4', token: '77'.repeat(24), number: 1 }));
    f.data(1, answer(crypto(0, serverHi()), { keyId: 'a1a2a3a4' }));
    expect(kinds(f.said).filter((k) => k.includes('tls'))).toEqual(['0:tls.client_hello', '0:tls.client_hello', '1:tls.server_hello']);
    expect(f.said.filter((s) => s.fields['decrypted'] === false)).toEqual([]);
  });

  it('reads a server that wants no connection id, and early data behind the first packet', () => {
    const f = flow();
    const early = Buffer.from(`d000000001088394c8f03e51570803c0ffee${'401e'}${'aa'.repeat(30)}`, 'hex');
    f.data(0, Buffer.concat([initial({ paddedTo: 0 }), early]));
    f.data(1, answer(crypto(0, serverHi()), { scid: '' }));
    f.data(0, initial({ number: 2, dcid: '', frames: Buffer.from('0200000000', 'hex') }));
    expect(kinds(f.said)).toEqual(['0:quic.initial', '0:tls.client_hello', '1:quic.initial', '1:tls.server_hello']);
  });

  it('reads a hello whose pieces overlap and come again, by the first copy of each octet', () => {
    const f = flow();
    const half = HELLO.subarray(4);
    const lie = Buffer.from(half.subarray(80, 160)).fill(0x2a);
    f.data(0, initial({ frames: Buffer.concat([crypto(100, half.subarray(100)), crypto(0, half.subarray(0, 40))]), paddedTo: 900 }));
    f.data(0, initial({ number: 1, frames: Buffer.concat([crypto(20, half.subarray(20, 100)), crypto(80, lie)]), paddedTo: 900 }));
    expect(f.said[1]?.fields).toMatchObject({ sni: 'example.com' });
    expect(kinds(f.said)).toEqual(['0:quic.initial', '0:tls.client_hello']);
  });

  it('says nothing of hellos where only the server was captured', () => {
    const f = flow();
    f.data(0, answer(crypto(0, serverHi())));
    expect(f.said.map((s) => [s.kind, s.fields['decrypted']])).toEqual([['quic.initial', false]]);
  });

  it('waits for a second hello after a retry of TLS', () => {
    const f = flow();
    f.data(0, initial());
    f.data(1, answer(crypto(0, serverHi(RETRY))));
    const second = handshake(1, clientHello({ extensions: [[43, '020304']] }));
    f.data(0, initial({ number: 1, frames: crypto(HELLO.length - 4, second) }));
    f.data(1, answer(crypto(serverHi().length, serverHi()), { number: 1 }));
    expect(kinds(f.said).filter((k) => k.includes('tls'))).toEqual([
      '0:tls.client_hello',
      '1:tls.server_hello',
      '0:tls.client_hello',
      '1:tls.server_hello',
    ]);
  });

  it('follows a change of version within the connection', () => {
    const f = flow();
    f.data(0, initial());
    f.data(1, answer(crypto(0, serverHi()), { version: 0x6b3343cf }));
    expect(f.said.at(-1)).toMatchObject({ kind: 'tls.server_hello', sender: 1 });
    expect(f.said.at(-2)!.fields).toMatchObject({ version: '2', decrypted: true });
  });

  it('starts anew when the server does not speak the version', () => {
    const f = flow();
    f.data(0, initial({ version: 0x1a2a3a4a }));
    f.data(1, Buffer.from('80000000000000' + '00000001', 'hex'));
    f.data(0, initial({ dcid: 'ab'.repeat(8), keyId: 'ab'.repeat(8) }));
    expect(kinds(f.said)).toEqual(['0:quic.initial', '0:tls.client_hello', '0:quic.initial', '0:tls.client_hello']);
    expect(f.said.map((s) => s.fields['version'])).toEqual(['0x1a2a3a4a', 'TLSv1.2', '1', 'TLSv1.2']);
  });

  it('says so where it cannot decrypt, and stops trying', () => {
    const f = flow();
    for (let i = 0; i < 40; i += 1) f.data(0, initial({ keyId: '00', dcid: ID, number: i }));
    expect(f.said.map((s) => [s.kind, s.fields['decrypted']])).toEqual([['quic.initial', false]]);
    expect(f.enough(0)).toBe(true);
  });

  it('tells an alert that ends the connection, and no other error', () => {
    for (const [code, told] of [
      [0x100 + 40, true],
      [0x0a, false],
    ] as const) {
      const f = flow();
      f.data(0, initial());
      f.data(1, answer(Buffer.concat([Buffer.from([0x1c]), two(code), Buffer.from([0, 0])])));
      expect(f.said.some((s) => s.kind === 'tls.alert' && s.fields['description'] === 'handshake_failure')).toBe(told);
    }
  });

  it('gives up a flow that never says hello', () => {
    const f = flow();
    for (let i = 0; i < 40; i += 1) f.data(1, Buffer.from('e00000000100000401020304', 'hex'));
    expect([f.enough(1), f.said.length]).toEqual([true, 0]);
  });
});
