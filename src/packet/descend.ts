import { BUDGET } from '../model/budget.ts';
import { LAYER, Packet } from './packet.ts';
import { destinationPort, sourcePort } from './ports.ts';
import { STEP } from './step.ts';
import { udpTunnel } from './udp-tunnel.ts';
import { walk } from './walk.ts';

/** What the packet was before, should the tunnel turn out to hold nothing that we read. */
const before = new Packet();

/**
 * Re-points a UDP packet to the packet that its payload tunnels (VXLAN, Geneve, Teredo, GTP-U, TZSP, L2TP), and says
 * whether it did; else the packet is as it was. Meant for after the outer flow was tracked; the inner packet may be a
 * tunnel again, up to the bound of all encapsulations.
 */
export function descend(p: Packet): boolean {
  if ((p.layers & LAYER.udp) === 0 || p.stop !== 'done' || p.payloadEnd - p.payloadAt < 8) return false;
  const hinted = udpTunnel(p, destinationPort(p), p.payloadAt, p.payloadEnd);
  const step = hinted === STEP.done ? udpTunnel(p, sourcePort(p), p.payloadAt, p.payloadEnd) : hinted;
  if (step === STEP.done) return false;
  before.copy(p);
  if (p.depth >= BUDGET.decapsulationDepthMax) {
    p.stop = 'too-deep';
    p.stopLayer = 'tunnel';
    return false;
  }
  p.depth += 1;
  walk(p, step);
  if (p.networkAt !== before.networkAt) return true;
  p.copy(before);
  return false;
}
