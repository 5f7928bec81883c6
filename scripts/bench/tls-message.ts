import { createPrivateKey } from 'node:crypto';
import {
  ALGORITHM,
  certificate,
  certificateMessage,
  der,
  extension,
  generalizedTime,
  nameOf,
  utcTime,
} from '../../tests/builders/certificate.ts';
import { hex4, serverName } from '../../tests/builders/hello.ts';

const HANDSHAKE = 22;
const CERTIFICATE = 11;
const SERVER_NAME = 0;
/** Ed25519 signs the same octets the same way each time: the certificates of every run are alike. */
const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});

/**
 * A client hello in one record, made from a recorded one: another server name, further extensions behind the others
 * (type and content in hex).
 */
export function editedHello(recorded: Buffer, name: string, more: readonly (readonly [number, string])[] = []): Buffer {
  const body = helloBody(recorded);
  const at = extensionsAt(body);
  const parts: Buffer[] = [];
  for (let i = at + 2; i + 4 <= body.length;) {
    const next = i + 4 + body.readUInt16BE(i + 2);
    parts.push(body.readUInt16BE(i) === SERVER_NAME ? oneExtension(SERVER_NAME, serverName(name)) : body.subarray(i, next));
    i = next;
  }
  for (const [type, content] of more) parts.push(oneExtension(type, content));
  return inRecord(1 /* client_hello */, Buffer.concat([body.subarray(0, at), vector16(Buffer.concat(parts))]));
}

/** The body of the hello in the first record of a recorded stream. */
export function helloBody(recorded: Buffer): Buffer {
  return recorded.subarray(9, 5 + recorded.readUInt16BE(3));
}

/** Where the extensions' length stands (RFC 8446, 4.1.2). */
function extensionsAt(body: Buffer): number {
  let at = 34;
  at += 1 + body[at]!;
  at += 2 + body.readUInt16BE(at);
  return at + 1 + body[at]!;
}

const vector16 = (octets: Buffer): Buffer => Buffer.concat([Buffer.from(hex4(octets.length), 'hex'), octets]);
const oneExtension = (type: number, content: string): Buffer =>
  Buffer.concat([Buffer.from(hex4(type), 'hex'), vector16(Buffer.from(content, 'hex'))]);

function inRecord(type: number, body: Buffer): Buffer {
  const message = Buffer.concat([Buffer.from([type, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff]), body]);
  return Buffer.concat([Buffer.from([HANDSHAKE, 3, type === 1 ? 1 : 3]), vector16(message)]);
}

/** A server's first flight up to TLS 1.2 as recorded, with the certificates of the given domain in it. */
export function editedFlight(recorded: Buffer, domain: string): Buffer {
  const records: Buffer[] = [];
  for (let i = 0; i + 5 <= recorded.length;) {
    const next = i + 5 + recorded.readUInt16BE(i + 3);
    records.push(
      recorded[i] === HANDSHAKE && recorded[i + 5] === CERTIFICATE
        ? inRecord(CERTIFICATE, certificateMessage(chainFor(domain)))
        : recorded.subarray(i, next),
    );
    i = next;
  }
  return Buffer.concat(records);
}

/** A leaf for a domain and everything below it, and the one who signed it. */
function chainFor(domain: string): Buffer[] {
  const authority = nameOf([
    ['2.5.4.6', 'ZZ'],
    ['2.5.4.10', 'Bench Trust Services'],
    ['2.5.4.3', 'Bench Issuing Authority 1'],
  ]);
  const root = nameOf([['2.5.4.3', 'Bench Root']]);
  const names = [domain, `*.${domain}`, `www.${domain}`, `api.${domain}`, `cdn.${domain}`].map((name) =>
    der(0x82, Buffer.from(name, 'latin1')),
  );
  const validity = der(0x30, utcTime('250101000000Z'), generalizedTime('20600101000000Z'));
  const usual = [extension('2.5.29.14', der(0x04, Buffer.alloc(20, 1))), extension('2.5.29.35', der(0x30, der(0x80, Buffer.alloc(20, 2))))];
  const transparency = extension(
    '1.3.6.1.4.1.32473.1' /* the example enterprise: as long as two timestamps */,
    der(0x04, Buffer.alloc(240, 3)),
  );
  const leaf = {
    subject: nameOf([['2.5.4.3', domain]]),
    issuer: authority,
    extensions: [extension('2.5.29.17', der(0x30, ...names)), ...usual, transparency],
  };
  const above = { subject: authority, issuer: root, extensions: usual };
  return [leaf, above].map((plan) => certificate({ key: KEY, algorithm: ALGORITHM.ed25519, digest: null, validity, ...plan }));
}
