import { describe, expect, it } from 'vitest';
import { pop3 } from '../../src/protocols/pop3.ts';
import { drive, originator, responder } from '../builders/drive.ts';

describe('pop3', () => {
  it('tells a digest from a password', () => {
    const said = drive(
      pop3,
      [50_000, 110],
      [responder('+OK <1@a>\r\n'), originator('APOP me c4c9334bac560ecc979e58001b3e22fb\r\n'), responder('+OK\r\n')],
    );
    expect(said.map(({ fields }) => fields)).toEqual([
      { command: 'APOP', auth_mechanism: 'APOP', has_username: true, has_password: false },
      { accepted: true },
    ]);
  });

  it('takes no line of a mail for a command, whoever is heard first', () => {
    expect(drive(pop3, [50_000, 110], [responder('pass me the salt\r\nUSER guide\r\n')])).toEqual([]);
  });

  it('says at the end what an unfinished AUTH was', () => {
    expect(drive(pop3, [50_000, 110], [originator('AUTH LOGIN\r\n')]).at(-1)?.fields).toMatchObject({
      auth_mechanism: 'LOGIN',
      has_password: false,
    });
  });

  it('does not take Redis for itself', () => {
    expect(pop3.probe({ buffer: Buffer.from('+OK\r\n'), start: 0, end: 5, sender: 1 }, [50_000, 6379])).toBe('unsure');
    expect(pop3.probe({ buffer: Buffer.from('+PONG\r\n'), start: 0, end: 7, sender: 1 }, [50_000, 6379])).toBe('not-mine');
  });

  it.each([
    ['1 200\r\n', 'unsure'],
    ['-ERR no\r\n', 'mine'],
  ])('%j in the middle of a connection is %s', (text, expected) => {
    expect(pop3.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 1 }, [50_000, 110])).toBe(expected);
  });
});
