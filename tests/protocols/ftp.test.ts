import { describe, expect, it } from 'vitest';
import { ftp } from '../../src/protocols/ftp.ts';
import { drive, originator, responder } from '../builders/drive.ts';

const verdict = (text: string, port = 50_021): string =>
  ftp.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 1 }, [50_000, port]);

describe('ftp.probe', () => {
  it.each([
    ['220 ProFTPD Server\r\n', 50_021, 'mine'],
    ['220 hello\r\n', 21, 'mine'],
    ['220 hello\r\n', 50_021, 'unsure'],
    ['220 hello\r\n331 password\r\n', 50_021, 'mine'],
    ['220 mail ESMTP\r\n', 50_021, 'not-mine'],
    ['USER a\r\n', 50_021, 'unsure'],
    ['USER a\r\n', 21, 'mine'],
    ['EHLO a\r\n', 50_021, 'not-mine'],
  ])('%j on %i is %s', (text, port, expected) => {
    expect(verdict(text, port)).toBe(expected);
  });
});

describe('ftp', () => {
  it.each([
    ['its port', 21],
    ['its first reply', 50_021],
  ])('takes no word of a server, told by %s, for a command', (_what, port) => {
    const said = drive(
      ftp,
      [50_000, port],
      [
        responder('220-Welcome\r\nUser limits apply\r\nPass your address as password\r\n220 ready\r\n'),
        originator('USER ftp\r\n'),
        responder('331 ok\r\n'),
      ],
    );
    expect(said.map(({ sender, fields }) => [sender, fields['command'] ?? fields['code']])).toEqual([
      [1, 220],
      [0, 'USER'],
      [1, 331],
    ]);
  });

  it('tells an anonymous login, and goes on after AUTH was refused', () => {
    const said = drive(
      ftp,
      [50_000, 21],
      [
        originator('USER Anonymous\r\nPASS guest@\r\n'),
        responder('331 ok\r\n230 in\r\n'),
        originator('AUTH TLS\r\n'),
        responder('500 no\r\n'),
        originator('RETR a\r\n'),
      ],
    );
    expect(said.find(({ kind }) => kind === 'ftp.login')?.fields).toEqual({ anonymous: true, has_password: true });
    expect(said.at(-1)?.fields).toMatchObject({ command: 'RETR', argument: 'a' });
  });

  it.each([
    [' drwxr-xr-x\r\n', 'unsure'],
    ['226 sent\r\n', 'mine'],
  ])('%j in the middle of a connection is %s', (text, expected) => {
    expect(ftp.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 1 }, [50_000, 21])).toBe(expected);
  });
});
