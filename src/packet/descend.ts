import { BUDGET } from '../model/budget.ts';
import { LAYER, Packet } from './packet.ts';
import { destinationPort, sourcePort } from './ports.ts';
import { STEP } from './step.ts';
import { udpTunnel } from './udp-tunnel.ts';
import { walk } from './walk.ts';

/** RFC 4380, 2.7: the one tunnel of bare IP here that begins in the computer whose packets it carries. */
const TEREDO_PORT = 3544;

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
  if (isCarried(step) && !isPort(p, TEREDO_PORT)) p.sourceMacAt = p.destinationMacAt = -1;
  if (p.depth >= BUDGET.decapsulationDepthMax) {
    p.copy(before);
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

/** IP without a link of its own (Geneve, GTP-U): the MACs are those of the carrier, not of whose packet it is. */
const isCarried = (step: number): boolean => step === STEP.ipv4 || step === STEP.ipv6;

const isPort = (p: Packet, port: number): boolean => destinationPort(p) === port || sourcePort(p) === port;
