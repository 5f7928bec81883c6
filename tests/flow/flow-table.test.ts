import { describe, expect, it } from 'vitest';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { LAYER, Packet } from '../../src/packet/packet.ts';
import { arp, ethernet, ipv4, udp } from '../builders/packet.ts';
import { decoded } from '../builders/play.ts';
import { icmpPacket, ipPacket, tcpPacket, udpPacket } from './build.ts';

const SECOND = 1e6;
const T0 = 1_700_000_000 * SECOND;
const SYN = 2,
  SYN_ACK = 18,
  ACK = 16,
  FIN = 17,
  RST = 4;

function table(flowsMax = 1_000, seed = 1) {
  const flows = new FlowTable({ flowsMax }, seed);
  const ends: string[] = [];
  flows.onEnd = (slot, reason) => ends.push(`${flows.id(slot)} ${reason}`);
  let frame = 0;
  /** Tracks and returns `id side` with `+` where the flow is new. */
  const at = (seconds: number, p: Packet): string => {
    const slot = flows.track(p, T0 + seconds * SECOND, ++frame);
    return slot === -1 ? 'none' : `${flows.id(slot)} ${flows.side}${flows.isNew ? '+' : ''}`;
  };
  return { flows, ends, at };
}

describe('FlowTable.track', () => {
  it.each([
    ['192.0.2.1 5000', '198.51.100.2 53'],
    ['198.51.100.2 5000', '192.0.2.1 53'],
    ['2001:db8::1 5000', '2001:db8:1::2 53'],
    ['2001:db8:1::2 5000', '2001:db8::1 53'],
    ['192.0.2.1 5000', '192.0.2.1 53'],
    ['fe80::1:0:0:0 5000', 'fe80::2:0:0:0 5000'],
  ])('finds one flow for both directions of %s and %s', (a, b) => {
    const { at, flows } = table();
    expect([at(0, udpPacket(a, b)), at(1, udpPacket(b, a)), at(2, udpPacket(a, b, 'xyz'))]).toEqual(['1 0+', '1 1', '1 0']);
    expect([flows.packets(0, 0), flows.packets(0, 1), flows.payload(0, 0), flows.payload(0, 1)]).toEqual([2, 1, 4, 1]);
    expect([flows.port(0, 0), flows.port(0, 1)]).toEqual([Number(a.split(' ')[1]), Number(b.split(' ')[1])]);
    expect([flows.address(0, 0), flows.address(0, 1)]).toEqual([a.split(' ')[0], b.split(' ')[0]]);
  });

  it('keeps apart what differs in one part of the 5-tuple', () => {
    const { at } = table();
    const a = '192.0.2.1 5000',
      b = '192.0.2.2 53';
    const packets = [
      () => udpPacket(a, b),
      () => tcpPacket(a, b, SYN),
      () => udpPacket('192.0.2.1 5001', b),
      () => udpPacket(a, '192.0.2.2 54'),
      () => udpPacket(a, '192.0.2.3 53'),
      () => ipPacket({ from: a, to: b }, 47, Buffer.alloc(2)),
    ];
    expect(packets.map((p) => at(0, p()))).toEqual(['1 0+', '2 0+', '3 0+', '4 0+', '5 0+', '6 0+']);
    expect(packets.map((p) => at(0, p()))).toEqual(['1 0', '2 0', '3 0', '4 0', '5 0', '6 0']);
  });

  it('joins ICMP requests and replies, and keeps the two directions of one-way messages apart', () => {
    const { at, flows } = table();
    const [a, b] = ['192.0.2.1', '192.0.2.2'];
    expect([at(0, icmpPacket(a, b, 8)), at(0, icmpPacket(b, a, 0)), at(0, icmpPacket(b, a, 3, 3)), at(0, icmpPacket(a, b, 3, 3))]).toEqual([
      '1 0+',
      '1 1',
      '2 0+',
      '3 0+',
    ]);
    expect([flows.port(0, 0), flows.port(0, 1), flows.port(1, 0), flows.port(1, 1)]).toEqual([8, 0, 3, 3]);
    expect([at(0, icmpPacket('fe80::2', 'fe80::1', 135)), at(0, icmpPacket('fe80::1', 'fe80::2', 136))]).toEqual(['4 0+', '4 1']);
  });

  it('leaves out packets without IP and fragments that are not reassembled', () => {
    const { at, flows } = table();
    expect(at(0, decoded(ethernet({ type: 0x0806 }, arp({}))))).toBe('none');
    expect(at(0, decoded(ethernet({}, ipv4({ more: true, offset: 8 }, Buffer.alloc(8)))))).toBe('none');
    expect(flows.packetsSeen).toBe(0);
  });

  it('keeps MACs, times and the first frame', () => {
    const { at, flows } = table();
    at(5, udpPacket('192.0.2.1 5000', '192.0.2.2 53'));
    at(3, udpPacket('192.0.2.2 53', '192.0.2.1 5000'));
    expect([flows.mac(0, 0), flows.mac(0, 1)]).toEqual(['02:00:00:00:00:0a', '02:00:00:00:00:0b']);
    expect([flows.firstSeen(0), flows.lastSeen(0), flows.firstFrame(0)]).toEqual([T0 + 5 * SECOND, T0 + 5 * SECOND, 1]);
    expect(flows.octets(0, 0)).toBe(29);
  });

  it('gives the same numbers whatever the seed', () => {
    const run = (seed: number): string[] => {
      const { at, ends, flows } = table(50, seed);
      const seen = Array.from({ length: 300 }, (_, i) => at(i, udpPacket(`192.0.2.${i % 7} ${2_000 + (i % 90)}`, '192.0.2.99 53')));
      flows.finish();
      return [...seen, ...ends];
    };
    expect(run(1)).toEqual(run(-77_777));
  });
});

