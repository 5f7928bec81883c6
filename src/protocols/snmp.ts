import { Cursor } from '../bytes/cursor.ts';
import { dissector, type Emit } from './dissector.ts';
import { BER, berHeader, berInteger, berLength } from './wire/ber.ts';

// RFC 3416, 3 and RFC 3412, 6: https://www.rfc-editor.org/rfc/rfc3416#section-3. BER as RFC 3417, 8 restricts it.
const VERSIONS = new Map([[0, '1'], [1, '2c'], [3, '3']]); // prettier-ignore
const PDUS = ['get', 'get-next', 'response', 'set', 'trap', 'get-bulk', 'inform', 'trap-v2', 'report'] as const;
const PDU_FIRST = 0xa0;
/** In version 1, tag 4 is the old trap: other fields stand before its variables. */
const TRAP_V1 = 4;
const OIDS_MAX = 16;
const ARCS_MAX = 64;
/** The two communities that every device ships with. */
const DEFAULTS: readonly string[] = ['public', 'private'];
/** msgFlags: RFC 3412, 6.4. */
const LEVELS = ['noAuthNoPriv', 'authNoPriv', 'noAuthPriv', 'authPriv'] as const;

const observes = {
  'snmp.message': {
    version: 'string', pdu: 'string?', has_community: 'boolean', community_default: 'boolean', security_level: 'string?', oids: 'strings',
    flaw: 'string?',
  }, // prettier-ignore
} as const;

/** SNMP, versions 1, 2c and 3. The community is a password: only whether there is one, and whether it is a well-known one, is told. */
export const snmp = dissector({
  name: 'snmp',
  over: 'udp',
  ports: [161, 162],
  content: 'structured-binary',
  observes,
  stateless: true,
  probe({ buffer, start, end }) {
    const c = new Cursor().over(buffer, start, end);
    const length = berHeader(c, BER.sequence);
    if (c.flaw !== null || length !== c.remaining) return 'not-mine';
    const version = berInteger(c);
    if (c.flaw !== null || !VERSIONS.has(version)) return 'not-mine';
    c.skip(berHeader(c, version === 3 ? BER.sequence : BER.octets));
    const next = c.u8();
    const sound = version === 3 ? next === BER.octets : PDUS[next - PDU_FIRST] !== undefined;
    return sound && c.flaw === null ? 'mine' : 'not-mine';
  },
  open: (emit) => ({
    data({ buffer, start, end }) {
      readMessage(new Cursor().over(buffer, start, end), emit);
      return end - start;
    },
    gap() {},
  }),
});

function readMessage(c: Cursor, emit: Emit<typeof observes>): void {
  berHeader(c, BER.sequence);
  const number = berInteger(c);
  const version = VERSIONS.get(number);
  if (c.flaw !== null || version === undefined) return;
  if (number === 3) {
    const level = securityLevel(c);
    if (c.flaw !== null) return;
    emit('snmp.message', {
      version,
      pdu: null,
      has_community: false,
      community_default: false,
      security_level: level,
      oids: [],
      flaw: null,
    });
    return;
  }
  const community = c.latin1(berHeader(c, BER.octets));
  const tag = c.u8() - PDU_FIRST;
  if (c.flaw !== null || PDUS[tag] === undefined) return;
  berLength(c);
  const oids = tag === TRAP_V1 ? trapObject(c) : variables(c);
  emit('snmp.message', {
    version,
    pdu: PDUS[tag],
    has_community: community !== '',
    community_default: DEFAULTS.includes(community.toLowerCase()),
    security_level: null,
    oids,
    flaw: c.flaw,
  });
}

/** RFC 3412, 6: message id, largest length, flags, model. */
function securityLevel(c: Cursor): string | null {
  berHeader(c, BER.sequence);
  berInteger(c);
  berInteger(c);
  const flags = berHeader(c, BER.octets) === 1 ? c.u8() : 0;
  return LEVELS[flags & 3] ?? null;
}

/** RFC 3416, 3: request id, two integers, then pairs of object and value. */
function variables(c: Cursor): readonly string[] {
  berInteger(c);
  berInteger(c);
  berInteger(c);
  berHeader(c, BER.sequence);
  const oids: string[] = [];
  while (c.remaining > 0 && oids.length < OIDS_MAX) {
    const outer = c.enter(berHeader(c, BER.sequence));
    const oid = objectId(c);
    if (c.flaw === null) oids.push(oid);
    c.leave(outer);
  }
  return oids;
}

/** RFC 1157, 4.1.6: the enterprise comes first. */
function trapObject(c: Cursor): readonly string[] {
  const oid = objectId(c);
  return c.flaw === null ? [oid] : [];
}

/** X.690, 8.19: seven bits an octet; the first number holds the first two arcs. */
function objectId(c: Cursor): string {
  const outer = c.enter(berHeader(c, BER.object));
  const arcs: number[] = [];
  while (c.remaining > 0 && arcs.length < ARCS_MAX) {
    let arc = 0;
    let octet: number;
    do {
      octet = c.u8();
      arc = ((arc << 7) | (octet & 0x7f)) >>> 0;
    } while (octet >= 0x80 && c.flaw === null);
    if (arcs.length > 0) arcs.push(arc);
    else arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
  }
  c.leave(outer);
  return arcs.join('.');
}
