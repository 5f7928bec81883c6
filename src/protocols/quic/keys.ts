import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { LongHeader } from './packet.ts';
import type { QuicVersion } from './versions.ts';

/** The keys of one side's Initial packets (RFC 9001, section 5.1). */
export interface InitialKeys {
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly headerProtection: Buffer;
}

const TAG_LENGTH = 16;
const SAMPLE_LENGTH = 16;
const PACKET_NUMBER_LENGTH_MAX = 4;

const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer => {
  const h = createHmac('sha256', key);
  for (const part of parts) h.update(part);
  return h.digest();
};

/** HKDF-Expand-Label (RFC 8446, section 7.1) for at most one block of SHA-256: all that Initial keys ask for. */
function expandLabel(secret: Buffer, label: string, length: number): Buffer {
  const text = Buffer.from(`tls13 ${label}`, 'latin1');
  const info = Buffer.concat([Buffer.from([0, length, text.length]), text, Buffer.from([0 /* no context */, 1 /* first block */])]);
  return hmac(secret, info).subarray(0, length);
}

/**
 * The keys of a side's Initial packets, from the destination connection id of the client's first one (RFC 9001, section 5.2).
 * Everybody on the path can derive them: they protect against accidents, not against readers.
 */
export function initialKeys(version: QuicVersion, connectionId: Buffer, side: 'client' | 'server'): InitialKeys {
  const secret = expandLabel(hmac(version.salt, connectionId), `${side} in`, 32);
  return {
    key: expandLabel(secret, `${version.label}key`, 16),
    iv: expandLabel(secret, `${version.label}iv`, 12),
    headerProtection: expandLabel(secret, `${version.label}hp`, 16),
  };
}

/**
 * Takes off header protection and encryption of the Initial packet that `header` describes (RFC 9001, sections 5.3 and 5.4);
 * null where the keys do not fit.
 */
export function openInitial(b: Buffer, header: LongHeader, keys: InitialKeys): Buffer | null {
  const { start, numberAt, end } = header;
  const sampleAt = numberAt + PACKET_NUMBER_LENGTH_MAX;
  if (sampleAt + SAMPLE_LENGTH > end) return null;
  const ecb = createCipheriv('aes-128-ecb', keys.headerProtection, null);
  const mask = ecb.update(b.subarray(sampleAt, sampleAt + SAMPLE_LENGTH));
  const first = b[start]! ^ (mask[0]! & 0x0f);
  const numberLength = (first & 3) + 1;

  const associated = Buffer.from(b.subarray(start, numberAt + numberLength));
  associated[0] = first;
  const nonce = Buffer.from(keys.iv);
  for (let i = 0; i < numberLength; i += 1) {
    const at = numberAt - start + i;
    associated[at]! ^= mask[i + 1]!;
    // The number is short and starts at 0 in each connection: its upper octets are zeros.
    nonce[nonce.length - numberLength + i]! ^= associated[at]!;
  }
  const tagAt = end - TAG_LENGTH;
  const bodyAt = numberAt + numberLength;
  if (tagAt < bodyAt) return null;
  const gcm = createDecipheriv('aes-128-gcm', keys.key, nonce);
  gcm.setAAD(associated);
  gcm.setAuthTag(b.subarray(tagAt, end));
  const payload = gcm.update(b.subarray(bodyAt, tagAt));
  try {
    gcm.final();
  } catch {
    return null;
  }
  return payload;
}
