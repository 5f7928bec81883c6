import type { Packet } from '../packet/packet.ts';
import { TCP_FLAG } from '../packet/tcp.ts';
import { isClosed, STATE, STATE_ANSWERED } from './flow-records.ts';
import { HISTORY } from './history.ts';

const { ack: ACK, fin: FIN, rst: RST, syn: SYN } = TCP_FLAG;

/** The state of a TCP flow after a segment of `side` with these flags. */
export function nextTcpState(state: number, side: number, flags: number, hasPayload: boolean): number {
  if ((flags & (SYN | FIN | RST)) === 0) {
    // Who reset the connection and goes on sending did not reset it: the reset was forged, or belonged to an older connection.
    if (hasPayload && (state & (STATE.reset << side)) !== 0) state &= ~(STATE.reset << side);
    return state | STATE.established;
  }
  if ((flags & RST) !== 0) return state | (STATE.reset << side);
  if ((flags & FIN) !== 0) return state | (STATE.fin << side) | STATE.established;
  return state;
}

/** What the segment adds to the history, as bits of the originator's half. */
export function tcpHistoryBits(p: Packet, flags: number): number {
  if ((flags & (SYN | FIN | RST)) === 0) {
    const bits = p.payloadLength > 0 ? 1 << HISTORY.data : 1 << HISTORY.ack;
    return isZeroWindow(p) ? bits | (1 << HISTORY.zeroWindow) : bits;
  }
  let bits = p.payloadLength > 0 && (flags & RST) === 0 ? 1 << HISTORY.data : 0;
  if ((flags & SYN) !== 0) bits |= (flags & ACK) !== 0 ? 1 << HISTORY.synAck : 1 << HISTORY.syn;
  if ((flags & FIN) !== 0) bits |= 1 << HISTORY.fin;
  if ((flags & RST) !== 0) bits |= 1 << HISTORY.reset;
  return bits;
}

function isZeroWindow(p: Packet): boolean {
  const at = p.transportAt + 14;
  return p.buffer[at] === 0 && p.buffer[at + 1] === 0;
}

/** Seconds of silence after which a SYN with another sequence number starts anew even though nobody closed the connection. */
export const REUSE_IDLE_SECONDS = 30;

/** True where a SYN opens another connection over the same ports: another initial sequence number, and the old one closed or silent. */
export function isReuse(state: number, isn: number, sequence: number, idleSeconds: number): boolean {
  if ((state & STATE.isnKnown) !== 0 && isn === sequence) return false;
  return isClosed(state) || (idleSeconds >= REUSE_IDLE_SECONDS && (state & STATE_ANSWERED) !== 0);
}
