import { formatIpv4 } from '../bytes/address.ts';
import { u16, u32 } from '../bytes/read.ts';
import { dissector, type Emit } from './dissector.ts';

// RFC 3376, 4: https://www.rfc-editor.org/rfc/rfc3376#section-4; version 2: RFC 2236; version 1: RFC 1112.
const HEADER_OCTETS = 8;
const QUERY_V3_OCTETS = 12;
const TYPE = { query: 0x11, reportV1: 0x12, reportV2: 0x16, leave: 0x17, reportV3: 0x22 } as const;
const NAMES = new Map<number, string>([
  [TYPE.query, 'query'],
  [TYPE.reportV1, 'report'],
  [TYPE.reportV2, 'report'],
  [TYPE.leave, 'leave'],
  [TYPE.reportV3, 'report'],
]);
const GROUPS_MAX = 64;

const observes = { 'igmp.report': { version: 'number', type: 'string', groups: 'strings' } } as const;

/** IGMP: which multicast groups a host listens to, and who asks. The chunk is the message, from its type on. */
export const igmp = dissector({
  name: 'igmp',
  over: 'igmp',
  ports: [],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }) => (end - start >= HEADER_OCTETS && NAMES.has(buffer[start]!) ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      if (end - start >= HEADER_OCTETS) readMessage(buffer, start, end, emit);
      return end - start;
    },
    gap() {},
  }),
});

function readMessage(b: Buffer, start: number, end: number, emit: Emit<typeof observes>): void {
  const type = NAMES.get(b[start]!);
  if (type !== undefined) emit('igmp.report', { version: versionOf(b, start, end), type, groups: groupsOf(b, start, end) });
}

/** RFC 3376, 7.1: queries are told apart by their length and by the response time, which version 1 leaves zero. */
function versionOf(b: Buffer, start: number, end: number): number {
  if (b[start] === TYPE.reportV3) return 3;
  if (b[start] === TYPE.query) return end - start >= QUERY_V3_OCTETS ? 3 : b[start + 1] === 0 ? 1 : 2;
  return b[start] === TYPE.reportV1 ? 1 : 2;
}

/** A general query names no group. */
function groupsOf(b: Buffer, start: number, end: number): readonly string[] {
  if (b[start] !== TYPE.reportV3) return u32(b, start + 4) === 0 ? [] : [formatIpv4(b, start + 4)];
  const groups: string[] = [];
  for (let at = start + HEADER_OCTETS; at + 8 <= end && groups.length < GROUPS_MAX; at += 8 + u16(b, at + 2) * 4 + b[at + 1]! * 4) {
    groups.push(formatIpv4(b, at + 4));
  }
  return groups;
}
