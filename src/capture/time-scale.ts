const TWO_32 = 2 ** 32;

/** Microseconds are whole numbers between 0 and what a double holds exactly (the year 287396). */
const clamp = (micros: number): number => (micros < 0 ? 0 : micros > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : micros);

/**
 * Turns the two halves of a pcapng timestamp into whole microseconds, cut, never rounded
 * (draft-ietf-opsawg-pcapng, 4.2: if_tsresol, if_tsoffset). Exact without BigInt for every resolution in use.
 */
export class TimeScale {
  private readonly exponent: number;
  private readonly binary: boolean;
  private readonly offset: number;
  /** What a unit is multiplied with, or what units are divided by, to give microseconds. */
  private readonly factor: number;

  /** `resolution`: the octet of if_tsresol; `offset`: if_tsoffset in seconds. */
  constructor(resolution: number, offset: number) {
    this.binary = (resolution & 0x80) !== 0;
    this.exponent = resolution & 0x7f;
    this.offset = offset * 1_000_000;
    this.factor = this.binary ? 2 ** this.exponent : 10 ** Math.abs(this.exponent - 6);
  }

  /** Microseconds since the epoch. The halves may carry a sign: only their 32 bits count. */
  micros(high: number, low: number): number {
    return clamp(this.units(high >>> 0, low >>> 0) + this.offset);
  }

  /** As `micros`, into the first place of an array: a double that is returned may cost an object. */
  write(high: number, low: number, target: Float64Array): void {
    target[0] = this.micros(high, low);
  }

  /** Nanoseconds past the microseconds, 0 to 999; 0 unless times are in nanoseconds. Takes halves with or without a sign. */
  rest(high: number, low: number): number {
    if (this.binary || this.exponent !== 9) return 0;
    // 2^32 is 296 more than a multiple of 1000.
    return (((high >>> 0) % 1_000) * 296 + ((low >>> 0) % 1_000)) % 1_000;
  }

  private units(high: number, low: number): number {
    if (this.binary) return this.exponent <= 32 ? this.binaryUnits(high, low) : this.slowUnits(high, low);
    if (this.exponent <= 6) return (high * TWO_32 + low) * this.factor;
    if (this.exponent > 12) return this.slowUnits(high, low);
    // Long division by at most 10^6, half by half: no intermediate passes 2^53.
    const quotient = Math.floor(high / this.factor);
    const rest = high - quotient * this.factor;
    return quotient * TWO_32 + Math.floor((rest * TWO_32 + low) / this.factor);
  }

  private binaryUnits(high: number, low: number): number {
    const seconds = Math.floor(low / this.factor);
    const fraction = low - seconds * this.factor;
    return (high * (TWO_32 / this.factor) + seconds) * 1_000_000 + Math.floor((fraction * 1_000_000) / this.factor);
  }

  /** Resolutions finer than picoseconds: exact, and slow. */
  private slowUnits(high: number, low: number): number {
    const value = (BigInt(high) << 32n) | BigInt(low);
    if (this.binary) return Number((value * 1_000_000n) >> BigInt(this.exponent));
    return Number(value / 10n ** BigInt(this.exponent - 6));
  }
}
