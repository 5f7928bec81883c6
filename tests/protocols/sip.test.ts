import { describe, expect, it } from 'vitest';
import { sip } from '../../src/protocols/sip.ts';
import { drive, originator } from '../builders/drive.ts';

describe('sip', () => {
  it('reads short header names and a message that is cut', () => {
    const [message] = drive(
      sip,
      [5060, 5060],
      [originator('INVITE sip:b@d.example SIP/2.0\r\nf: <sips:a@c.example:5061>\r\nt: tel:123\r\nc: application/sdp\r\nUser-Agent: x')],
    );
    expect(message?.fields).toMatchObject({
      method: 'INVITE',
      status: null,
      from_domain: 'c.example',
      to_domain: null,
      content_type: 'application/sdp',
    });
  });

  it('takes no parameter of a header for a domain', () => {
    const [message] = drive(
      sip,
      [5060, 5060],
      [originator('REGISTER sip:h.example SIP/2.0\r\nFrom: <sip:h.example>;tag=a@b\r\nTo: sip:c@h.example;x=d@e\r\n\r\n')],
    );
    expect(message?.fields).toMatchObject({ from_domain: 'h.example', to_domain: 'h.example' });
  });

  it.each([
    ['OPTIONS sip:a SIP/2.0\r\n', 'mine'],
    ['SIP/2.0 200 OK\r\n', 'mine'],
    ['OPTIONS * HTTP/1.1\r\n', 'not-mine'],
    ['\r\n\r\n', 'not-mine'],
  ])('%j is %s', (text, expected) => {
    expect(sip.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 0 }, [1, 2])).toBe(expected);
  });
});
