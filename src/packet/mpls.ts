import { u16 } from '../bytes/read.ts';
import { stepOfEtherType } from './ether-type.ts';
import { stepOfVersion } from './network.ts';
import type { Packet } from './packet.ts';
import { next, STEP, stopped } from './step.ts';

/** Labels of one stack that are passed. */
const LABELS_MAX = 16;

/**
 * An MPLS label stack (RFC 3032, 2.1). What follows is not announced: IP by its version nibble (RFC 4928, 2), or an
 * Ethernet pseudowire with or without its control word (RFC 4448, 4.6) where the type field fits.
 */
export function mpls(p: Packet, at: number, end: number): number {
  let data = at;
  for (let labels = 0; ; labels += 1) {
    if (labels === LABELS_MAX) return stopped(p, 'too-deep', 'tunnel');
    if (end - data < 4) return stopped(p, 'truncated', 'tunnel');
    data += 4;
    if ((p.buffer[data - 2]! & 1) !== 0) break;
  }
  const step = stepOfVersion(p, data, end);
  if (step !== STEP.unsupported) return next(p, step, data, end);
  if (data < end && p.buffer[data]! >> 4 === 0 && isEthernet(p, data + 4, end)) return next(p, STEP.ethernet, data + 4, end);
  if (isEthernet(p, data, end)) return next(p, STEP.ethernet, data, end);
  return stopped(p, 'unsupported', 'tunnel');
}

function isEthernet(p: Packet, at: number, end: number): boolean {
  return end - at >= 14 && stepOfEtherType(u16(p.buffer, at + 12)) !== STEP.unsupported;
}
