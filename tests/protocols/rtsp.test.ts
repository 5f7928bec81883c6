import { describe, expect, it } from 'vitest';
import { rtsp } from '../../src/protocols/rtsp.ts';
import { drive, originator, responder } from '../builders/drive.ts';

describe('rtsp', () => {
  it.each([
    ['PLAY rtsp://h/a?user=x&pwd=y RTSP/1.0', 'rtsp://h/a', true],
    ['PLAY rtsp://h/a?x=y RTSP/1.0', 'rtsp://h/a', false],
    ['OPTIONS * RTSP/2.0', '*', false],
  ])('shows the target of %j without secrets', (line, target, credentials) => {
    expect(drive(rtsp, [50_000, 554], [originator(`${line}\r\n\r\n`)])[0]?.fields).toMatchObject({ target, has_credentials: credentials });
  });

  it('finds the next message behind a gap among media', () => {
    const said = drive(
      rtsp,
      [50_000, 554],
      [responder('$\x00\x04\x00abc'), { side: 1, lost: 5_000 }, responder('media\r\nRTSP/1.0 200 OK\r\n\r\n')],
    );
    expect(said.map(({ fields }) => fields['status'])).toEqual([200]);
  });

  it.each([
    ['GET / HTTP/1.1\r\n', 'not-mine'],
    ['OPTIONS / HTTP/1.1\r\n', 'not-mine'],
    ['OPTIONS r', 'unsure'],
    ['RTS', 'unsure'],
    ['RTSP/1.0 2', 'mine'],
  ])('%j is %s', (text, expected) => {
    expect(rtsp.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 0 }, [1, 2])).toBe(expected);
  });

  it.each([
    ['a frame and the start of another', '$\x00\x00\x02ab$\x01', [50_000, 554], 'mine'],
    ['the middle of a frame', 'abcdef', [50_000, 8554], 'unsure'],
    ['a frame that ends in something else', '$\x00\x00\x02abcd', [554, 50_000], 'unsure'],
    ['frames on a port of others', '$\x00\x00\x02ab$\x01', [50_000, 7070], 'not-mine'],
  ] as const)('in the middle of the media: %s', (_what, text, ports, expected) => {
    expect(rtsp.probe({ buffer: Buffer.from(text), start: 0, end: text.length, sender: 1 }, ports)).toBe(expected);
  });
});
