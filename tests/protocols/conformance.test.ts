import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENOUGH, type Dissector } from '../../src/protocols/dissector.ts';
import type { ValueType } from '../../src/model/observation.ts';
import { Drive, drive, type Said } from '../builders/drive.ts';
import { allMessages, type Message, type MessageFile } from '../builders/messages.ts';

// Holds every dissector to the contract of src/protocols/dissector.ts, over every file in fixtures/messages.

/** What fixtures carry wherever a password, a token or a cookie goes: no observation may. */
const SECRET = 's3cr3t-mouchard';
const MUTATIONS = 20_000;
/** Longer files are cut at samples of their places, not at each. */
const PLACES_MAX = 400;

/** Kinds that carry another protocol's name, because that protocol is what was found inside. */
const FOREIGN_KINDS: Readonly<Record<string, string>> = { quic: 'tls.', dtls: 'tls.', mdns: 'dns.', llmnr: 'dns.', http: 'websocket.' };

/** Fields that are kept whole by contract: `decode` prints the target, and the content rules redact it wherever it is kept. */
const WHOLE_BY_CONTRACT: ReadonlySet<string> = new Set(['http.request target']);

/** Pairs [fixture's protocol, dissector] where the octets alone cannot tell, with the reason. */
const AMBIGUOUS: Readonly<Record<string, string>> = {};

const SOURCES = join(import.meta.dirname, '..', '..', 'src', 'protocols');

function isDissector(value: unknown): value is Dissector {
  return typeof value === 'object' && value !== null && 'probe' in value && 'open' in value && 'observes' in value;
}

/** Every dissector there is, whether or not somebody remembered to register it. */
async function allDissectors(): Promise<Dissector[]> {
  const found = new Set<Dissector>();
  for (const name of readdirSync(SOURCES).sort()) {
    if (!name.endsWith('.ts') || name === 'registry.ts') continue;
    const exported = (await import(join(SOURCES, name))) as Record<string, unknown>;
    for (const value of Object.values(exported)) if (isDissector(value)) found.add(value);
  }
  return [...found];
}

const dissectors = await allDissectors();
const files = allMessages();
const ownersOf = (file: MessageFile): Dissector[] => dissectors.filter((d) => d.name === file.protocol && d.over === file.over);
const pairs = files.flatMap((file) => ownersOf(file).map((owner) => ({ title: `${file.protocol}/${file.name}`, file, owner })));
const streams = pairs.filter(({ file }) => file.over === 'tcp');
const datagrams = pairs.filter(({ file }) => file.over !== 'tcp');

const whole = (owner: Dissector, file: MessageFile): Said[] => drive(owner, file.ports, file.messages);

function placesOf(length: number): number[] {
  const step = Math.max(1, Math.ceil(length / PLACES_MAX));
  const places: number[] = [];
  for (let at = 0; at <= length; at += step) places.push(at);
  return places;
}

/** The messages of a stream up to `length` octets in all. */
function prefixOf(messages: readonly Message[], length: number): Message[] {
  const prefix: Message[] = [];
  let left = length;
  for (const { side, octets } of messages) {
    if (left <= 0) break;
    prefix.push({ side, octets: octets.subarray(0, left) });
    left -= octets.length;
  }
  return prefix;
}

const octetsIn = (messages: readonly Message[]): number => messages.reduce((sum, { octets }) => sum + octets.length, 0);

describe('every dissector', () => {
  it('has at least one file of messages, and every file has a dissector', () => {
    expect(
      dissectors.filter((d) => !files.some((f) => f.protocol === d.name && f.over === d.over)).map((d) => `${d.name} over ${d.over}`),
    ).toEqual([]);
    expect(files.filter((f) => ownersOf(f).length === 0).map((f) => `${f.protocol}/${f.name} over ${f.over}`)).toEqual([]);
  });

  it.each(dissectors)('$name names its kinds after itself', (d) => {
    for (const kind of Object.keys(d.observes)) {
      expect(kind === d.name || kind.startsWith(`${d.name}.`) || kind.startsWith(FOREIGN_KINDS[d.name] ?? `${d.name}.`), kind).toBe(true);
    }
  });
});

