/** Holds octets of a message that is not complete yet. */
export interface Holder {
  /** Room is needed: drop what is held, and never ask for this message again. */
  abandon(): void;
}

/**
 * The bound over everything that waits for the rest of a handshake message, over all flows of the run.
 * Flows may vanish without a word, so nothing here has to be given back in the end: the oldest holder makes room.
 */
export class PendingOctets {
  private readonly holders = new Map<Holder, number>();
  private readonly holdersMax: number;
  private readonly octetsMax: number;
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
    const before = this.holders.get(holder);
    this.octets += octets - (before ?? 0);
    this.holders.set(holder, octets);
    if (this.octets <= this.octetsMax && this.holders.size <= this.holdersMax) return;
    for (const [oldest, held] of this.holders) {
      if (oldest === holder) continue;
      this.holders.delete(oldest);
      this.octets -= held;
      this.dropped += 1;
      oldest.abandon();
      if (this.octets <= this.octetsMax && this.holders.size <= this.holdersMax) return;
    }
  }

  /** `holder` holds nothing any more. */
  release(holder: Holder): void {
    const held = this.holders.get(holder);
    if (held === undefined) return;
    this.octets -= held;
    this.holders.delete(holder);
  }
}

/** The one pool of a process: every TLS, QUIC and DTLS session shares its bound. */
export const pendingOctets = new PendingOctets();
