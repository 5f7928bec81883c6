/** Holds octets of a message that is not complete yet. */
export interface Holder {
  /** Where it stands in the pool's row: the pool's own affair; null at first. */
  place: Place | null;
  /** Room is needed: drop what is held, and never ask for this message again. */
  abandon(): void;
}

/** One holder in the row of all, from the oldest to the newest. */
export interface Place {
  readonly holder: Holder;
  octets: number;
  older: Place | null;
  newer: Place | null;
}

/**
 * The bound over everything that waits for the rest of a handshake message, over all flows of the run.
 * Flows may vanish without a word, so nothing here has to be given back in the end: the oldest holder makes room.
 */
export class PendingOctets {
  private readonly holdersMax: number;
  private readonly octetsMax: number;
  private oldest: Place | null = null;
  private newest: Place | null = null;
  private holders = 0;
  private octets = 0;
  /** Messages that were given up to make room. */
  dropped = 0;

  constructor(holdersMax = 4_096, octetsMax = 32 << 20) {
    this.holdersMax = holdersMax;
    this.octetsMax = octetsMax;
  }

  /** Octets held by all. */
  get held(): number {
    return this.octets;
  }

  /** `holder` now holds `octets` in all; others may be told to let go. */
  hold(holder: Holder, octets: number): void {
    const place = (holder.place ??= this.append(holder));
    this.octets += octets - place.octets;
    place.octets = octets;
    while (this.octets > this.octetsMax || this.holders > this.holdersMax) {
      const leaves = this.oldest === place ? place.newer : this.oldest;
      if (leaves === null) return;
      this.release(leaves.holder);
      this.dropped += 1;
      leaves.holder.abandon();
    }
  }

  /** `holder` holds nothing any more. */
  release(holder: Holder): void {
    const { place } = holder;
    if (place === null) return;
    holder.place = null;
    this.octets -= place.octets;
    this.holders -= 1;
    if (place.older === null) this.oldest = place.newer;
    else place.older.newer = place.newer;
    if (place.newer === null) this.newest = place.older;
    else place.newer.older = place.older;
  }

  private append(holder: Holder): Place {
    const place: Place = { holder, octets: 0, older: this.newest, newer: null };
    if (this.newest === null) this.oldest = place;
    else this.newest.newer = place;
    this.newest = place;
    this.holders += 1;
    return place;
  }
}

/** The one pool of a process: every TLS, QUIC and DTLS session shares its bound. */
export const pendingOctets = new PendingOctets();
