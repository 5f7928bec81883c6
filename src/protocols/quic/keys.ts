import { createDecipheriv } from 'node:crypto';
import { encryptBlock } from '../wire/aes128.ts';
import { HmacKey, label, wordsOf, type Label } from '../wire/hkdf.ts';
import { putDigest } from '../wire/sha256.ts';
import type { LongHeader } from './packet.ts';
import type { QuicVersion } from './versions.ts';

/** The keys of one side's Initial packets (RFC 9001, section 5.1). */
export interface InitialKeys {
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly headerProtection: Buffer;
}

type Side = 'client' | 'server';

const KEY_LENGTH = 16;
const IV_LENGTH = 12;
const SECRET_LENGTH = 32;
const TAG_LENGTH = 16;
const SAMPLE_LENGTH = 16;
const PACKET_NUMBER_LENGTH_MAX = 4;
/** Headers are longer where they carry a long token only. */
const ASSOCIATED_ROOM = 256;

/** What a version alone decides of its keys; worked out with the first packet of it, for most captures have none. */
interface Schedule {
  readonly salt: HmacKey;
  readonly client: Label;
  readonly server: Label;
  readonly key: Label;
  readonly iv: Label;
  readonly headerProtection: Label;
}

/** By salt: there are as many as versions that are known, whatever numbers packets name. */
const schedules = new Map<Buffer, Schedule>();

/** Reused: one packet is opened at a time. */
const secret = new Int32Array(SECRET_LENGTH / 4);
const mask = new Uint8Array(SAMPLE_LENGTH);
const nonce = Buffer.alloc(IV_LENGTH);
const associatedRoom = Buffer.alloc(ASSOCIATED_ROOM);

function scheduleOf(version: QuicVersion): Schedule {
  const known = schedules.get(version.salt);
  if (known !== undefined) return known;
  const schedule = {
    salt: new HmacKey(wordsOf(version.salt)),
    client: label('client in', SECRET_LENGTH),
    server: label('server in', SECRET_LENGTH),
    key: label(`${version.label}key`, KEY_LENGTH),
    iv: label(`${version.label}iv`, IV_LENGTH),
    headerProtection: label(`${version.label}hp`, KEY_LENGTH),
  };
  schedules.set(version.salt, schedule);
  return schedule;
}

/**
 * What the keys of a connection's Initial packets come from: the destination connection id of the client's first one (RFC 9001,
 * section 5.2). Everybody on the path can derive them: they protect against accidents, not against readers.
 * Each side's keys are worked out when they are first asked for.
 */
export class InitialSecret {
  readonly #schedule: Schedule;
  readonly #secret: HmacKey;
  #client: InitialKeys | null = null;
  #server: InitialKeys | null = null;

  /** From `b[start, end)`, a connection id. */
  constructor(version: QuicVersion, b: Buffer, start: number, end: number) {
    this.#schedule = scheduleOf(version);
    this.#schedule.salt.sign(b, start, end, secret);
    this.#secret = new HmacKey(secret);
  }

  /** The keys of one side. */
  keys(side: Side): InitialKeys {
    return side === 'client' ? (this.#client ??= this.#derive('client')) : (this.#server ??= this.#derive('server'));
  }

  #derive(side: Side): InitialKeys {
    this.#secret.expand(this.#schedule[side], secret);
    const own = new HmacKey(secret);
    const all = Buffer.allocUnsafe(KEY_LENGTH + IV_LENGTH + KEY_LENGTH);
    own.expand(this.#schedule.key, secret);
    putDigest(secret, all, 0, KEY_LENGTH);
    own.expand(this.#schedule.iv, secret);
    putDigest(secret, all, KEY_LENGTH, IV_LENGTH);
    own.expand(this.#schedule.headerProtection, secret);
    putDigest(secret, all, KEY_LENGTH + IV_LENGTH, KEY_LENGTH);
    return {
      key: all.subarray(0, KEY_LENGTH),
      iv: all.subarray(KEY_LENGTH, KEY_LENGTH + IV_LENGTH),
      headerProtection: all.subarray(KEY_LENGTH + IV_LENGTH),
    };
  }
}

/**
 * Takes off header protection and encryption of the Initial packet that `header` describes (RFC 9001, sections 5.3 and 5.4);
 * null where the keys do not fit.
 */
export function openInitial(b: Buffer, header: LongHeader, keys: InitialKeys): Buffer | null {
  const { start, numberAt, end } = header;
  const sampleAt = numberAt + PACKET_NUMBER_LENGTH_MAX;
  if (sampleAt + SAMPLE_LENGTH > end) return null;
  encryptBlock(keys.headerProtection, b, sampleAt, mask);
  const first = b[start]! ^ (mask[0]! & 0x0f);
  const numberLength = (first & 3) + 1;
  const bodyAt = numberAt + numberLength;
  if (end - TAG_LENGTH < bodyAt) return null;

  const length = bodyAt - start;
  const associated = length <= ASSOCIATED_ROOM ? associatedRoom.subarray(0, length) : Buffer.allocUnsafe(length);
  b.copy(associated, 0, start, bodyAt);
  associated[0] = first;
  nonce.set(keys.iv);
  for (let i = 0; i < numberLength; i += 1) {
    const at = numberAt - start + i;
    associated[at]! ^= mask[i + 1]!;
    // The number is short and starts at 0 in each connection: its upper octets are zeros.
    nonce[IV_LENGTH - numberLength + i]! ^= associated[at]!;
  }
  return unsealed(keys.key, associated, b.subarray(bodyAt, end - TAG_LENGTH), b.subarray(end - TAG_LENGTH, end));
}

/** AES-128-GCM under `key` and `nonce`; null where the tag says that anything was changed. Native: a whole datagram is worth its set-up. */
function unsealed(key: Buffer, associated: Buffer, body: Buffer, tag: Buffer): Buffer | null {
  const gcm = createDecipheriv('aes-128-gcm', key, nonce);
  gcm.setAAD(associated);
  gcm.setAuthTag(tag);
  const payload = gcm.update(body);
  try {
    gcm.final();
  } catch {
    return null;
  }
  return payload;
}
