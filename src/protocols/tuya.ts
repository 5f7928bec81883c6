import type { Chunk } from '../bytes/chunk.ts';
import { u32 } from '../bytes/read.ts';
import { dissector, type Emit, ENOUGH, type Session, type Verdict } from './dissector.ts';

// The local protocol of Tuya devices, as its makers' open SDK and devices show it: frames of prefix, sequence, command, length,
// payload, checksum and suffix. Protocol 3.5 has a prefix of its own and is encrypted throughout (AES-GCM).

const PREFIX_55AA = 0x0000_55aa;
const PREFIX_6699 = 0x0000_6699;
const SUFFIX_55AA = 0x0000_aa55;
const HEADER_LENGTH = 16;
/** Prefix, two reserved octets, sequence, command, length. */
const HEADER_LENGTH_6699 = 18;
const COMMAND_MAX = 0xff;
const LENGTH_MAX = 64 << 10;

const observes = {
  'tuya.message': {
    command: 'number',
    /** The payload is no readable JSON. */
    encrypted: 'boolean',
    /** Such as `3.3`, where the frame names it. */
    version: 'string?',
    length: 'number',
    /** An announcement to the network carries the device's identifier and product key in clear. */
    has_device_id: 'boolean',
    has_product_key: 'boolean',
  },
} as const;
type Observes = typeof observes;

/** Announcements to the local network. */
export const tuya = dissector({
  name: 'tuya',
  over: 'udp',
  ports: [6666, 6667, 7000],
  content: 'structured-binary',
  observes,
  probe,
  stateless: true,
  open: (emit) => new TuyaSession(emit),
});

/** Control on the local network. */
export const tuyaTcp = dissector({
  name: 'tuya',
  over: 'tcp',
  ports: [6668],
  content: 'structured-binary',
  observes,
  probe,
  open: (emit) => new TuyaSession(emit),
});

interface FrameHeader {
  readonly command: number;
  /** Octets after the header, with checksum and suffix. */
  readonly length: number;
  readonly headerLength: number;
}

/** The header at `at`; null where it is none, undefined where more octets are needed. */
function headerAt(buffer: Buffer, at: number, end: number): FrameHeader | null | undefined {
  if (end - at < 4) return undefined;
  const prefix = u32(buffer, at);
  if (prefix !== PREFIX_55AA && prefix !== PREFIX_6699) return null;
  const headerLength = prefix === PREFIX_55AA ? HEADER_LENGTH : HEADER_LENGTH_6699;
  if (end - at < headerLength) return undefined;
  const command = u32(buffer, at + headerLength - 8);
  // Protocol 3.5 counts nonce, data and tag, and leaves its suffix out.
  const length = u32(buffer, at + headerLength - 4) + (prefix === PREFIX_6699 ? 4 : 0);
  return command > COMMAND_MAX || length < 8 || length > LENGTH_MAX ? null : { command, length, headerLength };
}

function probe({ buffer, start, end }: Chunk): Verdict {
  const header = headerAt(buffer, start, end);
  if (header === null) return 'not-mine';
  if (header !== undefined) return 'mine';
  for (let i = start; i < Math.min(end, start + 2); i += 1) if (buffer[i] !== 0) return 'not-mine';
  return end - start < 3 || buffer[start + 2] === 0x55 || buffer[start + 2] === 0x66 ? 'unsure' : 'not-mine';
}

class TuyaSession implements Session {
  readonly #emit: Emit<Observes>;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data({ buffer, start, end }: Chunk): number {
    let at = start;
    while (at < end) {
      const header = headerAt(buffer, at, end);
      if (header === null) return ENOUGH;
      if (header === undefined || at + header.headerLength + header.length > end) break;
      this.#frame(buffer, at + header.headerLength, header);
      at += header.headerLength + header.length;
    }
    return at - start;
  }

  gap(): void {}

  #frame(buffer: Buffer, from: number, { command, length, headerLength }: FrameHeader): void {
    const suffix = u32(buffer, from + length - 4) === SUFFIX_55AA;
    const payload = buffer.latin1Slice(from, from + length - (suffix ? 8 : 4));
    const json = payload.indexOf('{"');
    // A return code of four octets may stand before the text, a version of three before what is encrypted.
    const readable = json !== -1 && json <= 19;
    this.#emit('tuya.message', {
      command,
      encrypted: payload.length > 4 && !readable,
      version: headerLength === HEADER_LENGTH_6699 ? '3.5' : versionOf(payload, readable),
      length: payload.length,
      has_device_id: readable && /"(?:gwId|devId)"/.test(payload),
      has_product_key: readable && payload.includes('"productKey"'),
    });
  }
}

function versionOf(payload: string, readable: boolean): string | null {
  const named = readable ? /"version":"(\d\.\d)"/.exec(payload) : /^(?:[^]{4})?(3\.\d)/.exec(payload);
  return named?.[1] ?? null;
}
