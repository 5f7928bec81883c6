import { describe, expect, it } from 'vitest';
import { decode } from '../../src/packet/decode.ts';
import { Packet } from '../../src/packet/packet.ts';
import { eachSubframe } from '../../src/packet/subframes.ts';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';

const WIFI = 105;

/** A subframe, filled up to a multiple of four unless it is the last. */
function part(text: string, last = false): Buffer {
  const body = build.snap(0x0800, build.ipv4({}, build.udp({}, Buffer.from(text))));
  const octets = build.ethernet({ type: body.length }, body);
  return last ? octets : Buffer.concat([octets, Buffer.alloc(-octets.length & 3, 0xee)]);
}

/** What every subframe of a frame carries, or why it could not be read. */
function said(...parts: readonly Buffer[]): string[] {
  const frame = build.wifi({ kind: 0x88, flags: 1, extra: hex('8000') }, Buffer.concat(parts));
  const p = new Packet();
  const all: string[] = [];
  const take = ({ stop, buffer, payloadAt, payloadEnd }: Packet): void =>
    void all.push(stop === 'done' ? buffer.toString('latin1', payloadAt, payloadEnd) : stop);
  decode(p, frame, 0, frame.length, WIFI);
  const { aggregateAt, aggregateEnd } = p;
  take(p);
  if (aggregateAt >= 0) eachSubframe(p, frame, aggregateAt, aggregateEnd, take);
  return all;
}

describe('eachSubframe', () => {
  it('reads all, whatever fills them up', () => {
    expect(said(part('a'), part('bc'), part('def'), part('ghij'), part('end', true))).toEqual(['a', 'bc', 'def', 'ghij', 'end']);
    expect(said(part('alone', true))).toEqual(['alone']);
    expect(said(part('filled up'))).toEqual(['filled up']);
  });

  it('stops where the frame does', () => {
    expect(said(part('a'), Buffer.alloc(13))).toEqual(['a', 'truncated']);
    expect(said(part('a'), part('cut', true).subarray(0, 20))).toEqual(['a', 'truncated']);
    expect(said(part('a'), Buffer.alloc(40))).toEqual(['a', 'truncated', 'truncated', 'truncated']);
  });

  it('goes on after whoever takes one has turned the packet to other octets', () => {
    const frame = build.wifi({ kind: 0x88, flags: 1, extra: hex('8000') }, Buffer.concat([part('a'), part('b'), part('c', true)]));
    const p = new Packet();
    decode(p, frame, 0, frame.length, WIFI);
    let count = 1;
    eachSubframe(p, frame, p.aggregateAt, p.aggregateEnd, (each) => {
      count += 1;
      each.reset(Buffer.alloc(0));
    });
    expect(count).toBe(3);
  });
});
