import { describe, expect, it } from 'vitest';
import { tls } from '../../../src/protocols/tls.ts';
import { Drive, drive, originator as client, responder as server, type Said } from '../../builders/drive.ts';
import { clientHello, handshake, record, serverHello, serverName } from '../../builders/hello.ts';
import type { Message } from '../../builders/messages.ts';

const hello = (extensions: readonly (readonly [number, string])[] = [[0, serverName('a.test')]]): Buffer =>
  record(22, handshake(1, clientHello({ extensions })));
const hello12 = record(22, handshake(2, serverHello()));
const hello13 = record(22, handshake(2, serverHello({ cipher: 0x1301, extensions: [[43, '0304']] })));
const retry = record(
  22,
  handshake(2, serverHello({ random: 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', extensions: [[43, '0304']] })),
);
const done = record(22, handshake(14, Buffer.alloc(0)));
const cipherSpec = record(20, Buffer.from([1]));
const secret = record(22, Buffer.alloc(40, 0x16));
const data = (length: number): Buffer => record(23, Buffer.alloc(length, 0xaa));
const alert = (level: number, description: number): Buffer => record(21, Buffer.from([level, description]));

const play = (steps: readonly Message[]): Said[] => drive(tls, [50_000, 443], steps);
const kinds = (said: readonly Said[]): string[] => said.map((s) => s.kind.slice(4));
const last = (said: readonly Said[]) => said.at(-1)!;

describe('a TLS session', () => {
  it('of 1.2 is established when the client sends data after its ChangeCipherSpec', () => {
    const steps = [
      client(hello()),
      server(hello12),
      server(done),
      client(cipherSpec),
      client(secret),
      server(cipherSpec),
      server(secret),
      client(data(20)),
    ];
    const said = play(steps);
    expect(kinds(said)).toEqual(['client_hello', 'server_hello', 'established']);
    expect(last(said)).toMatchObject({
      sender: 0,
      fields: { version: 'TLSv1.2', sni: 'a.test', resumed: false, certificate_visible: false },
    });
    expect(kinds(play(steps.slice(0, -1)))).not.toContain('established');
  });

  it('of 1.2 taken up again has no ServerHelloDone', () => {
    const said = play([
      client(hello()),
      server(hello12),
      server(cipherSpec),
      server(secret),
      client(cipherSpec),
      client(secret),
      client(data(20)),
    ]);
    expect(last(said)).toMatchObject({ kind: 'tls.established', fields: { resumed: true } });
  });

  it('of 1.2 is not taken for one taken up again where the certificate was lost', () => {
    const flow = new Drive(tls, [50_000, 443]);
    flow.data(0, hello());
    flow.data(1, hello12);
    flow.gap(1, 3_000);
    flow.data(0, Buffer.concat([record(22, handshake(16, Buffer.alloc(66))), cipherSpec, secret, data(20)]));
    expect(last(flow.said)).toMatchObject({ kind: 'tls.established', fields: { resumed: false, certificate_visible: false } });
  });

  it('of 1.3 is established by what follows Finished', () => {
    const start = [client(hello()), server(hello13), server(cipherSpec), server(data(900)), client(cipherSpec)];
    expect(kinds(play([...start, client(data(53))]))).toEqual(['client_hello', 'server_hello']);
    expect(kinds(play([...start, client(data(53)), client(data(19))]))).toEqual(['client_hello', 'server_hello']); // an alert
    expect(kinds(play([...start, client(data(19)), client(data(19))]))).toEqual(['client_hello', 'server_hello']); // refused
    expect(kinds(play([...start, client(data(53)), client(data(40))]))).toEqual(['client_hello', 'server_hello', 'established']);
    expect(kinds(play([...start, client(data(1_200))]))).toEqual(['client_hello', 'server_hello', 'established']); // with a certificate of its own
  });

  it('with a retry has two hellos of each side', () => {
    const said = play([
      client(hello()),
      server(retry),
      server(cipherSpec),
      client(cipherSpec),
      client(hello()),
      server(hello13),
      client(data(53)),
      client(data(80)),
    ]);
    expect(kinds(said)).toEqual(['client_hello', 'server_hello', 'client_hello', 'server_hello', 'established']);
    expect(said.filter((s) => s.kind === 'tls.server_hello').map((s) => s.fields['retry'])).toEqual([true, false]);
  });

  it('finds the second hello of a client whose server was not captured', () => {
    expect(kinds(play([client(hello()), client(cipherSpec), client(hello())]))).toEqual(['client_hello', 'client_hello']);
  });

  it('tells alerts in clear, and none that are encrypted', () => {
    expect(last(play([client(hello()), server(alert(2, 40))]))).toMatchObject({
      kind: 'tls.alert',
      sender: 1,
      fields: { level: 'fatal', description: 'handshake_failure' },
    });
    const late = [client(hello()), server(hello12), server(done), client(cipherSpec), client(secret), client(alert(1, 0))];
    expect(kinds(play(late))).toEqual(['client_hello', 'server_hello']);
  });

  it('reads messages that share a record', () => {
    const both = record(22, Buffer.concat([handshake(2, serverHello()), handshake(14, Buffer.alloc(0))]));
    expect(last(play([client(hello()), server(both), client(cipherSpec), client(data(30))])).fields).toMatchObject({ resumed: false });
  });

  it('is done with both sides as soon as nothing more is to be had', () => {
    const flow = new Drive(tls, [50_000, 443]);
    flow.data(0, hello());
    flow.data(1, hello13);
    expect([flow.enough(0), flow.enough(1)]).toEqual([false, true]);
    flow.data(0, Buffer.concat([cipherSpec, data(53), data(60)]));
    expect([flow.enough(0), flow.enough(1)]).toEqual([true, true]);
  });

  it('gives a side up after a gap, but not inside a record that it skips', () => {
    const flow = new Drive(tls, [50_000, 443]);
    flow.data(0, hello());
    flow.data(1, hello13);
    flow.data(0, data(60).subarray(0, 25));
    flow.gap(0, 40);
    flow.data(0, data(200));
    expect(kinds(flow.said)).toEqual(['client_hello', 'server_hello', 'established']);
    const torn = new Drive(tls, [50_000, 443]);
    torn.data(0, hello().subarray(0, 30));
    torn.gap(0, 10);
    torn.data(0, hello());
    expect([torn.said.length, torn.enough(0)]).toEqual([0, true]);
  });

  it('does not wait for ever for a server that is not there', () => {
    const flow = new Drive(tls, [50_000, 443]);
    flow.data(0, hello());
    for (let i = 0; i < 40; i += 1) flow.data(0, data(100));
    expect([flow.enough(0), flow.said.length]).toEqual([true, 1]);
  });

  it.each([
    ['no record', Buffer.from('474554202f', 'hex')],
    ['a server hello from the client', hello12],
    ['a hello over its bound', record(22, Buffer.from('01020000', 'hex'))],
    ['a hello that lies', record(22, Buffer.from('0100000403030000', 'hex'))],
  ])('gives a side up that sends %s', (_name, octets) => {
    const flow = new Drive(tls, [50_000, 443]);
    flow.data(0, hello());
    flow.data(0, octets);
    expect([flow.enough(0), kinds(flow.said)]).toEqual([true, ['client_hello']]);
  });
});
