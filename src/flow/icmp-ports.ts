/**
 * ICMP has no ports. As Zeek and community_id v1 do, a message type stands for the sender's port and the type that answers it for
 * the other's, so that a request and its reply make one flow; messages that nothing answers carry their code instead and stay one-way.
 */

export const ICMP = 1;
export const ICMP6 = 58;

/** Pairs of ICMP types that answer each other (RFC 792, RFC 950, RFC 1256). */
const PAIRS_V4 = [
  [0, 8],
  [9, 10],
  [13, 14],
  [15, 16],
  [17, 18],
] as const;

/** Pairs of ICMPv6 types that answer each other (RFC 4443, 4861, 2710, 4620, 6275). */
const PAIRS_V6 = [
  [128, 129],
  [130, 131],
  [133, 134],
  [135, 136],
  [139, 140],
  [144, 145],
] as const;

const COUNTERPARTS_V4 = counterparts(PAIRS_V4);
const COUNTERPARTS_V6 = counterparts(PAIRS_V6);

function counterparts(pairs: readonly (readonly [number, number])[]): Int16Array {
  const table = new Int16Array(256).fill(-1);
  for (const [one, other] of pairs) {
    table[one] = other;
    table[other] = one;
  }
  return table;
}

/** The type that answers ICMP type `type` (and is answered by it), or -1 where the message is one-way. `protocol` is 1 or 58. */
export function icmpCounterpart(protocol: number, type: number): number {
  return (protocol === ICMP ? COUNTERPARTS_V4 : COUNTERPARTS_V6)[type & 0xff]!;
}
