import { describe, expect, it } from 'vitest';
import { smtp } from '../../src/protocols/smtp.ts';
import { drive, originator, responder } from '../builders/drive.ts';

const said = (...steps: Parameters<typeof drive>[2][number][]) => drive(smtp, [50_000, 25], steps);

describe('smtp', () => {
  it('says at the end, or at a gap, that AUTH went unanswered', () => {
    expect(said(originator('AUTH CRAM-MD5\r\nabc\r\n')).at(-1)?.fields).toMatchObject({
      command: 'AUTH',
      auth_mechanism: 'CRAM-MD5',
      has_password: false,
    });
    expect(said(originator('AUTH LOGIN\r\n'), { side: 0, lost: 30 }).at(-1)?.fields).toMatchObject({
      command: 'AUTH',
      has_password: false,
    });
  });

  it('takes what follows a refused DATA for commands again', () => {
    const commands = said(originator('DATA\r\n'), responder('503 no\r\n'), originator('QUIT\r\n')).map(
      ({ fields }) => fields['command'] ?? fields['code'],
    );
    expect(commands).toEqual(['DATA', 503, 'QUIT']);
  });

  it('takes no line of a message for a command where a recipient was refused after DATA was sent', () => {
    const exchange = said(
      originator('MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nRCPT TO:<e@d.example>\r\nDATA\r\n'),
      responder('250 ok\r\n550 no\r\n250 ok\r\n354 go\r\n'),
      originator('Subject: x\r\n\r\nAUTH PLAIN AGEAYg==\r\n.\r\nQUIT\r\n'),
    );
    expect(exchange.filter(({ sender }) => sender === 0).map(({ fields }) => fields['command'])).toEqual([
      'MAIL',
      'RCPT',
      'RCPT',
      'DATA',
      'QUIT',
    ]);
  });

  it('takes no word of a server for a command', () => {
    expect(said(responder('220-hello\r\nAUTH PLAIN AGEAYg==\r\n220 ready\r\n')).map(({ kind }) => kind)).toEqual(['smtp.response']);
  });

  it('knows domains of addresses, and bounces without any', () => {
    const domains = said(originator('MAIL FROM:<>\r\nRCPT TO:<a@B.example>\r\n')).map(({ fields }) => fields['address_domain']);
    expect(domains).toEqual([null, 'b.example']);
  });

  it.each([
    ['and so I said\r\n', 'unsure'],
    ['250 ok\r\n', 'mine'],
  ])('%j in the middle of a connection is %s', (text, expected) => {
    expect(smtp.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 1 }, [50_000, 25])).toBe(expected);
  });
});
