const SECOND = 1_000_000;
/** Octets that may come out for each octet of the capture that goes in, always. */
const PER_PACKED_OCTET = 20;
/** Octets beyond that: so many at most, and so many more for each second of capture time. */
const POOL_OCTETS = 64 << 20;
const POOL_OCTETS_PER_SECOND = 1 << 20;

/**
 * What unpacking bodies may cost over all flows of a run: in proportion to what was captured, and beyond that from a pool which capture
 * time fills again. A flood of bodies that each unpack to a thousand times their length costs no more than that.
 */
export class UnpackAllowance {
  /** Bodies that would have given more than one body may, or did so beyond all proportion. */
  limited = 0;
  /** Bodies that were not unpacked because others had used up what there was. */
  refused = 0;
  #pool = POOL_OCTETS;
  #filledAt = -1;
  #clock: Float64Array | null = null;

  /** Octets that `packed` octets may give now. */
  grant(packed: number): number {
    this.#fill();
    return packed * PER_PACKED_OCTET + this.#pool;
  }

  /** `packed` octets took `work` octets of output. */
  charge(packed: number, work: number): void {
    this.#pool = Math.max(0, this.#pool - Math.max(0, work - packed * PER_PACKED_OCTET));
  }

  /** Begins anew, for another run; `clock` holds its capture time in microseconds. */
  restart(clock: Float64Array | null): void {
    this.limited = 0;
    this.refused = 0;
    this.#pool = POOL_OCTETS;
    this.#filledAt = -1;
    this.#clock = clock;
  }

  #fill(): void {
    const now = this.#clock?.[0] ?? 0;
    // A clock that went back belongs to another capture: from there on it counts anew.
    const seconds = this.#filledAt < 0 || now < this.#filledAt ? 0 : (now - this.#filledAt) / SECOND;
    this.#filledAt = now;
    this.#pool = Math.min(POOL_OCTETS, this.#pool + Math.floor(seconds * POOL_OCTETS_PER_SECOND));
  }
}

/** The one of a process: all bodies of a run share it. */
export const unpackAllowance = new UnpackAllowance();
