import { LAYER, type Packet } from './packet.ts';
import { walk } from './walk.ts';
import { subframe } from './wifi.ts';

/**
 * Reads the further subframes of an aggregated Wi-Fi frame (IEEE 802.11, 9.3.2.2), one after the other, into the reused packet, as `decode`
 * reads a whole frame, and calls `take` for each. `at` and `end` are what `aggregateAt` and `aggregateEnd` were when the first was read.
 */
export function eachSubframe(p: Packet, buffer: Buffer, at: number, end: number, take: (p: Packet) => void): void {
  for (let next = at; next >= 0;) {
    p.reset(buffer);
    p.layers = LAYER.wifi;
    walk(p, subframe(p, next, end));
    // Whoever takes it may turn the packet to other octets.
    next = p.aggregateAt;
    take(p);
  }
}
