/** A frame to be written into a capture. */
export interface BuiltFrame {
  readonly octets: Buffer;
  /** Microseconds since the epoch. */
  readonly at: number;
  /** Octets on the wire where the capture was snapped. */
  readonly original?: number;
}

export interface PcapShape {
  readonly big?: boolean;
  readonly magic?: number;
  /** Fractions are written in nanoseconds. */
  readonly nanoseconds?: boolean;
  readonly major?: number;
  readonly minor?: number;
  readonly network?: number;
  readonly snapLength?: number;
  /** Octets of a record header: 16, or 20, 24 and 28 for the headers of the modified variants. */
  readonly headerLength?: number;
  /** Captured and original length change places, as before version 2.3. */
  readonly swapped?: boolean;
}

/** 32-bit words in the byte order asked for. */
export function words(big: boolean, ...values: number[]): Buffer {
  const b = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => (big ? b.writeUInt32BE(value >>> 0, i * 4) : b.writeUInt32LE(value >>> 0, i * 4)));
  return b;
}

/** 16-bit words in the byte order asked for. */
export function halves(big: boolean, ...values: number[]): Buffer {
  const b = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => (big ? b.writeUInt16BE(value, i * 2) : b.writeUInt16LE(value, i * 2)));
  return b;
}

/** A classic capture file of the given frames. */
export function buildPcap(frames: readonly BuiltFrame[], shape: PcapShape = {}): Buffer {
  const big = shape.big ?? false;
  const nanoseconds = shape.nanoseconds ?? false;
  const magic = shape.magic ?? (nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
  const header = [
    words(big, magic),
    halves(big, shape.major ?? 2, shape.minor ?? 4),
    words(big, 0, 0, shape.snapLength ?? 262_144, shape.network ?? 1),
  ];
  const records = frames.flatMap((frame) => {
    const seconds = Math.floor(frame.at / 1_000_000);
    const fraction = frame.at % 1_000_000;
    const lengths = [frame.octets.length, frame.original ?? frame.octets.length];
    if (shape.swapped === true) lengths.reverse();
    const fixed = words(big, seconds, nanoseconds ? fraction * 1_000 + 7 : fraction, ...lengths);
    return [fixed, Buffer.alloc((shape.headerLength ?? 16) - 16), frame.octets];
  });
  return Buffer.concat([...header, ...records]);
}

/** Frames of made-up octets: different lengths, some snapped, times with all six digits. */
export function sampleFrames(count: number): BuiltFrame[] {
  return Array.from({ length: count }, (_, i) => {
    const octets = Buffer.alloc(14 + ((i * 37) % 300), i & 0xff);
    const at = 1_600_000_000_000_001 + i * 123_457;
    return i % 5 === 3 ? { octets, at, original: octets.length + 100 } : { octets, at };
  });
}