describe('fields', () => {
  it.each(pairs)('$title gives observations of the declared shapes', ({ file, owner }) => {
    const said = whole(owner, file);
    expect(said.length).toBeGreaterThan(0);
    for (const { kind, fields } of said) {
      const shape = owner.observes[kind]!;
      expect(shape, kind).toBeDefined();
      expect(Object.keys(fields).sort(), kind).toEqual(Object.keys(shape).sort());
      for (const [name, type] of Object.entries<ValueType>(shape))
        expect(isOf(type, fields[name]), `${kind} ${name}: ${JSON.stringify(fields[name])}`).toBe(true);
    }
  });

  it.each(pairs)('$title gives no secret away', ({ file, owner }) => {
    const forms = [SECRET, Buffer.from(SECRET).toString('hex'), ...base64Of(SECRET)].map((form) => form.toLowerCase());
    for (const { kind, fields } of whole(owner, file)) {
      for (const [name, value] of Object.entries(fields)) {
        if (WHOLE_BY_CONTRACT.has(`${kind} ${name}`)) continue;
        const text = JSON.stringify(value).toLowerCase();
        expect(
          forms.filter((form) => text.includes(form)),
          `${kind} ${name}`,
        ).toEqual([]);
      }
    }
  });

  it('is not vacuous: fixtures do carry the secret', () => {
    const carriers = files.filter((f) => f.messages.some(({ octets }) => octets.includes(SECRET))).map((f) => f.protocol);
    expect(new Set(carriers).size).toBeGreaterThanOrEqual(2);
  });
});

/** The parts of a text's base64 that do not hang on what stands before and after it. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, Math.floor(((shift + text.length) * 8) / 6 / 4) * 4);
  });
}

const SCALARS = { string: 'string', number: 'number', boolean: 'boolean' } as const;

function isOf(type: ValueType, value: unknown): boolean {
  if (type.endsWith('?')) return value === null || isOf(type.slice(0, -1) as ValueType, value);
  if (type === 'records')
    return Array.isArray(value) && value.every((v) => typeof v === 'object' && v !== null && Object.values(v as object).every(isScalar));
  if (type.endsWith('s')) return Array.isArray(value) && value.every((v) => isOf(type.slice(0, -1) as ValueType, v));
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === SCALARS[type as keyof typeof SCALARS];
}

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

describe('streams', () => {
  it.each(streams)('$title: every prefix says only what the whole says', ({ file, owner }) => {
    const all = drive(owner, file.ports, file.messages, { end: false });
    for (const length of placesOf(octetsIn(file.messages))) {
      const said = drive(owner, file.ports, prefixOf(file.messages, length), { end: false });
      expect(said, `the first ${length} octets`).toEqual(all.slice(0, said.length));
    }
  });

  it.each(streams)('$title: a prefix that ends there does not throw', ({ file, owner }) => {
    for (const length of placesOf(octetsIn(file.messages))) {
      const said = drive(owner, file.ports, prefixOf(file.messages, length));
      for (const { kind } of said) expect(owner.observes[kind], kind).toBeDefined();
    }
  });

  it.each(streams)('$title: every split in two says the same', ({ file, owner }) => {
    const expected = whole(owner, file);
    for (const [index, { side, octets }] of file.messages.entries()) {
      for (const place of placesOf(octets.length)) {
        const halves = [octets.subarray(0, place), octets.subarray(place)]
          .filter((part) => part.length > 0)
          .map((part) => ({ side, octets: part }));
        const messages = [...file.messages.slice(0, index), ...halves, ...file.messages.slice(index + 1)];
        expect(drive(owner, file.ports, messages), `message ${index} split at ${place}`).toEqual(expected);
      }
    }
  });

  it.each(streams)('$title: octet by octet says the same', ({ file, owner }) => {
    const single = file.messages.flatMap(({ side, octets }) => [...octets].map((octet) => ({ side, octets: Buffer.from([octet]) })));
    expect(drive(owner, file.ports, single)).toEqual(whole(owner, file));
  });

  it.each(streams)('$title: a gap anywhere neither throws nor wedges', ({ file, owner }) => {
    for (const [index, { side, octets }] of file.messages.entries()) {
      for (const place of placesOf(octets.length).filter((_, i) => i % 3 === 0)) {
        for (const lost of [0, 1, octets.length - place, 100_000]) {
          const flow = new Drive(owner, file.ports);
          for (const message of file.messages.slice(0, index)) flow.data(message.side, message.octets);
          if (place > 0) flow.data(side, octets.subarray(0, place));
          flow.gap(side, lost);
          if (place + lost < octets.length) flow.data(side, octets.subarray(place + lost));
          for (const message of file.messages.slice(index + 1)) flow.data(message.side, message.octets);
          for (let again = 0; again < 300 && !flow.enough(side); again += 1) flow.data(side, Buffer.alloc(4_096, 0x41));
          expect(
            flow.enough(side) || flow.waiting(side) <= 256 << 10,
            `${flow.waiting(side)} octets wait after message ${index}, ${place}`,
          ).toBe(true);
          flow.end();
        }
      }
    }
  });
});

describe('datagrams', () => {
  it.each(datagrams)('$title: every prefix says kinds that the whole says', ({ file, owner }) => {
    const kinds = new Set(Object.keys(owner.observes));
    for (const { side, octets } of file.messages) {
      for (const length of placesOf(octets.length)) {
        for (const { kind } of drive(owner, file.ports, [{ side, octets: octets.subarray(0, length) }]))
          expect(kinds.has(kind), kind).toBe(true);
      }
    }
  });

  it.each(datagrams)('$title: loss between datagrams does not throw', ({ file, owner }) => {
    for (const lost of file.messages.keys()) drive(owner, file.ports, file.messages.toSpliced(lost, 1));
  });
});

/** What becomes of a candidate that is shown each side's first octets as they grow: as in the dispatcher. */
function verdictOf(d: Dissector, file: MessageFile): 'mine' | 'not-mine' | 'unsure' {
  const seen: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  let refused = false;
  for (const { side, octets } of file.messages) {
    seen[side] = file.over === 'tcp' ? Buffer.concat([seen[side], octets]).subarray(0, 4_096) : octets;
    const margin = Buffer.concat([Buffer.from([0xff]), seen[side], Buffer.from([0xff])]);
    const verdict = d.probe({ buffer: margin, start: 1, end: margin.length - 1, sender: side }, file.ports);
    if (verdict === 'mine') return 'mine';
    if (verdict === 'not-mine') {
      refused = true;
      if (file.over === 'tcp') return 'not-mine';
    }
  }
  return refused ? 'not-mine' : 'unsure';
}