describe('FlowTable expiry', () => {
  const a = '192.0.2.1 5000',
    b = '192.0.2.2 443';
  const dns = (): Packet => udpPacket(a, '192.0.2.2 53');
  it.each([
    ['an unanswered datagram', [[0, dns]], 60],
    [
      'an answered datagram',
      [
        [0, dns],
        [1, () => udpPacket('192.0.2.2 53', a)],
      ],
      181,
    ],
    ['a ping', [[0, () => icmpPacket('192.0.2.1', '192.0.2.2', 8)]], 60],
    ['a SYN', [[0, () => tcpPacket(a, b, SYN)]], 30],
    [
      'a connection',
      [
        [0, () => tcpPacket(a, b, SYN)],
        [1, () => tcpPacket(b, a, SYN_ACK)],
        [2, () => tcpPacket(a, b, ACK)],
      ],
      902,
    ],
    [
      'a refused connection',
      [
        [0, () => tcpPacket(a, b, SYN)],
        [1, () => tcpPacket(b, a, RST)],
      ],
      11,
      'closed',
    ],
    [
      'a finished connection',
      [
        [0, () => tcpPacket(a, b, ACK)],
        [1, () => tcpPacket(b, a, FIN)],
        [2, () => tcpPacket(a, b, FIN)],
      ],
      12,
      'closed',
    ],
    [
      'a half-finished connection',
      [
        [0, () => tcpPacket(a, b, ACK)],
        [1, () => tcpPacket(b, a, FIN)],
      ],
      901,
    ],
    [
      'a reset that nobody heeds',
      [
        [0, () => tcpPacket(a, b, ACK)],
        [1, () => tcpPacket(b, a, RST)],
        [2, () => tcpPacket(b, a, ACK, 1, 'x')],
      ],
      902,
    ],
  ] as [string, [number, () => Packet][], number, string?][])(
    'ends %s at its time and not before',
    (_name, packets, due, reason = 'idle') => {
      const { at, ends, flows } = table();
      for (const [seconds, p] of packets) at(seconds, p());
      for (let s = Math.max(...packets.map(([t]) => t)); s < due; s += 1) flows.expire(T0 + s * SECOND);
      expect(ends).toEqual([]);
      flows.expire(T0 + due * SECOND);
      expect(ends).toEqual([`1 ${reason}`]);
      expect(flows.size).toBe(0);
    },
  );

  it('starts anew on the packet after the deadline', () => {
    const { at, ends } = table();
    expect([at(0, dns()), at(59, dns()), at(119, dns())]).toEqual(['1 0+', '1 0', '2 0+']);
    expect(ends).toEqual(['1 idle']);
  });

  it('is not led astray by timestamps that jump', () => {
    const { at, ends, flows } = table();
    expect([at(0, dns()), at(-3_000, dns()), at(1, dns())]).toEqual(['1 0+', '1 0', '1 0']);
    expect(at(1e9, dns()), 'one damaged stamp').toBe('1 0');
    expect(at(2, dns())).toBe('1 0');
    expect(at(80_000, dns()), 'a long pause').toBe('2 0+');
    expect(ends).toEqual(['1 idle']);
    for (const stamp of [Infinity, -Infinity, Number.NaN, 1e300, -1e300, 2 ** 63, 0])
      for (let i = 0; i < 3; i += 1) flows.track(dns(), stamp, 1);
    expect(flows.packetsSeen).toBe(27);
  });

  it('expires by a clock that was set back', () => {
    const { at, ends } = table();
    at(0, udpPacket(a, b));
    for (let s = -5_000; s < -4_700; s += 1) at(s, dns());
    expect(ends).toEqual(['1 idle']);
  });

  it('ends what is left in order of id, closed where it was closed', () => {
    const { at, ends, flows } = table();
    at(0, tcpPacket(a, b, SYN));
    at(100, dns());
    at(100, udpPacket(a, b));
    at(101, tcpPacket('192.0.2.9 1', b, RST));
    flows.finish();
    expect(ends).toEqual(['1 idle', '2 end', '3 end', '4 closed']);
    expect(flows.size).toBe(0);
  });
});

