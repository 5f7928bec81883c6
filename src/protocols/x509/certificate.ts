import { hash } from 'node:crypto';
import { formatAddress } from '../../bytes/address.ts';
import { DerWalker, TAG, integerBits, integerHex, objectIdentifier } from './der.ts';
import { CURVES, DIGESTS, KEYS, RSASSA_PSS, SIGNATURES } from './identifiers.ts';
import { distinguishedName } from './name.ts';
import { certificateTime } from './time.ts';

/** What is read of one certificate; null where its structure did not allow it. Field names are those of `tls.certificate`. */
export interface Certificate {
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
  readonly san: readonly string[];
  readonly not_before: string | null;
  readonly not_after: string | null;
  readonly key: string | null;
  readonly key_bits: number | null;
  readonly signature: string | null;
  readonly self_signed: boolean | null;
  readonly sha256: string;
}

type Draft = { -readonly [K in keyof Certificate]: Certificate[K] };

const NAMES_MAX = 1_024;
/** Context-specific constructed tags of TBSCertificate (RFC 5280, section 4.1). */
const VERSION_TAG = 0xa0;
const EXTENSIONS_TAG = 0xa3;
/** GeneralName choices (RFC 5280, section 4.2.1.6). */
const GENERAL_NAME = { mail: 0x81, dns: 0x82, directory: 0xa4, uri: 0x86, address: 0x87 } as const;
const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';

/** Reads the X.509 certificate (RFC 5280, section 4.1) at buffer[start, end). Never throws; keeps what came before a flaw. */
export function readCertificate(buffer: Buffer, start: number, end: number): Certificate {
  const draft: Draft = {
    subject: null,
    issuer: null,
    serial: null,
    san: [],
    not_before: null,
    not_after: null,
    key: null,
    key_bits: null,
    signature: null,
    self_signed: null,
    sha256: hash('sha256', buffer.subarray(start, end)),
  };
  const outer = new DerWalker(buffer, start, end);
  if (!outer.expect(TAG.sequence)) return draft;
  const certificate = outer.inside();
  if (!certificate.expect(TAG.sequence)) return draft;
  readBody(certificate.inside(), draft);
  return draft;
}

/** TBSCertificate, field by field in its fixed order; stops at the first that is not there. */
function readBody(body: DerWalker, draft: Draft): void {
  body.expect(VERSION_TAG);
  if (!body.expect(TAG.integer)) return;
  draft.serial = integerHex(body.buffer, body.start, body.end);
  if (!body.expect(TAG.sequence)) return;
  draft.signature = signatureName(body.inside());
  if (!body.expect(TAG.sequence)) return;
  draft.issuer = distinguishedName(body);
  const issuerFrom = body.from;
  const issuerEnd = body.end;
  if (!body.expect(TAG.sequence)) return;
  readValidity(body.inside(), draft);
  if (!body.expect(TAG.sequence)) return;
  draft.subject = distinguishedName(body);
  draft.self_signed = body.buffer.compare(body.buffer, issuerFrom, issuerEnd, body.from, body.end) === 0;
  if (!body.expect(TAG.sequence)) return;
  readKey(body.inside(), draft);
  while (body.at < body.limit && body.next()) {
    if (body.tag === EXTENSIONS_TAG) readExtensions(body.inside(), draft);
  }
}

function readValidity(validity: DerWalker, draft: Draft): void {
  if (!validity.next()) return;
  draft.not_before = certificateTime(validity.buffer, validity.tag, validity.start, validity.end);
  if (!validity.next()) return;
  draft.not_after = certificateTime(validity.buffer, validity.tag, validity.start, validity.end);
}

/** The name of an AlgorithmIdentifier; for RSASSA-PSS with its digest, such as `rsassaPss-SHA256`. */
function signatureName(algorithm: DerWalker): string | null {
  if (!algorithm.expect(TAG.objectIdentifier)) return null;
  const identifier = objectIdentifier(algorithm.buffer, algorithm.start, algorithm.end);
  if (identifier === null) return null;
  if (identifier !== RSASSA_PSS) return SIGNATURES[identifier] ?? identifier;
  return `rsassaPss-${pssDigest(algorithm)}`;
}

/** hashAlgorithm of RSASSA-PSS-params; SHA-1 where it is left out (RFC 4055, section 3.1). */
function pssDigest(algorithm: DerWalker): string {
  if (!algorithm.expect(TAG.sequence)) return 'SHA1';
  const parameters = algorithm.inside();
  if (!parameters.expect(0xa0)) return 'SHA1';
  const hash = parameters.inside();
  if (!hash.expect(TAG.sequence)) return 'SHA1';
  const identifier = hash.inside();
  if (!identifier.expect(TAG.objectIdentifier)) return 'SHA1';
  const dotted = objectIdentifier(identifier.buffer, identifier.start, identifier.end);
  return dotted === null ? 'SHA1' : (DIGESTS[dotted] ?? dotted);
}

