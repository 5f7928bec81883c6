import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/bytes/address.ts';
import { communityId } from '../../src/flow/community-id.ts';
import { icmpCounterpart } from '../../src/flow/icmp-ports.ts';

/** The specification again, word by word, without any reuse. */
function plainly(protocol: number, source: string, destination: string, sourcePort: number, destinationPort: number): string {
  const ends = [source, destination].map((text, i) => {
    const port = Buffer.alloc(2);
    port.writeUInt16BE(i === 0 ? sourcePort : destinationPort);
    return { address: parseAddress(text)!, port };
  });
  const icmp = protocol === 1 || protocol === 58;
  const fixed = icmp && icmpCounterpart(protocol, sourcePort) === -1;
  if (!fixed) ends.sort((a, b) => Buffer.concat([a.address, a.port]).compare(Buffer.concat([b.address, b.port])));
  const ports = icmp || protocol === 6 || protocol === 17 || protocol === 132 ? ends.map((e) => e.port) : [];
  const message = Buffer.concat([Buffer.from([0, 0]), ...ends.map((e) => e.address), Buffer.from([protocol, 0]), ...ports]);
  return `1:${createHash('sha1').update(message).digest('base64')}`;
}

function ours(protocol: number, source: string, destination: string, sourcePort: number, destinationPort: number): string {
  const addresses = Buffer.concat([parseAddress(source)!, parseAddress(destination)!]);
  const length = addresses.length / 2;
  return communityId(protocol, addresses, length, 0, length, sourcePort, destinationPort);
}

describe('communityId', () => {
  // The examples published with the specification.
  it.each([
    [6, '128.232.110.120', '66.35.250.204', 34855, 80, '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
    [17, '192.168.1.52', '8.8.8.8', 54585, 53, '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
    [1, '192.168.0.89', '192.168.0.1', 8, 0, '1:X0snYXpgwiv9TZtqg64sgzUn6Dk='],
  ])('protocol %i from %s to %s', (protocol, a, b, aPort, bPort, expected) => {
    expect(ours(protocol, a, b, aPort, bPort)).toBe(expected);
    expect(ours(protocol, b, a, bPort, aPort)).toBe(expected);
  });

  it('agrees with the specification followed word by word', () => {
    const ends = ['192.0.2.1', '192.0.2.2', '255.0.0.1', '2001:db8::1', '2001:db8::2', 'fe80::1'];
    let cases = 0;
    for (const a of ends)
      for (const b of ends)
        for (const protocol of [1, 2, 6, 17, 47, 58, 132])
          for (const [p, q] of [
            [8, 0],
            [0, 8],
            [3, 3],
            [135, 136],
            [1, 4],
            [443, 65_535],
          ] as const) {
            if (a.includes(':') !== b.includes(':')) continue;
            expect(ours(protocol, a, b, p, q)).toBe(plainly(protocol, a, b, p, q));
            cases += 1;
          }
    expect(cases).toBe(18 * 7 * 6);
  });

  it('tells the two directions of a one-way ICMP message apart', () => {
    expect(ours(1, '192.0.2.1', '192.0.2.2', 3, 3)).not.toBe(ours(1, '192.0.2.2', '192.0.2.1', 3, 3));
  });
});
