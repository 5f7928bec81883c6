import { formatIpv4, formatMac } from '../bytes/address.ts';
import { u16 } from '../bytes/read.ts';
import { dissector } from './dissector.ts';

// RFC 826: https://www.rfc-editor.org/rfc/rfc826
const MESSAGE_OCTETS = 28;
const AT = { hardwareType: 0, protocolType: 2, hardwareLength: 4, protocolLength: 5, operation: 6, senderMac: 8, senderAddress: 14, targetMac: 18, targetAddress: 24 } as const; // prettier-ignore
const IPV4 = 0x0800;
/** Hardware types with MAC addresses: Ethernet, IEEE 802. */
const MAC_TYPES: readonly number[] = [1, 6];
/** https://www.iana.org/assignments/arp-parameters */
const OPERATIONS: readonly (string | undefined)[] = [
  undefined, 'request', 'reply', 'reverse-request', 'reverse-reply', 'drarp-request', 'drarp-reply', 'drarp-error', 'inverse-request', 'inverse-reply',
]; // prettier-ignore

const observes = {
  arp: { op: 'string', sender_mac: 'string', sender_addr: 'string', target_mac: 'string', target_addr: 'string' },
} as const;

/** ARP for IPv4 over links with MAC addresses. The chunk is the ARP message. */
export const arp = dissector({
  name: 'arp',
  over: 'arp',
  ports: [],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }) => (isMessage(buffer, start, end) ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer: b, start, end }) {
      if (!isMessage(b, start, end)) return end - start;
      const operation = u16(b, start + AT.operation);
      emit('arp', {
        op: OPERATIONS[operation] ?? String(operation),
        sender_mac: formatMac(b, start + AT.senderMac),
        sender_addr: formatIpv4(b, start + AT.senderAddress),
        target_mac: formatMac(b, start + AT.targetMac),
        target_addr: formatIpv4(b, start + AT.targetAddress),
      });
      return end - start;
    },
    gap() {},
  }),
});

function isMessage(b: Buffer, start: number, end: number): boolean {
  if (end - start < MESSAGE_OCTETS || u16(b, start + AT.protocolType) !== IPV4) return false;
  return MAC_TYPES.includes(u16(b, start + AT.hardwareType)) && b[start + AT.hardwareLength] === 6 && b[start + AT.protocolLength] === 4;
}
