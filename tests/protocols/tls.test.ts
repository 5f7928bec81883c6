import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tls } from '../../src/protocols/tls.ts';
import { drive } from '../builders/drive.ts';
import { readMessages } from '../builders/messages.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'messages', 'tls');

const said = (name: string) => {
  const file = readMessages(join(FIXTURES, `${name}.hex`));
  return drive(tls, file.ports, file.messages);
};

describe('TLS as recorded', () => {
  it.each([
    ['version-1-2', ['client_hello', 'server_hello', 'certificate', 'certificate', 'established']],
    ['version-1-2-resumed', ['client_hello', 'server_hello', 'established']],
    ['version-1-3', ['client_hello', 'server_hello', 'established']],
    ['version-1-3-retry', ['client_hello', 'server_hello', 'client_hello', 'server_hello', 'established']],
    ['version-refused', ['client_hello', 'alert']],
    ['certificate-refused', ['client_hello', 'server_hello', 'certificate', 'alert']],
    ['hello-over-records', ['client_hello']],
    ['ssl2-hello', ['client_hello', 'alert']],
  ])('%s says %j', (name, kinds) => expect(said(name).map((s) => s.kind.slice(4))).toEqual(kinds));

  it('tells everything of a full handshake of 1.2', () => {
    const [hello, server, leaf, root, established] = said('version-1-2').map((s) => s.fields);
    expect(hello).toMatchObject({
      version: 'TLSv1.2',
      sni: 'cloud.example.test',
      alpn: ['h2', 'http/1.1'],
      ciphers: ['0xc02f', '0xcca8', '0x00ff'],
      over: 'tcp',
    });
    expect(server).toMatchObject({ version: 'TLSv1.2', cipher: '0xc02f', alpn: 'http/1.1', retry: false });
    expect(leaf).toMatchObject({
      position: 0,
      subject: 'CN=cloud.example.test',
      issuer: 'CN=Example Root,O=Example Authority\\, Ltd,C=FR',
      self_signed: false,
      san: ['cloud.example.test', '*.cloud.example.test', '192.0.2.7', '2001:db8::7'],
      key: 'RSA',
      key_bits: 2048,
      signature: 'sha256WithRSAEncryption',
    });
    expect(root).toMatchObject({ position: 1, subject: root!['issuer'], self_signed: true, san: [] });
    expect(established).toMatchObject({
      cipher: '0xc02f',
      alpn: 'http/1.1',
      sni: 'cloud.example.test',
      resumed: false,
      certificate_visible: true,
      chain_length: 2,
      subject: leaf!['subject'],
    });
  });

  it('tells who refused what', () => {
    const refused = said('certificate-refused').at(-1)!;
    expect(refused).toMatchObject({ sender: 0, fields: { level: 'fatal', description: 'unknown_ca' } });
    expect(said('version-refused').at(-1)).toMatchObject({ sender: 1, fields: { description: 'protocol_version' } });
  });

  it('sees a resumption of 1.2 as one', () =>
    expect(said('version-1-2-resumed').at(-1)!.fields).toMatchObject({ resumed: true, certificate_visible: false }));

  it('finds the same hello whole and in pieces', () => expect(said('hello-over-records')[0]).toEqual(said('version-1-3')[0]));
});
