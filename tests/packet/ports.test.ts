import { expect, it } from 'vitest';
import { destinationPort, sourcePort } from '../../src/packet/ports.ts';
import * as build from '../builders/packet.ts';
import { decoded } from '../builders/packet-view.ts';

it.each([
  ['UDP', build.ipv4({}, build.udp({ sourcePort: 65_535, destinationPort: 1 }))],
  ['TCP', build.ipv6({ protocol: 6 }, build.tcp({ sourcePort: 65_535, destinationPort: 1 }))],
])('reads the ports of %s', (_name, packet) => {
  const p = decoded(packet, 101);
  expect([sourcePort(p), destinationPort(p)]).toEqual([65_535, 1]);
});
