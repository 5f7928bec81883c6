import { describe, expect, it } from 'vitest';
import { ssh } from '../../src/protocols/ssh.ts';
import { Drive, drive, originator, responder } from '../builders/drive.ts';

const banner = (text: string): object[] => drive(ssh, [50_000, 22], [responder(text)]).map((s) => s.fields);

describe('SSH', () => {
  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', [{ software: 'OpenSSH_9.6', protocol_version: '2.0', comments: null }]],
    ['SSH-1.99-Cisco-1.25\n', [{ software: 'Cisco-1.25', protocol_version: '1.99', comments: null }]],
    ['SSH-2.0-lancom two words\r\n', [{ software: 'lancom', protocol_version: '2.0', comments: 'two words' }]],
    ['Welcome\r\nSSH-2.0-x\r\n', [{ software: 'x', protocol_version: '2.0', comments: null }]],
    ['SSH-2.0\r\n', []],
    [`SSH-2.0-${'a'.repeat(300)}\r\n`, []],
    ['SSH-2.0-half', []],
  ])('%j', (text, fields) => expect(banner(text)).toEqual(fields));

  it('needs nothing of a direction after its banner, and nothing after a gap', () => {
    const flow = new Drive(ssh, [50_000, 22]);
    flow.data(0, Buffer.from('SSH-2.0-a\r\n\x00\x00'));
    flow.data(1, Buffer.from('SSH-2.0'));
    flow.gap(1, 4);
    flow.data(1, Buffer.from('SSH-2.0-b\r\n'));
    expect([flow.enough(0), flow.enough(1), flow.said.length]).toEqual([true, true, 1]);
  });

  it.each([
    ['lines without end', Buffer.alloc(2_000, 0x61)],
    ['too many lines', Buffer.alloc(64, '\n')],
  ])('gives up on %s', (_name, octets) => {
    const flow = new Drive(ssh, [50_000, 22]);
    flow.data(1, octets);
    expect([flow.enough(1), flow.said]).toEqual([true, []]);
  });

  it.each([
    ['SSH-2', 'mine'],
    ['SSH', 'unsure'],
    ['SSH-', 'unsure'],
    ['SSH-x', 'not-mine'],
    ['GET ', 'not-mine'],
    ['', 'unsure'],
  ])('%j is %s', (text, verdict) => {
    const { octets: buffer } = originator(text);
    expect(ssh.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [1, 2])).toBe(verdict);
  });
});
