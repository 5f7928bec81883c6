/** Beginnings of files that are captures or archives of a kind that we do not read, by the name under which people know them. */
const KNOWN: readonly (readonly [name: string, magic: Buffer])[] = [
  ['xz', Buffer.from('fd377a585a00', 'hex')],
  ['bzip2', Buffer.from('BZh', 'latin1')],
  ['zip', Buffer.from('504b0304', 'hex')],
  ['7z', Buffer.from('377abcaf271c', 'hex')],
  ['compress', Buffer.from('1f9d', 'hex')],
  ['btsnoop', Buffer.from('btsnoop\0', 'latin1')],
  ['ngsniffer', Buffer.from('TRSNIFF data', 'latin1')],
  ['netxray', Buffer.from('XCP\0', 'latin1')],
  ['visual', Buffer.from('\x05VNF', 'latin1')],
  ['5views', Buffer.from('aaaaaaaa', 'hex')],
  ['peektagged', Buffer.from('\x7fver', 'latin1')],
  ['iptrace', Buffer.from('iptrace ', 'latin1')],
  ['ixia', Buffer.from('1c0001ab', 'hex')],
  ['ixia', Buffer.from('1c0001ac', 'hex')],
];

export type Packing = 'gzip' | 'zstd' | 'lz4';

/** How `buffer[start, end)`, the beginning of a file, is packed (RFC 1952, 2.3.1; RFC 8878, 3.1; lz4_Frame_format); null where it is not. */
export function packingOf(buffer: Buffer, start: number, end: number): Packing | null {
  if (end - start >= 2 && buffer[start] === 0x1f && buffer[start + 1] === 0x8b) return 'gzip';
  if (end - start < 4) return null;
  const magic = buffer.readUInt32LE(start);
  if (magic === 0x184d2204) return 'lz4';
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5 /* skippable frame */ ? 'zstd' : null;
}

/** The name of a format that we know and do not read; null where the beginning says nothing to us. */
export function unreadFormatOf(buffer: Buffer, start: number, end: number): string | null {
  for (const [name, magic] of KNOWN) {
    if (end - start >= magic.length && buffer.compare(magic, 0, magic.length, start, start + magic.length) === 0) return name;
  }
  return null;
}