describe('probes', () => {
  it.each(pairs)('$title is claimed by its own dissector', ({ file, owner }) => {
    expect(verdictOf(owner, file)).toBe('mine');
  });

  it.each(files.map((file) => ({ title: `${file.protocol}/${file.name}`, file })))('$title is claimed by no other', ({ file }) => {
    const others = dissectors.filter((d) => d.over === file.over && d.name !== file.protocol);
    const claims = others.filter((d) => verdictOf(d, file) === 'mine').map((d) => d.name);
    expect(claims.filter((name) => !(`${file.protocol} ${name}` in AMBIGUOUS))).toEqual([]);
  });

  it.each(pairs)('$title: no prefix of its first octets throws or is told wrongly', ({ file, owner }) => {
    if (file.over !== 'tcp') return;
    const first = file.messages[0]!;
    for (const length of placesOf(first.octets.length)) {
      if (length === 0) continue;
      const verdict = owner.probe({ buffer: first.octets, start: 0, end: length, sender: first.side }, file.ports);
      expect(verdict, `the first ${length} octets`).not.toBe('not-mine');
    }
  });
});

/** A small generator with a seed (mulberry32), so that a failure comes again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const INTERESTING = [0x00, 0x01, 0x0a, 0x0d, 0x20, 0x22, 0x3a, 0x7b, 0x7f, 0x80, 0xc0, 0xff];

function mutated(octets: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(octets);
  const changes = 1 + Math.floor(random() * 3);
  for (let i = 0; i < changes && copy.length > 0; i += 1) {
    const at = Math.floor(random() * copy.length);
    const how = random();
    if (how < 0.4) copy[at] = Math.floor(random() * 256);
    else if (how < 0.7) copy[at] = INTERESTING[Math.floor(random() * INTERESTING.length)]!;
    else if (how < 0.85) copy[at] = copy[at]! ^ (1 << Math.floor(random() * 8));
    else copy.copyWithin(at, Math.floor(random() * copy.length));
  }
  return random() < 0.1 ? copy.subarray(0, Math.floor(random() * copy.length)) : copy;
}

describe('mutations', () => {
  it(`of ${MUTATIONS} some parse, some do not, none throws`, () => {
    const random = randomFrom(20_260_601);
    let spoke = 0;
    let silent = 0;
    for (let i = 0; i < MUTATIONS; i += 1) {
      const { file, owner } = pairs[i % pairs.length]!;
      const victim = Math.floor(random() * file.messages.length);
      const messages = file.messages.map((m, index) => (index === victim ? { side: m.side, octets: mutated(m.octets, random) } : m));
      const { octets, side } = messages[victim]!;
      const verdict = owner.probe({ buffer: octets, start: 0, end: octets.length, sender: side }, file.ports);
      expect(['mine', 'not-mine', 'unsure']).toContain(verdict);
      const said = drive(owner, file.ports, messages);
      if (said.length > 0) spoke += 1;
      if (said.length < whole(owner, file).length) silent += 1;
    }
    expect(spoke).toBeGreaterThan(MUTATIONS / 10);
    expect(silent).toBeGreaterThan(MUTATIONS / 100);
  });

  it('gives ENOUGH a value that is no count', () => {
    expect(ENOUGH).toBeLessThan(0);
  });
});