describe('FlowTable port reuse', () => {
  const a = '192.0.2.1 5000',
    b = '192.0.2.2 443';
  it('starts a new flow on a SYN after the end of the old connection', () => {
    const { at, ends } = table();
    const seen = [
      at(0, tcpPacket(a, b, SYN, 100)),
      at(0, tcpPacket(b, a, SYN_ACK, 7)),
      at(1, tcpPacket(a, b, FIN, 101)),
      at(1, tcpPacket(b, a, FIN, 8)),
    ];
    expect([...seen, at(2, tcpPacket(a, b, SYN, 100)), at(2, tcpPacket(a, b, SYN, 900))]).toEqual([
      '1 0+',
      '1 1',
      '1 0',
      '1 1',
      '1 0',
      '2 0+',
    ]);
    expect(ends).toEqual(['1 reused']);
  });

  it('does so after silence, and not within a busy connection', () => {
    const { at, ends } = table();
    at(0, tcpPacket(a, b, SYN, 100));
    at(0, tcpPacket(b, a, SYN_ACK, 7));
    at(0, tcpPacket(a, b, ACK, 101));
    expect([at(5, tcpPacket(a, b, SYN, 900)), at(40, tcpPacket(a, b, SYN, 900))]).toEqual(['1 0', '2 0+']);
    expect(ends).toEqual(['1 reused']);
  });
});

