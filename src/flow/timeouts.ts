import { ICMP, ICMP6 } from './icmp-ports.ts';
import { isClosed, STATE, STATE_ANSWERED } from './flow-records.ts';

/** Seconds without a packet after which a flow has ended. None may reach the length of the wheel (flow-table.ts). */
export const TIMEOUT = { tcpHalfOpen: 30, tcpEstablished: 900, tcpClosed: 10, answered: 180, unanswered: 60, icmp: 60 } as const;

/** The timeout of a flow in the given state, seconds. */
export function timeoutSeconds(state: number, protocol: number): number {
  if ((state & STATE.tcp) !== 0) {
    if (isClosed(state)) return TIMEOUT.tcpClosed;
    return (state & STATE.established) !== 0 ? TIMEOUT.tcpEstablished : TIMEOUT.tcpHalfOpen;
  }
  if (protocol === ICMP || protocol === ICMP6) return TIMEOUT.icmp;
  return (state & STATE_ANSWERED) === STATE_ANSWERED ? TIMEOUT.answered : TIMEOUT.unanswered;
}
