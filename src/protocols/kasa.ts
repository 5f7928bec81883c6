import type { Chunk, Side } from '../bytes/chunk.ts';
import { u32 } from '../bytes/read.ts';
import { dissector, type Emit, ENOUGH, type Session, type Verdict } from './dissector.ts';
import { textOf } from './lines.ts';

// The local protocol of TP-Link Kasa devices: JSON, each octet XORed with the octet before it on the wire, the first with 171.
// Over TCP a length of four octets stands before it, over UDP nothing. Anyone can undo it: it protects nothing.

const KEY = 171;
const MESSAGE_MAX = 64 << 10;
const METHODS_MAX = 32;
const NAME_MAX = 64;
const DEPTH_MAX = 8;
/** `{"` under the key: how every message starts. */
const FIRST = KEY ^ 0x7b;
/** Octets of a message by which it is told. */
const LOOKED_AT = 16;

const observes = {
  'kasa.message': {
    over: 'string',
    /** Such as `system.get_sysinfo`: what is asked or answered. */
    methods: 'strings',
    length: 'number',
    model: 'string?',
    software_version: 'string?',
    has_location: 'boolean',
    has_device_id: 'boolean',
    has_alias: 'boolean',
    has_password: 'boolean',
  },
} as const;
type Observes = typeof observes;

/** Discovery and control over UDP. */
export const kasa = dissector({
  name: 'kasa',
  over: 'udp',
  ports: [9999],
  content: 'text',
  observes,
  probe: ({ buffer, start, end }) => (end - start >= 2 && looksLikeJson(buffer, start, end) ? 'mine' : 'not-mine'),
  stateless: true,
  open: (emit) => ({
    data: ({ buffer, start, end }) => {
      message(buffer, start, end, 'udp', emit);
      return end - start;
    },
    gap: () => {},
  }),
});

/** Control over TCP. */
export const kasaTcp = dissector({
  name: 'kasa',
  over: 'tcp',
  ports: [9999],
  content: 'text',
  observes,
  probe: probeTcp,
  open: (emit) => new KasaSession(emit),
});

function probeTcp({ buffer, start, end }: Chunk): Verdict {
  for (let i = start; i < Math.min(end, start + 2); i += 1) if (buffer[i] !== 0) return 'not-mine';
  if (end - start < 6) return end - start < 5 || buffer[start + 4] === FIRST ? 'unsure' : 'not-mine';
  return u32(buffer, start) >= 2 && looksLikeJson(buffer, start + 4, end) ? 'mine' : 'not-mine';
}

/** `{"` or `{}` under the key, and nothing but text behind it as far as a look reaches. */
function looksLikeJson(buffer: Buffer, at: number, end: number): boolean {
  if (end - at < 2 || buffer[at] !== FIRST) return false;
  const second = buffer[at + 1]! ^ buffer[at]!;
  if (second !== 0x22 && second !== 0x7d) return false;
  for (let i = at + 2; i < Math.min(end, at + LOOKED_AT); i += 1) {
    const octet = buffer[i]! ^ buffer[i - 1]!;
    if (octet === 0x7f || (octet < 0x20 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d)) return false;
  }
  return true;
}

class KasaSession implements Session {
  readonly #emit: Emit<Observes>;
  readonly #lost: [boolean, boolean] = [false, false];

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data({ buffer, start, end, sender }: Chunk): number {
    let at = start;
    while (end - at >= 4) {
      const length = u32(buffer, at);
      if (this.#lost[sender] || length > MESSAGE_MAX || length < 2) return ENOUGH;
      if (at + 4 + length > end) break;
      message(buffer, at + 4, at + 4 + length, 'tcp', this.#emit);
      at += 4 + length;
    }
    return at - start;
  }

  gap(sender: Side): void {
    this.#lost[sender] = true;
  }
}

/** What one message holds, as far as names tell; of values only the model and the firmware. */
class Facts {
  readonly methods: string[] = [];
  model: string | null = null;
  software: string | null = null;
  hasLocation = false;
  hasDeviceId = false;
  hasAlias = false;
  hasPassword = false;
}

function message(buffer: Buffer, start: number, end: number, over: string, emit: Emit<Observes>): void {
  if (end - start > MESSAGE_MAX || !looksLikeJson(buffer, start, end)) return;
  const plain = Buffer.allocUnsafe(end - start);
  let key = KEY;
  for (let i = start; i < end; i += 1) {
    plain[i - start] = buffer[i]! ^ key;
    key = buffer[i]!;
  }
  const facts = new Facts();
  try {
    walk(JSON.parse(plain.toString('utf8')), '', 0, facts);
  } catch {
    return; // No JSON after all: nothing to say.
  }
  emit('kasa.message', {
    over,
    methods: facts.methods,
    length: end - start,
    model: facts.model,
    software_version: facts.software,
    has_location: facts.hasLocation,
    has_device_id: facts.hasDeviceId,
    has_alias: facts.hasAlias,
    has_password: facts.hasPassword,
  });
}

function walk(value: unknown, module: string, depth: number, facts: Facts): void {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return;
  for (const [name, inner] of Object.entries(value)) {
    if (depth === 1 && facts.methods.length < METHODS_MAX && /^[a-z_]{1,40}$/i.test(name)) facts.methods.push(`${module}.${name}`);
    note(name, inner, facts);
    walk(inner, depth === 0 && !Array.isArray(value) ? textOf(name, NAME_MAX) : module, depth + 1, facts);
  }
}

function note(name: string, value: unknown, facts: Facts): void {
  if (name === 'model' && typeof value === 'string') facts.model = value.slice(0, NAME_MAX);
  if (name === 'sw_ver' && typeof value === 'string') facts.software = value.slice(0, NAME_MAX);
  // Zero stands for a place that nobody told it.
  if ((name.startsWith('latitude') || name.startsWith('longitude')) && Number(value) !== 0) facts.hasLocation = true;
  if (name === 'deviceId' || name === 'hwId' || name === 'oemId') facts.hasDeviceId = true;
  if (name === 'alias') facts.hasAlias = true;
  if ((name === 'password' || name === 'passwd') && typeof value === 'string' && value !== '') facts.hasPassword = true;
}