describe('FlowTable when full', () => {
  it('drops the oldest unanswered flow first, and else the one that would end first', () => {
    const { at, ends, flows } = table(3);
    const client = (n: number): string => `192.0.2.${n} 5000`;
    const server = '198.51.100.1 53';
    at(0, udpPacket(client(1), server));
    at(1, udpPacket(client(2), server));
    at(2, udpPacket(client(3), server));
    at(3, udpPacket(server, client(1)));
    at(4, udpPacket(client(4), server));
    expect(ends).toEqual(['2 evicted']);
    at(5, udpPacket(server, client(3)));
    at(6, udpPacket(server, client(4)));
    at(7, udpPacket(client(1), server));
    at(8, udpPacket(client(5), server));
    expect(ends).toEqual(['2 evicted', '3 evicted']);
    expect([flows.evictedUnanswered, flows.evictedAnswered, flows.size, flows.flowsSeen]).toEqual([1, 1, 3, 5]);
  });

  it('lets flows that nobody answers have no more than their share of the room', () => {
    const flows = new FlowTable({ flowsMax: 100, unansweredMax: 3 }, 5);
    const ends: string[] = [];
    flows.onEnd = (slot, reason) => ends.push(`${flows.id(slot)} ${reason}`);
    flows.track(tcpPacket('192.0.2.1 5000', '198.51.100.1 80', SYN), T0, 1);
    flows.track(tcpPacket('198.51.100.1 80', '192.0.2.1 5000', SYN_ACK), T0, 2);
    for (let i = 2; i < 7; i += 1) flows.track(tcpPacket(`192.0.2.${i} 5000`, '198.51.100.1 80', SYN), T0, i + 1);
    expect(ends).toEqual(['2 evicted', '3 evicted']);
    expect([flows.size, flows.evictedUnanswered, flows.evictedAnswered]).toEqual([4, 2, 0]);
  });

  it('stands a flood of a million SYNs: figures exact, real connections kept, memory bounded', () => {
    const flowsMax = 16_384;
    const flows = new FlowTable({ flowsMax }, 5);
    let ended = 0;
    let packets = 0;
    flows.onEnd = (slot) => {
      ended += 1;
      packets += flows.packets(slot, 0) + flows.packets(slot, 1);
    };
    const real = (i: number): string => `192.0.2.${i + 1} 5000`;
    for (let i = 0; i < 20; i += 1) {
      flows.track(tcpPacket(real(i), '198.51.100.1 80', SYN), T0, i);
      flows.track(tcpPacket('198.51.100.1 80', real(i), SYN_ACK), T0, i);
      flows.track(tcpPacket(real(i), '198.51.100.1 80', ACK), T0, i);
    }
    const flood = tcpPacket('10.0.0.1 1', '198.51.100.1 80', SYN);
    for (let i = 0; i < 1_000_000; i += 1) {
      flood.buffer.writeUInt32BE((0x0a000000 + i) >>> 0, flood.sourceAt);
      flows.track(flood, T0 + i, i);
    }
    expect([flows.size, flows.capacity, flows.flowsSeen, flows.packetsSeen]).toEqual([flowsMax, flowsMax, 1_000_020, 1_000_060]);
    expect([flows.evictedUnanswered, flows.evictedAnswered]).toEqual([1_000_020 - flowsMax, 0]);
    for (let i = 0; i < 20; i += 1) {
      flows.track(tcpPacket(real(i), '198.51.100.1 80', ACK), T0 + SECOND, i);
      expect(flows.isNew).toBe(false);
    }
    flows.finish();
    expect([ended, packets]).toEqual([1_000_020, 1_000_080]);
  });
});

describe('FlowTable on the steady path', () => {
  it('allocates nothing', () => {
    const flows = new FlowTable({ flowsMax: 10_000 }, 5);
    const p = new Packet();
    const source = tcpPacket('10.0.0.1 1', '198.51.100.1 80', ACK, 1, 'payload');
    Object.assign(p, source);
    p.buffer = Buffer.from(source.buffer);
    expect(p.has(LAYER.tcp)).toBe(true);
    const run = (): void => {
      for (let i = 0; i < 1_000_000; i += 1) {
        p.buffer[p.sourceAt + 3] = i;
        p.buffer[p.sourceAt + 2] = (i >> 8) & 15;
        flows.track(p, T0, i);
      }
    };
    run();
    const before = process.memoryUsage().heapUsed;
    run();
    // A million packets: a single object each would be tens of megabytes, or a collection in between that makes the figure negative.
    expect(Math.abs(process.memoryUsage().heapUsed - before)).toBeLessThan(1_000_000);
    expect(flows.size).toBe(4_096);
  });

  it('holds datagrams of a port pair with itself', () => {
    const { at } = table();
    const p = (): Packet => ipPacket({ from: '192.0.2.1', to: '192.0.2.1' }, 17, udp({ sourcePort: 7, destinationPort: 7 }));
    expect([at(0, p()), at(0, p())]).toEqual(['1 0+', '1 0']);
  });
});
