import { describe, expect, it } from 'vitest';
import { telnet } from '../../src/protocols/telnet.ts';
import { Drive, drive, originator, responder } from '../builders/drive.ts';

const verdict = (octets: number[] | string, port: number): string => {
  const buffer = Buffer.from(octets as string, 'latin1');
  return telnet.probe({ buffer, start: 0, end: buffer.length, sender: 1 }, [50_000, port]);
};

describe('telnet.probe', () => {
  it.each([
    ['\xff\xfd\x18', 23, 'mine'],
    ['\xff\xfd\x18', 99, 'unsure'],
    ['\xff\xfd\x18\xff\xfd\x1f', 99, 'mine'],
    ['\xff\xfd\x18\r\nl', 99, 'mine'],
    ['\xff\xfd\x18\xff\x07\x01', 99, 'not-mine'],
    ['\xff\xfd\x18\x01\x02\x03', 99, 'not-mine'],
    ['\xff\xfb', 99, 'unsure'],
    ['\xff\xf1\x01', 99, 'not-mine'],
    ['\xff\xfb\xee', 99, 'not-mine'],
    ['login: ', 99, 'not-mine'],
    ['host login: ', 23, 'mine'],
    ['hello\r\n', 23, 'unsure'],
  ])('%j on %i is %s', (text, port, expected) => {
    expect(verdict(text, port)).toBe(expected);
  });
});

describe('telnet', () => {
  it('reads a subnegotiation that another command cuts short no further', () => {
    const [session] = drive(telnet, [50_000, 23], [responder('\xff\xfa\x18\x01\xff\xfd\x1flogin: '), originator('root\r\n')]);
    expect(session?.fields).toMatchObject({ options: [24, 31], login_prompt: true, has_username: true });
  });

  it('passes over an octet 255 within a subnegotiation, doubled or not', () => {
    const [session] = drive(telnet, [50_000, 23], [originator('\xff\xfa\x1f\xff\xff\x00\xff\x00\xff\xf0'), responder('login: ')]);
    expect(session?.fields).toMatchObject({ options: [31], login_prompt: true });
  });

  it('says nothing of a password that was asked for but not sent', () => {
    const [session] = drive(
      telnet,
      [50_000, 23],
      [responder('login: '), originator('root\r\n'), responder('Password: '), originator('abc')],
    );
    expect(session?.fields).toEqual({ options: [], login_prompt: true, has_username: true, has_password: false, banner: 'login:' });
  });

  it.each([
    ['the first line', 23, [responder('\r\nBusyBox v1.0\r\nlogin: '), originator('root\r\n'), responder('root\r\n')], 'BusyBox v1.0'],
    [
      'up to a prompt',
      23,
      [responder('host login: '), originator('ro'), responder('ro'), originator('ot\r'), responder('ot\r\n')],
      'host login:',
    ],
    ['a prompt that nobody knows', 23, [responder('Benutzer: '), originator('bob\r\n'), responder('bob\r\n')], null],
    ['an echo that comes first', 23, [originator('bob\r\n'), responder('bob\r\nPassword: ')], null],
    ['an echo in the same segment', 23, [responder('login: root\r\nPassword: ')], 'login:'],
    ['of a client that is not captured', 23, [responder('Benutzer: bob\r\nKennwort: ')], 'Benutzer:'],
    ['behind a gap', 23, [{ side: 1, lost: 9 }, responder('bob\r\nPassword: ')], null],
    ['on another port', 2325, [responder('busy, try later\r\n'), originator('\xff\xfe\x03')], 'busy, try later'],
    ['of an originator on another port, who may be either', 2325, [originator('login: bob\r\n'), responder('bob\r\n')], null],
  ] as const)('banner: %s', (_what, port, steps, banner) => {
    const [session] = drive(telnet, [50_000, port], [...steps]);
    expect(session?.fields['banner']).toBe(banner);
  });

  it('knows the server by its port where the capture began with it', () => {
    const steps = [originator('host login: '), responder('root\r'), originator('root\r\nPassword: '), responder('s3cr3t\r')];
    const [session] = drive(telnet, [23, 50_000], steps);
    expect(session?.fields).toMatchObject({ banner: 'host login:', has_username: true, has_password: true });
  });

  it('needs no more once it has spoken', () => {
    const flow = new Drive(telnet, [50_000, 23]);
    flow.data(1, Buffer.from('Password:'));
    flow.data(0, Buffer.from('x\r'));
    expect([flow.said.length, flow.enough(0)]).toEqual([1, true]);
    flow.end();
    expect(flow.said).toHaveLength(1);
  });

  it('does not wait for ever for the end of a subnegotiation', () => {
    const flow = new Drive(telnet, [50_000, 23]);
    flow.data(1, Buffer.concat([Buffer.from([0xff, 0xfa, 0x18]), Buffer.alloc(2_000, 0x61)]));
    expect(flow.waiting(1)).toBe(0);
  });
});
