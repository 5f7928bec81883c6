import { describe, expect, it } from 'vitest';
import { telnet } from '../../src/protocols/telnet.ts';
import { Drive, drive, originator, responder } from '../builders/drive.ts';

const verdict = (octets: number[] | string, port: number): string => {
  const buffer = Buffer.from(octets as string, 'latin1');
  return telnet.probe({ buffer, start: 0, end: buffer.length, sender: 1 }, [50_000, port]);
};

describe('telnet.probe', () => {
  it.each([
    ['\xff\xfd\x18', 99, 'mine'],
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
  it('says nothing of a password that was asked for but not sent', () => {
    const [session] = drive(
      telnet,
      [50_000, 23],
      [responder('login: '), originator('root\r\n'), responder('Password: '), originator('abc')],
    );
    expect(session?.fields).toEqual({ options: [], login_prompt: true, has_username: true, has_password: false, banner: null });
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
