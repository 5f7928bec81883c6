import { describe, expect, it } from 'vitest';
import { wasForwarded } from '../../src/packet/time-to-live.ts';
import { arp, ethernet, ipv4, ipv6, MAC_A, MAC_B, udp } from '../builders/packet.ts';
import { decoded } from '../builders/play.ts';

const framed = (packet: Buffer, type: number): Buffer => ethernet({ source: MAC_A, destination: MAC_B, type }, packet);

describe('a packet that somebody forwarded', () => {
  it.each([
    [64, false],
    [63, true],
    [61, true],
    [60, false],
    [128, false],
    [127, true],
    [255, false],
    [254, true],
    [1, false],
    [4, false],
    [0, false],
  ])('with %i hops left: %s', (left, forwarded) => {
    expect(wasForwarded(decoded(framed(ipv4({ ttl: left }, udp({})), 0x0800)))).toBe(forwarded);
    expect(wasForwarded(decoded(framed(ipv6({ ttl: left }, udp({})), 0x86dd)))).toBe(forwarded);
  });

  it('is not told by what lies in a tunnel, nor by ARP', () => {
    const inner = ipv6({ ttl: 63 }, udp({}));
    expect(wasForwarded(decoded(framed(ipv4({ ttl: 64, protocol: 41 }, inner), 0x0800)))).toBe(false);
    expect(wasForwarded(decoded(framed(arp({}), 0x0806)))).toBe(false);
  });
});
