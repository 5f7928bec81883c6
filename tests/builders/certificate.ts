import { createPublicKey, sign, type KeyObject } from 'node:crypto';

/** One DER element. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** An object identifier. */
export function oid(dotted: string): Buffer {
  const [a, b, ...rest] = dotted.split('.').map(Number);
  const octets = [a! * 40 + b!, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.from(octets));
}

const utf8 = (text: string, tag = 0x0c): Buffer => der(tag, Buffer.from(text, 'utf8'));

/** A name of single attributes, as [object identifier, value] from the least specific on. */
export function nameOf(attributes: readonly (readonly [string, string])[]): Buffer {
  return der(0x30, ...attributes.map(([type, value]) => der(0x31, der(0x30, oid(type), utf8(value)))));
}

/** What a certificate is to say. */
export interface CertificatePlan {
  readonly key: KeyObject;
  /** AlgorithmIdentifier of the signature, and the digest for node:crypto (null for Ed25519). */
  readonly algorithm: Buffer;
  readonly digest: string | null;
  readonly pss?: boolean;
  readonly serial?: string;
  readonly issuer?: Buffer;
  readonly subject?: Buffer;
  readonly validity?: Buffer;
  /** Content of the extensions sequence. */
  readonly extensions?: readonly Buffer[];
  /** Who signs; the key itself where left out. */
  readonly signer?: KeyObject;
}

/** An extension. */
export const extension = (type: string, value: Buffer): Buffer => der(0x30, oid(type), der(0x04, value));

export const utcTime = (text: string): Buffer => utf8(text, 0x17);
export const generalizedTime = (text: string): Buffer => utf8(text, 0x18);

/** Algorithm identifiers by name. */
export const ALGORITHM = {
  rsaSha256: der(0x30, oid('1.2.840.113549.1.1.11'), der(0x05)),
  ecdsaSha256: der(0x30, oid('1.2.840.10045.4.3.2')),
  ecdsaSha384: der(0x30, oid('1.2.840.10045.4.3.3')),
  ed25519: der(0x30, oid('1.3.101.112')),
  /** RSASSA-PSS with SHA-256, MGF1 with SHA-256, salt of 32. */
  pssSha256: der(
    0x30,
    oid('1.2.840.113549.1.1.10'),
    der(
      0x30,
      der(0xa0, der(0x30, oid('2.16.840.1.101.3.4.2.1'))),
      der(0xa1, der(0x30, oid('1.2.840.113549.1.1.8'), der(0x30, oid('2.16.840.1.101.3.4.2.1')))),
      der(0xa2, der(0x02, Buffer.from([32]))),
    ),
  ),
} as const;

/** A signed X.509 certificate in DER. */
export function certificate(plan: CertificatePlan): Buffer {
  const subject = plan.subject ?? nameOf([['2.5.4.3', 'device.example.test']]);
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from(plan.serial ?? '0102030405060708', 'hex')),
    plan.algorithm,
    plan.issuer ?? subject,
    plan.validity ?? der(0x30, utcTime('250131000000Z'), generalizedTime('20600101120000Z')),
    subject,
    createPublicKey(plan.key).export({ type: 'spki', format: 'der' }),
    ...(plan.extensions === undefined ? [] : [der(0xa3, der(0x30, ...plan.extensions))]),
  );
  const key = plan.signer ?? plan.key;
  const signature = sign(plan.digest, body, plan.pss === true ? { key, padding: 6, saltLength: 32 } : key);
  return der(0x30, body, plan.algorithm, der(0x03, Buffer.from([0]), signature));
}

/** The body of a Certificate message up to TLS 1.2. */
export function certificateMessage(chain: readonly Buffer[]): Buffer {
  const u24 = (value: number): Buffer => Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff]);
  const list = Buffer.concat(chain.flatMap((one) => [u24(one.length), one]));
  return Buffer.concat([u24(list.length), list]);
}
