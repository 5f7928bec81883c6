import { dissector } from './dissector.ts';
import { observes, readMessage } from './dns/message.ts';
import { resemblesMessage } from './dns/probe.ts';

// RFC 6762: https://www.rfc-editor.org/rfc/rfc6762#section-18. Only the port tells it from DNS (section 3).
const PORT = 5353;
const DNS_PORT = 53;

/** Multicast DNS: the messages of DNS, asked of everybody nearby. Emits the kinds of DNS, `over` is `mdns`. */
export const mdns = dissector({
  name: 'mdns',
  over: 'udp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }, ports) {
    if ((ports[0] !== PORT && ports[1] !== PORT) || ports[0] === DNS_PORT || ports[1] === DNS_PORT) return 'not-mine';
    return resemblesMessage(buffer, start, end) ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(buffer, start, end, 'mdns', emit);
      return end - start;
    },
    gap() {},
  }),
});
