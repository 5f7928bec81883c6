import { dissector } from './dissector.ts';
import { innerPacketFields, NO_INNER_PACKET, readInnerPacket } from './wire/inner-packet.ts';

// RFC 792: https://www.rfc-editor.org/rfc/rfc792
const HEADER_OCTETS = 8;
/** https://www.iana.org/assignments/icmp-parameters */
const NAMES = new Map([
  [0, 'echo_reply'], [3, 'destination_unreachable'], [4, 'source_quench'], [5, 'redirect'], [8, 'echo_request'], [9, 'router_advertisement'],
  [10, 'router_solicitation'], [11, 'time_exceeded'], [12, 'parameter_problem'], [13, 'timestamp_request'], [14, 'timestamp_reply'],
  [15, 'information_request'], [16, 'information_reply'], [17, 'address_mask_request'], [18, 'address_mask_reply'], [42, 'extended_echo_request'],
  [43, 'extended_echo_reply'],
]); // prettier-ignore
/** Errors quote the packet that caused them. */
const ERRORS = new Set([3, 4, 5, 11, 12]);

const observes = { 'icmp.message': { type: 'number', code: 'number', name: 'string?', ...innerPacketFields } } as const;

/** ICMP for IPv4. The chunk is the message, from its type on. */
export const icmp = dissector({
  name: 'icmp',
  over: 'icmp',
  ports: [],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ start, end }) => (end - start >= 4 ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (end - start < 4) return end - start;
      const type = buffer[start]!;
      const quotes = ERRORS.has(type) && end - start > HEADER_OCTETS;
      const inner = quotes ? readInnerPacket(buffer, start + HEADER_OCTETS, end) : NO_INNER_PACKET;
      emit('icmp.message', { type, code: buffer[start + 1]!, name: NAMES.get(type) ?? null, ...inner });
      return end - start;
    },
    gap() {},
  }),
});
