import { Cursor } from '../../bytes/cursor.ts';
import { u16 } from '../../bytes/read.ts';
import type { RecordValue } from '../../model/observation.ts';
import type { Emit } from '../dissector.ts';
import { opcodeName, rcodeName, TYPE, typeName } from './codes.ts';
import { readName } from './name.ts';
import { isRare } from './rare-data.ts';
import { dataText, hexText } from './rdata.ts';

// RFC 1035, 4.1: https://www.rfc-editor.org/rfc/rfc1035#section-4.1
export const HEADER_OCTETS = 12;
/** A compression pointer to what follows the header. */
const FIRST_QUESTION_POINTER = 0xc000 | HEADER_OCTETS;
/** The shortest question: the root, a type, a class. */
export const QUESTION_OCTETS_MIN = 5;
/** The shortest record: the root, type, class, time to live, length. */
export const RECORD_OCTETS_MIN = 11;
const QUESTIONS_MAX = 25;
const RECORDS_MAX = 256;
/** Characters of names and data read of one message: pointers make long names out of few octets. */
const TEXT_MAX = 32_768;
/** Records of types that are costly to read; of more than these the data stays hex. */
const RARE_MAX = 16;
/** Top bit of the class: "unicast response wanted" in a question (RFC 6762, 5.4), "cache flush" in a record (10.2). */
const CLASS_TOP_BIT = 0x8000;
/** The largest time to live; one with the top bit set counts as zero (RFC 2181, 8). */
const TTL_MAX = 0x7fff_ffff;

export type Over = 'udp' | 'tcp' | 'mdns' | 'llmnr';

/** What every dissector of DNS messages observes, whatever carries them. */
export const observes = {
  'dns.query': { over: 'string', id: 'number', name: 'string', type: 'string', opcode: 'string', unicast_response: 'boolean' },
  'dns.answer': {
    over: 'string', id: 'number', name: 'string?', type: 'string?', rcode: 'string', answers: 'records',
    opcode: 'string', authoritative: 'boolean', truncated: 'boolean', flaw: 'string?',
  }, // prettier-ignore
} as const;

/** One message is read at a time: these are reused. The inner cursor lets a bad record be skipped by its length. */
const message = new Cursor();
const data = new Cursor();

/** Reads one whole DNS message and emits a `dns.query` for each question asked, or one `dns.answer`. */
export function readMessage(buffer: Buffer, start: number, end: number, over: Over, emit: Emit<typeof observes>): void {
  const c = message.over(buffer, start, end);
  const id = c.u16();
  const flags = c.u16();
  const questions = c.u16();
  const answers = c.u16();
  const authorities = c.u16();
  const additionals = c.u16();
  if (c.flaw !== null) return;
  const records = answers + authorities + additionals;
  const counts = HEADER_OCTETS + questions * QUESTION_OCTETS_MIN + records * RECORD_OCTETS_MIN > end - start ? 'bad-length' : null;
  const opcode = opcodeName((flags >> 11) & 0x0f);
  if ((flags & 0x8000) === 0) return readQuestions(c, start, questions, { over, id, opcode }, emit);
  const asked = firstQuestion(c, start, questions);
  const rest: Rest = { asked: asked?.name ?? null, found: [], rcode: flags & 0x0f, flaw: counts, characters: 0, rare: 0 };
  readRecords(c, start, answers, 'answer', rest);
  readRecords(c, start, authorities, null, rest);
  readRecords(c, start, additionals, 'additional', rest);
  const first = asked === null ? (rest.found[0] ?? null) : null;
  if (asked === null && first === null && (rest.flaw ?? c.flaw) !== null) return;
  emit('dns.answer', {
    over,
    id,
    name: asked?.name ?? (first?.['name'] as string | undefined) ?? null,
    type: asked?.type ?? (first?.['type'] as string | undefined) ?? null,
    rcode: rcodeName(rest.rcode),
    answers: rest.found,
    opcode,
    authoritative: (flags & 0x0400) !== 0,
    truncated: (flags & 0x0200) !== 0,
    flaw: rest.flaw ?? c.flaw,
  });
}

interface Head {
  readonly over: Over;
  readonly id: number;
  readonly opcode: string;
}

/** A query says what it asks; its records (known answers, EDNS, proposed names) are for the responder. */
function readQuestions(c: Cursor, base: number, count: number, head: Head, emit: Emit<typeof observes>): void {
  const { over, id, opcode } = head;
  for (let n = 0; n < count && n < QUESTIONS_MAX; n += 1) {
    const name = readName(c, base);
    const type = c.u16();
    const unicast = (c.u16() & CLASS_TOP_BIT) !== 0;
    if (c.flaw !== null) return;
    emit('dns.query', { over, id, name, type: typeName(type), opcode, unicast_response: over === 'mdns' && unicast });
  }
}

function firstQuestion(c: Cursor, base: number, count: number): { name: string; type: string } | null {
  let first: { name: string; type: string } | null = null;
  for (let n = 0; n < count && c.flaw === null; n += 1) {
    if (n >= QUESTIONS_MAX) {
      c.fail('too-many');
      break;
    }
    const name = readName(c, base);
    const type = c.u16();
    c.skip(2);
    if (c.flaw === null) first ??= { name, type: typeName(type) };
  }
  return first;
}

/** What the records of a response add up to. */
interface Rest {
  /** The name of the first question, which most records point to. */
  readonly asked: string | null;
  readonly found: RecordValue[];
  rcode: number;
  flaw: string | null;
  /** Characters and costly records so far. */
  characters: number;
  rare: number;
}

/** Reads `count` records; those of a `section` without a name are only walked over. */
function readRecords(c: Cursor, base: number, count: number, section: string | null, rest: Rest): void {
  for (let n = 0; n < count && c.flaw === null; n += 1) {
    if (rest.found.length >= RECORDS_MAX || n >= RECORDS_MAX || rest.characters > TEXT_MAX) return c.fail('too-many');
    const name = readOwner(c, base, rest);
    const type = c.u16();
    c.skip(2);
    const ttl = c.u32();
    const length = c.u16();
    const at = c.position;
    c.skip(length);
    if (c.flaw !== null) return;
    if (type === TYPE.OPT)
      rest.rcode |= (ttl >>> 24) << 4; // RFC 6891, 6.1.3
    else if (section !== null) {
      const text = readData(type, data.over(c.buffer, at, at + length), base, rest);
      rest.found.push({ name, type: typeName(type), ttl: ttl > TTL_MAX ? 0 : ttl, data: text, section });
    }
  }
}

/** The data of a record as text, as far as the message has not cost too much yet. */
function readData(type: number, c: Cursor, base: number, rest: Rest): string {
  if (isRare(type) && ++rest.rare > RARE_MAX) {
    rest.flaw ??= 'too-many';
    return hexText(c.buffer, c.position, c.end);
  }
  const text = dataText(type, c, base);
  rest.flaw ??= c.flaw;
  rest.characters += text.length;
  return text;
}

/** The name of a record. The usual one is nothing but a pointer to the first question: that name is known already. */
function readOwner(c: Cursor, base: number, rest: Rest): string {
  if (rest.asked !== null && c.remaining >= 2 && u16(c.buffer, c.position) === FIRST_QUESTION_POINTER) {
    c.skip(2);
    return rest.asked;
  }
  const name = readName(c, base);
  rest.characters += name.length;
  return name;
}
