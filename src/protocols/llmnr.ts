import { u16 } from '../bytes/read.ts';
import { dissector } from './dissector.ts';
import { observes, readMessage } from './dns/message.ts';
import { resemblesMessage } from './dns/probe.ts';

// RFC 4795, 2.1.1: https://www.rfc-editor.org/rfc/rfc4795#section-2.1.1. Only the port tells it from DNS.
const PORT = 5355;
const DNS_PORT = 53;
/** The opcode and the four reserved bits of the header: all zero. */
const FLAGS_ZERO = 0x78f0;

/** Link-local multicast name resolution: one question a message. Emits the kinds of DNS, `over` is `llmnr`. */
export const llmnr = dissector({
  name: 'llmnr',
  over: 'udp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    if ((ports[0] !== PORT && ports[1] !== PORT) || ports[0] === DNS_PORT || ports[1] === DNS_PORT) return 'not-mine';
    if (!resemblesMessage(buffer, start, end)) return 'not-mine';
    return (u16(buffer, start + 2) & FLAGS_ZERO) === 0 && u16(buffer, start + 4) === 1 ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(buffer, start, end, 'llmnr', emit);
      return end - start;
    },
    gap() {},
  }),
});
