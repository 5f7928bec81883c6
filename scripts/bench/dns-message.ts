const TYPE = { A: 1, CNAME: 5, AAAA: 28, HTTPS: 65 } as const;
const POINTER_TO_QUESTION = Buffer.from('c00c', 'hex');

export type QueryType = 'A' | 'AAAA' | 'HTTPS';

/** A name as labels (RFC 1035, 3.1). */
export function dnsName(name: string): Buffer {
  return Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.alloc(1),
  ]);
}

/** A query; the identification (first two octets) is 0, to be patched. */
export function dnsQuery(name: string, type: QueryType): Buffer {
  return Buffer.concat([Buffer.from('000001000001000000000000', 'hex'), dnsName(name), u16(TYPE[type]), u16(1)]);
}

/** An answer: an alias where one is given, then the address, or the service binding with its ALPN. */
export function dnsAnswer(name: string, type: QueryType, address: Buffer, alias: string | null): Buffer {
  const records: Buffer[] = [];
  let owner: Buffer = POINTER_TO_QUESTION;
  if (alias !== null) {
    records.push(record(owner, TYPE.CNAME, dnsName(alias)));
    owner = dnsName(alias);
  }
  // A binding of priority 1 to the owner itself, with ALPN h3 and h2 (RFC 9460).
  const data = type === 'HTTPS' ? Buffer.from('00010000010006026833026832', 'hex') : address;
  records.push(record(owner, TYPE[type], data));
  const head = Buffer.from('000081800001000000000000', 'hex');
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, dnsName(name), u16(TYPE[type]), u16(1), ...records]);
}

function record(owner: Buffer, type: number, data: Buffer): Buffer {
  return Buffer.concat([owner, u16(type), u16(1), Buffer.from([0, 0, 1, 44]), u16(data.length), data]);
}

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
