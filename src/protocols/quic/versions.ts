/** How a version of QUIC protects its Initial packets, and how it numbers its packet types. */
export interface QuicVersion {
  readonly name: string;
  readonly salt: Buffer;
  /** Labels of key derivation start so: `quic ` or `quicv2 ` (RFC 9369, section 3.3.2). */
  readonly label: string;
  /** The type bits of a long header, by meaning. */
  readonly initial: number;
  readonly retry: number;
}

const salt = (hex: string): Buffer => Buffer.from(hex, 'hex');
const V1 = salt('38762cf7f55934b34d179ae6a4c80cadccbb7f0a'); // RFC 9001, section 5.2; drafts 33 and 34
const V2 = salt('0dede3def700a6db819381be6e269dcbf9bd2ed9'); // RFC 9369, section 3.3.1
const DRAFT_29 = salt('afbfec289993d24c9e9786f19c6111e04390a899'); // drafts 29 to 32
const DRAFT_23 = salt('c3eef712c72ebb5a11a7d2432bb46365bef9f502'); // drafts 23 to 28
const DRAFT_22 = salt('7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a');
const GOOGLE_T050 = salt('7ff579e5acd072915580304c43a2367c60488310');
const GOOGLE_T051 = salt('7a4edef4e7ccee5fa4506c19124fc8ccda6e033d');

const like1 = (name: string, of: Buffer): QuicVersion => ({ name, salt: of, label: 'quic ', initial: 0, retry: 3 });

/** What is known of the version with this number; null for one whose Initial packets cannot be read. */
export function quicVersion(number: number): QuicVersion | null {
  const known = BY_NUMBER.get(number);
  if (known !== undefined) return known;
  if (isReservedVersion(number)) return RESERVED;
  const draft = number & 0xff;
  if (number >>> 8 !== 0xff0000 || draft < 22 || draft > 34) return null;
  return like1(`draft-${draft}`, draft === 22 ? DRAFT_22 : draft < 29 ? DRAFT_23 : draft < 33 ? DRAFT_29 : V1);
}

/** Clients that start with a reserved version, so that the server must negotiate, took the salt of the drafts of that time. */
const RESERVED = like1('reserved', DRAFT_29);

const BY_NUMBER: ReadonlyMap<number, QuicVersion> = new Map([
  [0x00000001, like1('1', V1)],
  [0x6b3343cf, { name: '2', salt: V2, label: 'quicv2 ', initial: 1, retry: 0 }],
  [0xfaceb001, like1('mvfst-22', DRAFT_22)], // Facebook's numbers for the drafts that it ran
  [0xfaceb002, like1('mvfst-27', DRAFT_23)],
  [0xfaceb00e, like1('mvfst-27', DRAFT_23)],
  [0x54303530, like1('T050', GOOGLE_T050)], // Google's numbers for the drafts that it ran, with TLS inside
  [0x54303531, like1('T051', GOOGLE_T051)],
]);

/** The name of a version: `1`, `2`, `draft-29` …, else its number in hex. */
export function quicVersionName(number: number): string {
  const version = quicVersion(number);
  return version === null || version === RESERVED ? `0x${number.toString(16).padStart(8, '0')}` : version.name;
}

/** Versions kept free to see that peers tolerate them: 0x?a?a?a?a (RFC 9000, section 15). */
export const isReservedVersion = (number: number): boolean => (number & 0x0f0f0f0f) === 0x0a0a0a0a;
