import { describe, expect, it } from 'vitest';
import { observes, SCAN, ScanWatch } from '../../src/behaviour/scan.ts';
import type { Fields } from '../../src/model/observation.ts';
import type { Sighting } from '../../src/model/sighting.ts';

const MAC = '00:11:22:00:00:01';

function flow(address: string, port: number, at: number, scope = 'lan', transport = 'tcp', mac = MAC): Sighting {
  const observation = { kind: 'flow.start', at, frame: 1, flow: 1, sender: null, fields: {} };
  return { observation, device: { mac } as never, destination: { scope, address, port, transport } as never, capture: 0 };
}

function arp(target: string, at: number, sender = '192.168.1.9', op = 'request'): Sighting {
  const fields: Fields = { op, sender_mac: MAC, sender_addr: sender, target_mac: '00:00:00:00:00:00', target_addr: target };
  return {
    observation: { kind: 'arp', at, frame: 1, flow: null, sender: null, fields },
    device: { mac: MAC } as never,
    destination: null,
    capture: 0,
  };
}

function run(sightings: readonly Sighting[], watch = new ScanWatch()): Fields[] {
  return sightings.map((sighting) => watch.watch(sighting)).filter((fields) => fields !== null);
}

const many = (count: number, one: (i: number) => Sighting): Sighting[] => Array.from({ length: count }, (_, i) => one(i));

describe('scan', () => {
  it('tells a sweep over addresses, once at the threshold, then at each fourfold', () => {
    const found = run(many(100, (i) => arp(`192.168.1.${i + 10}`, i * 100_000)));
    expect(found).toEqual([
      { device_mac: MAC, method: 'arp', targets: 16, ports: 0, seconds: 1.5, target: null },
      { device_mac: MAC, method: 'arp', targets: 64, ports: 0, seconds: 6.3, target: null },
    ]);
  });

  it('tells ports tried at one target', () => {
    expect(run(many(12, (i) => flow('192.168.1.7', 20 + i, i)))).toEqual([
      { device_mac: MAC, method: 'flow', targets: 1, ports: SCAN.portsMin, seconds: 0, target: '192.168.1.7' },
    ]);
  });

  it.each(['127.0.0.1', '::1'])('does not take what a computer says to itself, at %s, for a scan', (address) => {
    expect(run(many(12, (i) => flow(address, 20 + i, i)))).toEqual([]);
  });

  it('tells flows to many addresses', () => {
    expect(run(many(16, (i) => flow(`192.168.1.${i}`, 80, i * 1_000_000)))).toMatchObject([
      { method: 'flow', targets: 16, seconds: 15, target: null },
    ]);
  });

  it.each<[string, Sighting[]]>([
    ['one short of the threshold', many(SCAN.targetsMin - 1, (i) => arp(`192.168.1.${i}`, i))],
    ['the same neighbour over and over', many(200, (i) => arp('192.168.1.1', i))],
    ['slow: a neighbour every ten seconds', many(100, (i) => arp(`192.168.1.${i}`, i * 10_000_000))],
    ['answers', many(50, (i) => arp(`192.168.1.${i}`, i, '192.168.1.9', 'reply'))],
    ['announcements of its own addresses', many(50, (i) => arp(`192.168.1.${i}`, i, `192.168.1.${i}`))],
    ['probes for a free address', many(50, (i) => arp(`192.168.1.${i}`, i, '0.0.0.0'))],
    ['the Internet', many(50, (i) => flow(`5.5.5.${i}`, i, i, 'internet'))],
    ['several devices together', many(50, (i) => flow(`192.168.1.${i}`, 80, i, 'lan', 'tcp', `00:11:22:00:00:${10 + i}`))],
    ['nobody’s packets', many(50, (i) => ({ ...arp(`192.168.1.${i}`, i), device: null }))],
    ['answers to questions that were not captured', many(50, (i) => flow('192.168.1.7', 40_000 + i, i, 'lan', 'udp'))],
    ['what the device was asked', many(50, (i) => ({ ...flow('192.168.1.7', i, i), device: { mac: MAC, originator: false } as never }))],
    ['echo requests to one host', many(50, (i) => flow('192.168.1.7', i, i, 'lan', 'icmp'))],
  ])('is silent on %s', (_, sightings) => {
    expect(run(sightings)).toEqual([]);
  });

  it('begins anew where the clock jumps back', () => {
    const half = SCAN.targetsMin - 2;
    expect(run([...many(half, (i) => arp(`192.168.1.${i}`, 9_000_000 + i)), ...many(half, (i) => arp(`192.168.2.${i}`, i))])).toEqual([]);
  });

  it('has the fields that it announces', () => {
    expect(Object.keys(run(many(17, (i) => arp(`192.168.1.${i}`, i)))[0]!).sort()).toEqual(Object.keys(observes['behaviour.scan']).sort());
  });

  it('watches no more devices than its bound, and counts the rest', () => {
    const watch = new ScanWatch();
    run(
      many(5_000, (i) => flow('192.168.1.1', 80, i, 'lan', 'tcp', `m${i}`)),
      watch,
    );
    expect(watch.dropped).toBe(5_000 - 4_096);
  });

  describe('remembers no more than its bound of all devices together', () => {
    const mac = (i: number): string => `02:00:00:00:00:${i.toString(16).padStart(2, '0')}`;

    it('and forgets the windows that began first, and says how many', () => {
      const watch = new ScanWatch(100);
      // Nine devices look for eight neighbours each: 9 x (8 targets + 8 ports) are more than fit.
      run(
        many(72, (i) => flow(`192.168.1.${i % 8}`, 80, i, 'lan', 'tcp', mac(Math.floor(i / 8)))),
        watch,
      );
      expect(watch.limits()).toEqual([{ code: 'scans-unwatched', count: 3, incomplete: true }]);
      // The newest is still watched: it lacks eight.
      expect(
        run(
          many(8, (i) => flow(`192.168.2.${i}`, 80, 100 + i, 'lan', 'tcp', mac(8))),
          watch,
        ),
      ).toMatchObject([{ targets: 16 }]);
      // The first began anew.
      expect(
        run(
          many(8, (i) => flow(`192.168.2.${i}`, 80, 100 + i, 'lan', 'tcp', mac(0))),
          watch,
        ),
      ).toEqual([]);
    });

    it('but for windows that are over, which are no loss', () => {
      const watch = new ScanWatch(100);
      run(
        many(72, (i) => flow(`192.168.1.${i % 8}`, 80, Math.floor(i / 8) * 61_000_000 + i, 'lan', 'tcp', mac(Math.floor(i / 8)))),
        watch,
      );
      expect(watch.limits()).toEqual([]);
    });

    it('however often a device comes back', () => {
      const watch = new ScanWatch(100);
      run(
        many(10_000, (i) => flow(`192.168.1.${i % 8}`, 80, i * 10_000_000, 'lan', 'tcp', mac(1))),
        watch,
      );
      expect(watch.limits()).toEqual([]);
    });
  });
});