/** SubjectPublicKeyInfo: the algorithm, and the length of the key by which its strength is told. */
function readKey(info: DerWalker, draft: Draft): void {
  if (!info.expect(TAG.sequence)) return;
  const algorithm = info.inside();
  if (!algorithm.expect(TAG.objectIdentifier)) return;
  const identifier = objectIdentifier(algorithm.buffer, algorithm.start, algorithm.end);
  if (identifier === null) return;
  const known = KEYS[identifier];
  draft.key = known?.[0] ?? identifier;
  draft.key_bits = known?.[1] ?? null;
  if (draft.key === 'EC') draft.key_bits = curveBits(algorithm);
  else if (draft.key === 'DSA') draft.key_bits = firstIntegerBits(algorithm);
  else if ((draft.key === 'RSA' || draft.key === 'RSA-PSS') && info.expect(TAG.bitString)) {
    draft.key_bits = firstIntegerBits(new DerWalker(info.buffer, info.start + 1, info.end));
  }
}

/** Bits of the curve of an EC key: a named curve, or the prime of one written out (RFC 3279, section 2.3.5). */
function curveBits(algorithm: DerWalker): number | null {
  if (algorithm.expect(TAG.objectIdentifier)) {
    const curve = objectIdentifier(algorithm.buffer, algorithm.start, algorithm.end);
    return curve === null ? null : (CURVES[curve] ?? null);
  }
  if (!algorithm.expect(TAG.sequence)) return null;
  const parameters = algorithm.inside();
  if (!parameters.expect(TAG.integer) || !parameters.expect(TAG.sequence)) return null;
  const field = parameters.inside();
  return field.expect(TAG.objectIdentifier) && field.expect(TAG.integer) ? integerBits(field.buffer, field.start, field.end) : null;
}

/** Bits of the first integer of the next sequence: the modulus of RSA, the prime of DSA. */
function firstIntegerBits(walker: DerWalker): number | null {
  if (!walker.expect(TAG.sequence)) return null;
  const numbers = walker.inside();
  return numbers.expect(TAG.integer) ? integerBits(numbers.buffer, numbers.start, numbers.end) : null;
}

function readExtensions(wrapper: DerWalker, draft: Draft): void {
  if (!wrapper.expect(TAG.sequence)) return;
  const extensions = wrapper.inside();
  let subjectKey: string | null = null;
  let authorityKey: string | null = null;
  while (extensions.expect(TAG.sequence)) {
    const extension = extensions.inside();
    if (!extension.expect(TAG.objectIdentifier)) return;
    const identifier = objectIdentifier(extension.buffer, extension.start, extension.end);
    extension.expect(TAG.boolean);
    if (!extension.expect(TAG.octetString)) return;
    const value = extension.inside();
    if (identifier === SUBJECT_ALTERNATIVE_NAME) draft.san = alternativeNames(value);
    else if (identifier === SUBJECT_KEY_IDENTIFIER && value.expect(TAG.octetString))
      subjectKey = value.buffer.hexSlice(value.start, value.end);
    else if (identifier === AUTHORITY_KEY_IDENTIFIER) authorityKey = authorityKeyIdentifier(value);
  }
  if (subjectKey !== null && authorityKey !== null && subjectKey !== authorityKey) draft.self_signed = false;
}

/** keyIdentifier [0] of AuthorityKeyIdentifier (RFC 5280, section 4.2.1.1). */
function authorityKeyIdentifier(value: DerWalker): string | null {
  if (!value.expect(TAG.sequence)) return null;
  const parts = value.inside();
  return parts.expect(0x80) ? parts.buffer.hexSlice(parts.start, parts.end) : null;
}

/** The names of a SubjectAltName extension that this certificate is good for. */
function alternativeNames(value: DerWalker): readonly string[] {
  if (!value.expect(TAG.sequence)) return [];
  const names: string[] = [];
  const choices = value.inside();
  while (names.length < NAMES_MAX && choices.next()) {
    const name = alternativeName(choices);
    if (name !== null) names.push(name);
  }
  return names;
}

function alternativeName(choice: DerWalker): string | null {
  const { buffer, start, end } = choice;
  switch (choice.tag) {
    case GENERAL_NAME.dns:
      return buffer.latin1Slice(start, end);
    case GENERAL_NAME.address:
      return end - start === 4 || end - start === 16 ? formatAddress(buffer, start, end - start) : null;
    case GENERAL_NAME.mail:
      return `email:${buffer.latin1Slice(start, end)}`;
    case GENERAL_NAME.uri:
      return `uri:${buffer.latin1Slice(start, end)}`;
    case GENERAL_NAME.directory: {
      const name = choice.inside();
      const text = name.expect(TAG.sequence) ? distinguishedName(name) : null;
      return text === null ? null : `dir:${text}`;
    }
    default:
      return null;
  }
}
