import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dtls } from '../../src/protocols/dtls.ts';
import { Drive, drive, type Said } from '../builders/drive.ts';
import { clientHello, hex4, serverName } from '../builders/hello.ts';
import { readMessages } from '../builders/messages.ts';

const file = readMessages(join(import.meta.dirname, '..', '..', 'fixtures', 'messages', 'dtls', 'version-1-2.hex'));
const body = clientHello({ version: 0xfefd, cookie: '', extensions: [[0, serverName('a.test')]] });

/** A record of epoch 0 with one fragment of a handshake message. */
function fragment(start: number, end: number, message = body, change: { type?: number; number?: number; length?: number } = {}): Buffer {
  const u24 = (value: number): string => value.toString(16).padStart(6, '0');
  const piece = message.subarray(start, end);
  const head = `${(change.type ?? 1).toString(16).padStart(2, '0')}${u24(change.length ?? message.length)}${hex4(change.number ?? 0)}${u24(start)}${u24(piece.length)}`;
  return Buffer.concat([Buffer.from(`16fefd0000000000000000${hex4(12 + piece.length)}${head}`, 'hex'), piece]);
}

const play = (...datagrams: Buffer[]): Said[] =>
  drive(
    dtls,
    [50_000, 5_684],
    datagrams.map((octets) => ({ side: 0 as const, octets })),
  );

describe('DTLS', () => {
  it('as recorded: two hellos for the cookie, a certificate in fragments', () => {
    const said = drive(dtls, file.ports, file.messages);
    expect(said.map((s) => s.kind)).toEqual(['dtls.client_hello', 'dtls.client_hello', 'dtls.server_hello', 'tls.certificate']);
    expect(said[1]!.fields).toMatchObject({
      version: 'DTLSv1.2',
      sni: 'cloud.example.test',
      alpn: ['coap'],
      ja4: expect.stringMatching(/^dd2d/),
      over: 'dtls',
    });
    expect(said[2]!.fields).toMatchObject({ version: 'DTLSv1.2', over: 'dtls', retry: false });
    expect(said[3]!.fields).toMatchObject({ position: 0, subject: 'CN=cloud.example.test', key_bits: 2_048 });
  });

  it.each<[string, Buffer[], number]>([
    ['whole', [fragment(0, body.length)], 1],
    ['sent again', [fragment(0, body.length), fragment(0, body.length)], 1],
    ['in fragments', [fragment(0, 20), fragment(20, 60), fragment(60, body.length)], 1],
    ['in fragments out of order, some twice', [fragment(60, body.length), fragment(20, 60), fragment(20, 60), fragment(0, 30)], 1],
    ['in fragments in one datagram', [Buffer.concat([fragment(0, 20), fragment(20, body.length)])], 1],
    ['with a fragment missing', [fragment(0, 20), fragment(30, body.length)], 0],
    ['with fragments that do not agree on the length', [fragment(0, 20), fragment(20, body.length, body, { length: body.length + 1 })], 0],
    ['replaced by the next message', [fragment(0, 20), fragment(0, body.length, body, { number: 1 })], 1],
    ['over its bound', [fragment(0, 20, body, { length: 70_000 })], 0],
    ['with a fragment beyond its end', [fragment(0, body.length, body, { length: 10 })], 0],
  ])('a hello %s', (_name, datagrams, hellos) => {
    const said = play(...datagrams);
    expect(said.map((s) => s.kind)).toEqual(Array<string>(hellos).fill('dtls.client_hello'));
    if (hellos > 0) expect(said[0]!.fields).toMatchObject({ sni: 'a.test' });
  });

  it('needs nothing more of a direction that is encrypted, or that says too much', () => {
    const flow = new Drive(dtls, [50_000, 5_684]);
    flow.data(0, Buffer.from('16fefd0001000000000000000401020304', 'hex'));
    for (let i = 0; i < 100; i += 1) flow.data(1, fragment(0, body.length, body, { type: 2, number: i }));
    expect([flow.enough(0), flow.enough(1), flow.said.length]).toEqual([true, true, 0]);
  });

  it.each([
    ['a hello', fragment(0, body.length), 'mine'],
    ['an old version', Buffer.from('1601000000000000000000000100', 'hex'), 'mine'],
    ['TLS', Buffer.from('16030300000000000000000000', 'hex'), 'not-mine'],
    ['a record beyond the datagram', Buffer.from('16fefd000000000000000000ff00', 'hex'), 'not-mine'],
    ['nothing', Buffer.alloc(0), 'not-mine'],
  ])('%s is %s', (_name, octets, verdict) =>
    expect(dtls.probe({ buffer: octets, start: 0, end: octets.length, sender: 0 }, [1, 2])).toBe(verdict),
  );
});
