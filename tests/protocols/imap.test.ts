import { describe, expect, it } from 'vitest';
import { imap } from '../../src/protocols/imap.ts';
import { drive, originator, responder } from '../builders/drive.ts';

describe('imap', () => {
  it('reads no command out of a literal', () => {
    const said = drive(
      imap,
      [50_000, 143],
      [responder('* OK hi\r\n'), originator('a APPEND in {12}\r\n'), originator('b LOGIN x y\n\r\nc NOOP\r\n')],
    );
    expect(said.map(({ fields }) => fields['command'])).toEqual(['APPEND', 'NOOP']);
  });

  it('takes no line of a mail for a command, whoever is heard first', () => {
    const said = drive(imap, [50_000, 143], [responder('please LOGIN now to see\r\n'), originator('a NOOP\r\n')]);
    expect(said.map(({ sender, fields }) => [sender, fields['command']])).toEqual([[0, 'NOOP']]);
  });

  it('goes on after STARTTLS was refused', () => {
    const said = drive(
      imap,
      [50_000, 143],
      [originator('a STARTTLS\r\n'), responder('a BAD no\r\n'), originator('b AUTHENTICATE PLAIN AGEAYg==\r\n'), responder('b NO\r\n')],
    );
    expect(said.map(({ fields }) => fields['command'] ?? fields['accepted'])).toEqual(['STARTTLS', 'AUTHENTICATE', false]);
    expect(said[1]?.fields['has_password']).toBe(true);
  });

  it.each([
    ['16 OK done\r\n', 'mine'],
    ['and so I said\r\n', 'unsure'],
    ['\x01\x02\r\n', 'unsure'],
  ])('%j in the middle of a connection is %s', (text, expected) => {
    expect(imap.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 1 }, [50_000, 143])).toBe(expected);
  });
});
