/**
 * The container of the compiled tables: a header, then sections that each start at a multiple of 8 octets,
 * so that typed arrays can be laid over the file as it was read, without copying.
 * Numbers are little-endian, as on every machine that Node runs on today.
 */
const MAGIC = 'MOUCHARD';
const VERSION = 1;
const HEADER_LENGTH = 16;

/** Data that was not compiled for this version: the caller decides what to do without it. */
export class DataError extends Error {}

/** Joins sections into one file. */
export function packSections(sections: readonly Uint8Array[]): Buffer {
  const starts: number[] = [];
  let length = align(HEADER_LENGTH + sections.length * 8);
  for (const section of sections) {
    starts.push(length);
    length = align(length + section.byteLength);
  }
  const file = Buffer.alloc(length);
  file.write(MAGIC, 0, 'latin1');
  file.writeUInt32LE(VERSION, 8);
  file.writeUInt32LE(sections.length, 12);
  sections.forEach((section, i) => {
    file.writeUInt32LE(starts[i]!, HEADER_LENGTH + i * 8);
    file.writeUInt32LE(section.byteLength, HEADER_LENGTH + i * 8 + 4);
    file.set(section, starts[i]!);
  });
  return file;
}

/** The sections of a compiled file. Throws DataError where it is not one, or does not hold `count` sections. */
export function openSections(file: Buffer, count: number): Buffer[] {
  const sound = file.length >= HEADER_LENGTH && file.latin1Slice(0, 8) === MAGIC && file.readUInt32LE(8) === VERSION;
  if (!sound || file.readUInt32LE(12) !== count || file.length < HEADER_LENGTH + count * 8)
    throw new DataError('not a compiled table of this version');
  // A pooled buffer may start anywhere; typed arrays may not.
  const aligned = file.byteOffset % 8 === 0 ? file : Buffer.from(new Uint8Array(file).buffer);
  const sections: Buffer[] = [];
  for (let i = 0; i < count; i += 1) {
    const start = aligned.readUInt32LE(HEADER_LENGTH + i * 8);
    const length = aligned.readUInt32LE(HEADER_LENGTH + i * 8 + 4);
    if (start % 8 !== 0 || start + length > aligned.length) throw new DataError('a section lies outside the file');
    sections.push(aligned.subarray(start, start + length));
  }
  return sections;
}

/** A section as 16-bit numbers, in place. */
export const asUint16 = (section: Buffer): Uint16Array => new Uint16Array(section.buffer, section.byteOffset, section.byteLength >> 1);
/** A section as 32-bit numbers, in place. */
export const asUint32 = (section: Buffer): Uint32Array => new Uint32Array(section.buffer, section.byteOffset, section.byteLength >> 2);
/** A section as doubles, in place. */
export const asFloat64 = (section: Buffer): Float64Array => new Float64Array(section.buffer, section.byteOffset, section.byteLength >> 3);

/** The octets of a typed array, for `packSections`. */
export const octetsOf = (array: Uint16Array | Uint32Array | Float64Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function align(at: number): number {
  return (at + 7) & ~7;
}
