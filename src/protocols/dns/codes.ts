// https://www.iana.org/assignments/dns-parameters/dns-parameters.xhtml

/** Record types that this code treats apart. */
export const TYPE = {
  A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, HINFO: 13, MX: 15, TXT: 16, RP: 17, AAAA: 28, SRV: 33, NAPTR: 35, DNAME: 39, OPT: 41, DS: 43,
  SSHFP: 44, RRSIG: 46, NSEC: 47, DNSKEY: 48, NSEC3: 50, TLSA: 52, SVCB: 64, HTTPS: 65, SPF: 99, CAA: 257,
} as const; // prettier-ignore

const TYPES = new Map<number, string>([
  ...Object.entries(TYPE).map(([name, value]): [number, string] => [value, name]),
  [3, 'MD'], [4, 'MF'], [7, 'MB'], [8, 'MG'], [9, 'MR'], [10, 'NULL'], [11, 'WKS'], [14, 'MINFO'], [18, 'AFSDB'], [19, 'X25'], [20, 'ISDN'],
  [21, 'RT'], [22, 'NSAP'], [23, 'NSAP-PTR'], [24, 'SIG'], [25, 'KEY'], [26, 'PX'], [27, 'GPOS'], [29, 'LOC'], [30, 'NXT'], [31, 'EID'],
  [32, 'NIMLOC'], [34, 'ATMA'], [36, 'KX'], [37, 'CERT'], [38, 'A6'], [40, 'SINK'], [42, 'APL'], [45, 'IPSECKEY'], [49, 'DHCID'],
  [51, 'NSEC3PARAM'], [53, 'SMIMEA'], [55, 'HIP'], [56, 'NINFO'], [57, 'RKEY'], [58, 'TALINK'], [59, 'CDS'], [60, 'CDNSKEY'],
  [61, 'OPENPGPKEY'], [62, 'CSYNC'], [63, 'ZONEMD'], [66, 'DSYNC'], [104, 'NID'], [105, 'L32'], [106, 'L64'], [107, 'LP'], [108, 'EUI48'],
  [109, 'EUI64'], [128, 'NXNAME'], [249, 'TKEY'], [250, 'TSIG'], [251, 'IXFR'], [252, 'AXFR'], [253, 'MAILB'], [254, 'MAILA'], [255, 'ANY'],
  [256, 'URI'], [258, 'AVC'], [259, 'DOA'], [260, 'AMTRELAY'], [261, 'RESINFO'], [262, 'WALLET'], [32768, 'TA'], [32769, 'DLV'],
]); // prettier-ignore

const RCODES: readonly (string | undefined)[] = [
  'NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED', 'YXDOMAIN', 'YXRRSET', 'NXRRSET', 'NOTAUTH', 'NOTZONE', 'DSOTYPENI',
  undefined, undefined, undefined, undefined, 'BADVERS', 'BADKEY', 'BADTIME', 'BADMODE', 'BADNAME', 'BADALG', 'BADTRUNC', 'BADCOOKIE',
]; // prettier-ignore

const OPCODES: readonly (string | undefined)[] = ['QUERY', 'IQUERY', 'STATUS', undefined, 'NOTIFY', 'UPDATE', 'DSO'];

/** The name of a record type: `HTTPS`; `TYPE65400` where none is registered (RFC 3597, 5). */
export const typeName = (type: number): string => TYPES.get(type) ?? `TYPE${type}`;

export const isKnownType = (type: number): boolean => TYPES.has(type);

/** The name of a response code, extended ones included: `NXDOMAIN`; `RCODE24` where none is registered. */
export const rcodeName = (rcode: number): string => RCODES[rcode] ?? `RCODE${rcode}`;

/** The name of an opcode: `QUERY`; `OPCODE9` where none is registered. */
export const opcodeName = (opcode: number): string => OPCODES[opcode] ?? `OPCODE${opcode}`;

export const isKnownOpcode = (opcode: number): boolean => OPCODES[opcode] !== undefined;
