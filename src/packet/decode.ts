import { u16 } from '../bytes/read.ts';
import { etherPayload } from './ether-type.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { stepOfLinkType } from './link-type.ts';
import { LAYER } from './packet.ts';
import type { Packet } from './packet.ts';
import { next, STEP } from './step.ts';
import { walk } from './walk.ts';

const ETHERNET = 1;

/**
 * Reads the frame `[start, end)` of a LINKTYPE_ number, from its link header to the transport, into the reused packet.
 * Never throws, never looks outside the frame; `stop` and `stopLayer` say where and why it ended, and what was read
 * before stays. IP within IP, GRE and the like are unwrapped; tunnels over UDP wait for `descend`.
 */
export function decode(p: Packet, buffer: Buffer, start: number, end: number, linkType: number): void {
  p.reset(buffer);
  const last = end < buffer.length ? end : buffer.length;
  if (linkType !== ETHERNET || last - start < 14) {
    walk(p, next(p, stepOfLinkType(linkType), start, last));
    return;
  }
  // Almost every frame goes this way: straight through, no dispatch.
  p.layers = LAYER.ethernet;
  p.destinationMacAt = start;
  p.sourceMacAt = start + 6;
  const type = u16(buffer, start + 12);
  const at = start + 14;
  const step = type === 0x0800 ? ipv4(p, at, last) : type === 0x86dd ? ipv6(p, at, last) : etherPayload(p, type, at, last);
  if (step !== STEP.done) walk(p, step);
}
