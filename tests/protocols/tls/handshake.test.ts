import { describe, expect, it } from 'vitest';
import { HandshakeStream } from '../../../src/protocols/tls/handshake.ts';
import { PendingOctets } from '../../../src/protocols/tls/pending.ts';
import { handshake } from '../../builders/hello.ts';

function reader(): { said: string[]; message(type: number, b: Buffer, at: number, end: number): void } {
  const said: string[] = [];
  return { said, message: (type, b, at, end) => void said.push(`${type}:${b.hexSlice(at, end)}`) };
}

const messages = Buffer.concat([
  handshake(1, Buffer.from('0102', 'hex')),
  handshake(12, Buffer.alloc(300, 7)), // server_key_exchange: named, not read
  handshake(14, Buffer.alloc(0)),
  handshake(2, Buffer.alloc(0)),
  handshake(11, Buffer.from('aabbcc', 'hex')),
]);
const expected = ['1:0102', '12:', '14:', '2:', '11:aabbcc'];

describe('handshake octets', () => {
  it.each([1, 2, 3, 4, 5, 7, 300, 1_000])('cut into pieces of %i octets give the same messages', (length) => {
    const r = reader();
    const pool = new PendingOctets();
    const stream = new HandshakeStream(r, pool);
    for (let at = 0; at < messages.length; at += length) {
      const piece = Buffer.from(messages.subarray(at, at + length));
      stream.take(piece, 0, piece.length);
      piece.fill(0);
    }
    expect(r.said).toEqual(expected);
    expect([stream.sound, pool.held]).toEqual([true, 0]);
  });

  it.each([
    ['a hello over its bound', '01010001'],
    ['a certificate message over its bound', '0b030000'],
    ['no handshake at all', '99000000'],
  ])('%s makes the stream unsound', (_name, hex) => {
    for (const pieces of [[hex], [hex.slice(0, 2), hex.slice(2)]]) {
      const r = reader();
      const pool = new PendingOctets();
      const stream = new HandshakeStream(r, pool);
      for (const piece of pieces) stream.take(Buffer.from(piece, 'hex'), 0, piece.length / 2);
      expect([stream.sound, r.said.length, pool.held]).toEqual([false, 0, 0]);
    }
  });

  it('room grows with what arrived, not with what was promised', () => {
    const pool = new PendingOctets();
    const stream = new HandshakeStream(reader(), pool);
    stream.take(Buffer.from('0100f00000', 'hex'), 0, 5);
    expect(pool.held).toBe(2_048);
    stream.close();
    expect([pool.held, stream.sound]).toEqual([0, false]);
  });
});
