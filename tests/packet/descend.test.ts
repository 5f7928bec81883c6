import { describe, expect, it } from 'vitest';
import { descend } from '../../src/packet/descend.ts';
import { TEREDO, UDP_TUNNELS } from '../builders/frames.ts';
import * as build from '../builders/packet.ts';
import { decoded, view } from '../builders/packet-view.ts';

const vxlanOver = (inner: Buffer): Buffer => build.ethernet({}, build.ipv4({}, build.udp({ destinationPort: 4789 }, build.vxlan(inner))));
const PLAIN = build.ethernet({ source: '02:00:00:00:00:99' }, build.ipv6({}, build.udp({}, Buffer.from('hi'))));

describe('descend', () => {
  it.each(UDP_TUNNELS)('goes into %s', (_name, port, frame) => {
    const p = decoded(frame);
    expect(view(p)).toMatchObject({ stop: 'done', endpoints: `192.0.2.1 40000 > 198.51.100.2 ${port}`, depth: 0 });
    expect(descend(p)).toBe(true);
    expect(view(p)).toMatchObject({ stop: 'done', endpoints: '192.0.2.1 50000 > 198.51.100.2 80', payload: 'hello', depth: 1 });
    expect(view(p).layers).toContain('ipv4 tcp tunnel');
    expect(descend(p)).toBe(false);
  });

  it.each(UDP_TUNNELS)('takes the MACs of the carrier for nobody’s inside %s of bare IP', (name, _port, frame) => {
    const p = decoded(frame);
    descend(p);
    const bare = ['VXLAN with a protocol field', 'Geneve of IP', 'GTP-U', 'GTP-U with extension'].includes(name);
    expect([p.sourceMacAt === -1, p.destinationMacAt === -1]).toEqual([bare, bare]);
  });

  it('goes into Teredo', () => {
    const p = decoded(TEREDO);
    const outside = view(p).macs;
    expect(descend(p)).toBe(true);
    expect(view(p).macs).toBe(outside);
    expect(view(p)).toMatchObject({ layers: 'ethernet ipv6 udp tunnel', payload: 'hi' });
  });

  it('finds the tunnel on the way back too', () => {
    const p = decoded(build.ethernet({}, build.ipv4({}, build.udp({ sourcePort: 4789, destinationPort: 40_000 }, build.vxlan(PLAIN)))));
    expect(descend(p)).toBe(true);
    expect(view(p).macs).toBe(`02:00:00:00:00:99 > ${build.MAC_B}`);
  });

  it('leaves the packet as it was where nothing can be read inside', () => {
    const arpless = build.ethernet({ type: 0x0800 }, Buffer.alloc(30, 0x11));
    const p = decoded(vxlanOver(arpless));
    const before = view(p);
    expect(descend(p)).toBe(false);
    expect(view(p)).toEqual(before);
    expect(before.stop).toBe('done');
  });

  it('goes no deeper than eight', () => {
    let frame = PLAIN;
    for (let i = 0; i < 10; i += 1) frame = vxlanOver(frame);
    const p = decoded(frame);
    let depth = 0;
    while (descend(p)) depth += 1;
    expect([depth, p.depth, p.stop]).toEqual([8, 8, 'too-deep']);
  });

  it('does not touch what is no UDP', () => {
    const p = decoded(build.ethernet({}, build.ipv4({ protocol: 6 }, build.tcp({ destinationPort: 4789 }, build.vxlan(PLAIN)))));
    expect(descend(p)).toBe(false);
  });
});
