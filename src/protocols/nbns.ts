import { formatIpv4, formatMac } from '../bytes/address.ts';
import { u16 } from '../bytes/read.ts';
import { dissector, type Emit } from './dissector.ts';
import { isPrintable } from './wire/text.ts';

// RFC 1002, 4.2: https://www.rfc-editor.org/rfc/rfc1002#section-4.2
const PORT = 137;
const HEADER_OCTETS = 12;
/** A length of 32, then 16 octets as two letters each (RFC 1001, 14.1); a scope or the final zero follows. */
const ENCODED_OCTETS = 32;
const NAME_OCTETS = 16;
const NAMES_MAX = 64;
const TYPES = new Map([[1, 'A'], [2, 'NS'], [10, 'NULL'], [0x20, 'NB'], [0x21, 'NBSTAT']]); // prettier-ignore
const OPS = new Map([[0, 'query'], [5, 'registration'], [6, 'release'], [7, 'wack'], [8, 'refresh'], [9, 'refresh'], [15, 'multihomed-registration']]); // prettier-ignore
const NB = 0x20;
const NBSTAT = 0x21;

const observes = {
  'nbns.message': {
    op: 'string', response: 'boolean', rcode: 'number', name: 'string', suffix: 'string', type: 'string', addresses: 'strings?',
    names: 'strings?', mac: 'string?',
  }, // prettier-ignore
} as const;

/** The NetBIOS name service: names of Windows machines and of who imitates them. It looks like DNS; port and name form tell it. */
export const nbns = dissector({
  name: 'nbns',
  over: 'udp',
  ports: [PORT],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }, ports) => (ports.includes(PORT) && isMessage(buffer, start, end) ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (isMessage(buffer, start, end)) readMessage(buffer, start, end, emit);
      return end - start;
    },
    gap() {},
  }),
});

/** A header with a first name in half-octet letters behind it, and room for its type. */
function isMessage(b: Buffer, start: number, end: number): boolean {
  const at = start + HEADER_OCTETS;
  if (end - at < 1 + ENCODED_OCTETS + 5 || b[at] !== ENCODED_OCTETS || !OPS.has((b[start + 2]! >> 3) & 0x0f)) return false;
  if (u16(b, start + 4) + u16(b, start + 6) === 0) return false;
  for (let i = 1; i <= ENCODED_OCTETS; i += 1) if (b[at + i]! < 0x41 || b[at + i]! > 0x50) return false;
  return true;
}

function readMessage(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const name = Buffer.alloc(NAME_OCTETS);
  for (let i = 0, at = start + HEADER_OCTETS + 1; i < NAME_OCTETS; i += 1, at += 2) name[i] = ((b[at]! - 0x41) << 4) | (b[at + 1]! - 0x41);
  const typeAt = skipLabels(b, start + HEADER_OCTETS, end);
  if (typeAt + 4 > end) return;
  const type = u16(b, typeAt);
  const flags = u16(b, start + 2);
  const response = (flags & 0x8000) !== 0;
  const data = response && u16(b, start + 4) === 0 ? typeAt + 10 : end;
  const op = (flags >> 11) & 0x0f;
  emit('nbns.message', {
    op: OPS.get(op) ?? String(op),
    response,
    rcode: response ? flags & 0x0f : 0,
    name: nameText(name, 0),
    suffix: name.hexSlice(NAME_OCTETS - 1, NAME_OCTETS),
    type: TYPES.get(type) ?? `TYPE${type}`,
    addresses: type === NB && data < end ? addressesIn(b, data, end) : null,
    ...statusIn(b, type === NBSTAT ? data : end, end),
  });
}

function skipLabels(b: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && b[at] !== 0 && b[at]! < 0xc0) at += b[at]! + 1;
  return at < end && b[at]! >= 0xc0 ? at + 2 : at + 1;
}

/** Fifteen characters, padded with blanks; what is not printable is shown as `\DDD`, the wildcard as `*`. */
function nameText(b: Buffer, at: number): string {
  let end = at + NAME_OCTETS - 1;
  while (end > at && (b[end - 1] === 0x20 || b[end - 1] === 0)) end -= 1;
  if (isPrintable(b, at, end)) return b.latin1Slice(at, end);
  return b.latin1Slice(at, end).replace(/[^\x20-\x7e]/g, (octet) => `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`);
}

/** RFC 1002, 4.2.13: flags and an address, repeated. */
function addressesIn(b: Buffer, data: number, end: number): readonly string[] {
  const found: string[] = [];
  for (let at = data + 2; at + 4 <= end && found.length < NAMES_MAX; at += 6) found.push(formatIpv4(b, at));
  return found;
}

/** RFC 1002, 4.2.18: a count, names with flags, then statistics that start with the MAC. */
function statusIn(b: Buffer, data: number, end: number): { names: readonly string[] | null; mac: string | null } {
  if (data >= end) return { names: null, mac: null };
  const names: string[] = [];
  let at = data + 1;
  for (let n = 0; n < b[data]! && at + 18 <= end; n += 1, at += 18) if (names.length < NAMES_MAX) names.push(nameText(b, at));
  return { names, mac: at + 6 <= end ? formatMac(b, at) : null };
}
