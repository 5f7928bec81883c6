import { formatIpv4 } from '../bytes/address.ts';
import { u32 } from '../bytes/read.ts';
import { dissector, type Ports } from './dissector.ts';

// RFC 5905, 7.3: https://www.rfc-editor.org/rfc/rfc5905#section-7.3
const PORT = 123;
const DNS_PORT = 53;
const HEADER_OCTETS = 48;
/** Header and a message authentication code of MD5 or SHA-1 (RFC 5905, 7.3). */
const LENGTHS_STRICT: readonly number[] = [48, 68, 72];
/** Mode 6 (RFC 9327, 2) and the older mode 7 have headers of their own. */
const CONTROL_OCTETS = 12;
const PRIVATE_OCTETS = 8;
const MODE = { client: 3, server: 4, broadcast: 5, control: 6, private: 7 } as const;
const MODES = ['reserved', 'symmetric_active', 'symmetric_passive', 'client', 'server', 'broadcast', 'control', 'private'] as const;
const STRATUM_MAX = 16;
const POLL_MAX = 17;

const observes = {
  'ntp.message': { version: 'number', mode: 'string', stratum: 'number?', reference_id: 'string?', poll: 'number?' },
} as const;

/** The Network Time Protocol, and SNTP, which is the same on the wire. */
export const ntp = dissector({
  name: 'ntp',
  over: 'udp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }, ports) => (isMessage(buffer, start, end, ports) ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (end === start) return 0;
      const first = buffer[start]!;
      const mode = first & 0x07;
      const timed = mode !== 0 && mode <= MODE.broadcast;
      if (end - start < lengthMin(mode)) return end - start;
      emit('ntp.message', {
        version: (first >> 3) & 0x07,
        mode: MODES[mode]!,
        stratum: timed ? buffer[start + 1]! : null,
        reference_id: timed ? referenceId(buffer, start) : null,
        poll: timed ? buffer.readInt8(start + 2) : null,
      });
      return end - start;
    },
    gap() {},
  }),
});

function lengthMin(mode: number): number {
  return mode === MODE.control ? CONTROL_OCTETS : mode === MODE.private ? PRIVATE_OCTETS : HEADER_OCTETS;
}

/**
 * On its port any sound header will do; elsewhere only a client or server message whose every field is plausible,
 * down to a transmit time between 1968 and 2036.
 */
function isMessage(b: Buffer, start: number, end: number, ports: Ports): boolean {
  const version = (b[start]! >> 3) & 0x07;
  const mode = b[start]! & 0x07;
  const length = end - start;
  if (version === 0 || version > 4 || length < lengthMin(mode)) return false;
  if (ports.includes(PORT)) return mode > MODE.broadcast || b[start + 1]! <= STRATUM_MAX;
  if (version < 3 || (mode !== MODE.client && mode !== MODE.server) || !LENGTHS_STRICT.includes(length)) return false;
  if (ports.includes(DNS_PORT)) return false;
  const poll = b.readInt8(start + 2);
  const precision = b.readInt8(start + 3);
  return b[start + 1]! <= STRATUM_MAX && poll >= 0 && poll <= POLL_MAX && precision <= 0 && precision >= -32 && b[start + 40]! >= 0x80;
}

/** RFC 5905, figure 12: letters for a reference clock or a kiss code, else the address (or a hash of it) of the server's own server. */
function referenceId(b: Buffer, start: number): string | null {
  const at = start + 12;
  if (u32(b, at) === 0) return null;
  const letters = b.latin1Slice(at, at + 4).replace(/\0+$/, '');
  return b[start + 1]! <= 1 && /^[\x20-\x7e]+$/.test(letters) ? letters : formatIpv4(b, at);
}
