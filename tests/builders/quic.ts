import { createCipheriv } from 'node:crypto';
import { InitialSecret } from '../../src/protocols/quic/keys.ts';
import { quicVersion } from '../../src/protocols/quic/versions.ts';

/** An Initial packet to be sealed. */
export interface InitialPlan {
  readonly version?: number;
  /** What the keys come from: the client's first destination connection id, in hex. */
  readonly keyId: string;
  readonly dcid: string;
  readonly scid?: string;
  readonly token?: string;
  readonly number?: number;
  readonly side?: 'client' | 'server';
  readonly frames: Buffer;
  /** The frames are padded with zeros to this length. */
  readonly paddedTo?: number;
}

/** A variable-length integer of two octets. */
export const two = (value: number): Buffer => Buffer.from([0x40 | (value >> 8), value & 0xff]);

/** A CRYPTO frame. */
export const crypto = (offset: number, octets: Buffer): Buffer =>
  Buffer.concat([Buffer.from([6]), two(offset), two(octets.length), octets]);

/** Seals an Initial packet with a packet number of four octets: RFC 9001, section 5, in the sender's direction. */
export function sealInitial(plan: InitialPlan): Buffer {
  const number = plan.version ?? 1;
  const version = quicVersion(number)!;
  const keyId = Buffer.from(plan.keyId, 'hex');
  const keys = new InitialSecret(version, keyId, 0, keyId.length).keys(plan.side ?? 'client');
  const body = Buffer.concat([plan.frames, Buffer.alloc(Math.max(0, (plan.paddedTo ?? 0) - plan.frames.length))]);
  const id = (hex: string): Buffer => Buffer.concat([Buffer.from([hex.length / 2]), Buffer.from(hex, 'hex')]);
  const head = Buffer.alloc(5);
  head[0] = 0xc3 | (version.initial << 4);
  head.writeUInt32BE(number, 1);
  const token =
    plan.side === 'server'
      ? two(0).subarray(1)
      : Buffer.concat([Buffer.from([(plan.token ?? '').length / 2]), Buffer.from(plan.token ?? '', 'hex')]);
  const packetNumber = Buffer.alloc(4);
  packetNumber.writeUInt32BE(plan.number ?? 0);
  const header = Buffer.concat([head, id(plan.dcid), id(plan.scid ?? ''), token, two(body.length + 4 + 16), packetNumber]);
  const nonce = Buffer.from(keys.iv);
  for (let i = 0; i < 4; i += 1) nonce[8 + i]! ^= packetNumber[i]!;
  const gcm = createCipheriv('aes-128-gcm', keys.key, nonce);
  gcm.setAAD(header);
  const sealed = Buffer.concat([gcm.update(body), gcm.final(), gcm.getAuthTag()]);
  const mask = createCipheriv('aes-128-ecb', keys.headerProtection, null).update(sealed.subarray(0, 16));
  header[0]! ^= mask[0]! & 0x0f;
  for (let i = 0; i < 4; i += 1) header[header.length - 4 + i]! ^= mask[i + 1]!;
  return Buffer.concat([header, sealed]);
}

/** The CRYPTO frame of RFC 9001, appendix A.2: a client hello for example.com. */
export const RFC_CRYPTO_FRAME = Buffer.from(
  '060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578' +
    '616d706c652e636f6dff01000100000a00080006001d0017001800100007000504616c706e000500050100000000003300260024001d00209370b2c9caa47fba' +
    'baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b0003020304000d0010000e0403050306030203080408050806002d00020101001c0002400100' +
    '3900320408ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e51570806048000ffff',
  'hex',
);

/** The server's Initial of RFC 9001, appendix A.3, whole. */
export const RFC_SERVER_INITIAL = Buffer.from(
  'cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3' +
    'dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc4' +
    '2158407dd074ee',
  'hex',
);

/** The client's destination connection id in the appendices of RFC 9001 and RFC 9369. */
export const RFC_CONNECTION_ID = '8394c8f03e515708';
