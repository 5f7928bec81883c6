import { hash } from 'node:crypto';
import { ICMP, ICMP6, icmpCounterpart } from './icmp-ports.ts';

const SEED_OCTETS = 2;
const TCP = 6;
const UDP = 17;
const SCTP = 132;
/** One message a shape (family, with or without ports), written over for each flow. The first two octets are the seed, 0. */
const MESSAGES = new Map<number, Buffer>();
for (const addressLength of [4, 16]) {
  for (const tail of [2, 6]) MESSAGES.set(addressLength * 2 + tail, Buffer.alloc(SEED_OCTETS + addressLength * 2 + tail));
}

/**
 * The community_id of a flow, version 1 with seed 0 (github.com/corelight/community-id-spec): the same text that Zeek and Suricata print.
 * `addresses` holds the two addresses at `sourceAt` and `destinationAt`; ports of ICMP are those of icmp-ports.ts.
 */
export function communityId(
  protocol: number,
  addresses: Buffer,
  addressLength: number,
  sourceAt: number,
  destinationAt: number,
  sourcePort: number,
  destinationPort: number,
): string {
  const icmp = protocol === ICMP || protocol === ICMP6;
  const withPorts = icmp || protocol === TCP || protocol === UDP || protocol === SCTP;
  const message = MESSAGES.get(addressLength * 2 + (withPorts ? 6 : 2))!;
  const order = addresses.compare(addresses, destinationAt, destinationAt + addressLength, sourceAt, sourceAt + addressLength);
  const oneWay = icmp && icmpCounterpart(protocol, sourcePort) === -1;
  const swap = !oneWay && (order > 0 || (order === 0 && sourcePort >= destinationPort));
  const lowAt = swap ? destinationAt : sourceAt;
  const highAt = swap ? sourceAt : destinationAt;
  addresses.copy(message, SEED_OCTETS, lowAt, lowAt + addressLength);
  addresses.copy(message, SEED_OCTETS + addressLength, highAt, highAt + addressLength);
  const tail = SEED_OCTETS + 2 * addressLength;
  message[tail] = protocol;
  if (withPorts) {
    message.writeUInt16BE(swap ? destinationPort : sourcePort, tail + 2);
    message.writeUInt16BE(swap ? sourcePort : destinationPort, tail + 4);
  }
  return `1:${hash('sha1', message, 'base64')}`;
}
