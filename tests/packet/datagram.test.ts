import { describe, expect, it } from 'vitest';
import { Datagram } from '../../src/packet/datagram.ts';
import * as build from '../builders/packet.ts';
import { decoded } from '../builders/packet-view.ts';

const add = (d: Datagram, text: string, start: number, isLast = false): string => {
  const buffer = Buffer.from(`..${text}..`);
  return d.add(buffer, 2, 2 + text.length, start, isLast);
};
const written = (d: Datagram): string => {
  const target = Buffer.alloc(d.length, '?');
  d.write(target, 0);
  return target.toString();
};
const withHeader = (): Datagram => {
  const d = new Datagram(0);
  d.keepHeader(decoded(build.ipv4({ more: true }, Buffer.alloc(8)), 101));
  return d;
};

describe('Datagram', () => {
  it('is whole with the header and every octet', () => {
    const d = new Datagram(0);
    expect([add(d, 'cc', 4, true), add(d, 'aa', 0), d.isWhole(), add(d, 'bb', 2), d.isWhole()]).toEqual([
      'added',
      'added',
      false,
      'added',
      false,
    ]);
    d.keepHeader(decoded(build.ipv4({ more: true }, Buffer.alloc(8)), 101));
    expect(d.isWhole()).toBe(true);
    expect(written(d)).toBe('aabbcc');
  });

  it('fills only the gaps', () => {
    const d = withHeader();
    add(d, 'b', 1);
    add(d, 'd', 3);
    expect(add(d, 'VWXYZ', 0, true)).toBe('overlap');
    expect(d.isWhole()).toBe(true);
    expect(written(d)).toBe('VbXdZ');
  });

  it('tells a repetition from an overlap', () => {
    const d = withHeader();
    add(d, 'abcd', 0);
    expect([add(d, 'WXYZ', 0), add(d, 'YZ', 2), add(d, 'YZef', 2)]).toEqual(['repeated', 'overlap', 'overlap']);
  });

  it('holds to the first length', () => {
    const d = withHeader();
    expect([add(d, 'cd', 2, true), add(d, 'ef', 4), add(d, 'ef', 4, true), add(d, 'ab', 0, true), d.length]).toEqual([
      'added',
      'overlap',
      'overlap',
      'overlap',
      4,
    ]);
    const e = withHeader();
    expect([add(e, 'ef', 4), add(e, 'cd', 2, true), e.length]).toEqual(['added', 'overlap', -1]);
  });

  it('counts what it holds, and nothing once it is refused', () => {
    const d = withHeader();
    const header = d.octets;
    add(d, 'abcd', 0);
    expect(d.octets).toBe(header + 4 + 128);
    d.refuse();
    expect([d.octets, d.isWhole(), d.isRefused]).toEqual([0, false, true]);
  });

  it('keeps of IPv6 the fixed header, which then announces the transport', () => {
    const d = new Datagram(0);
    d.keepHeader(decoded(build.ipv6({ extensions: [build.extension(0), build.fragmentHeader({ more: true })] }, Buffer.alloc(8)), 101));
    expect([d.header!.length, d.header![6]]).toEqual([40, 17]);
  });
});
