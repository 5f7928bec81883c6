import { describe, expect, it } from 'vitest';
import { xmpp } from '../../src/protocols/xmpp.ts';
import { Drive, drive, originator } from '../builders/drive.ts';
import { readFixture } from '../builders/messages.ts';

function run(name: string): Drive {
  const { messages, ports } = readFixture('xmpp', name);
  const flow = new Drive(xmpp, ports);
  for (const { side, octets } of messages) flow.data(side, octets);
  flow.end();
  return flow;
}

describe('xmpp', () => {
  it('tells the login and whom stanzas go to, without what they say', () => {
    expect(run('plain').said.map(({ kind, fields }) => ({ kind, ...fields }))).toEqual([
      { kind: 'xmpp.stream', to: 'home.example', from: null },
      { kind: 'xmpp.stream', to: null, from: 'home.example' },
      { kind: 'xmpp.auth', auth_mechanism: 'PLAIN', has_username: true, has_password: true },
      { kind: 'xmpp.stanza', stanza: 'message', type: 'chat', to_domain: 'home.example' },
      { kind: 'xmpp.stanza', stanza: 'presence', type: null, to_domain: null },
    ]);
  });

  it('gives the stream over where the server says that TLS may begin', () => {
    expect(run('starttls').switched).toBe(true);
    expect(run('plain').switched).toBe(false);
  });

  it('passes over tags that are too long, and finds the next after a gap', () => {
    const steps = [originator("<stream:stream to='a'>"), originator(`<iq ${'x'.repeat(5_000)}`), originator("x><iq to='b@c'>")];
    expect(drive(xmpp, [50_000, 5222], steps).map(({ fields }) => fields['to_domain'])).toEqual([undefined, 'c']);
    const lost = [originator("<stream:stream to='a'><iq "), { side: 0 as const, lost: 9 }, originator("to='no'/><iq to='d'/>")];
    expect(drive(xmpp, [50_000, 5222], lost).map(({ fields }) => fields['to_domain'])).toEqual([undefined, 'd']);
  });

  it.each([
    ["<iq type='get'>", 5222, 'mine'],
    ['<presence/>', 5269, 'mine'],
    ['body>', 5222, 'unsure'],
    ["<iq type='get'>", 50_001, 'not-mine'],
  ])('in the middle of a connection, %s on %i is %s', (text, port, verdict) => {
    const buffer = Buffer.from(text);
    expect(xmpp.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [50_000, port])).toBe(verdict);
  });

  it.each([
    ['<stream:stream ', 'mine'],
    ["<?xml version='1.0'?>\n<stream:stream", 'mine'],
    ["<?xml version='1.0'?><stre", 'unsure'],
    ["<?xml version='1.0'?><html>", 'not-mine'],
    ['<?x', 'unsure'],
    ['<html>', 'not-mine'],
  ])('probes %s: %s', (text, verdict) => {
    const buffer = Buffer.from(text);
    expect(xmpp.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [50_000, 50_001])).toBe(verdict);
  });
});
