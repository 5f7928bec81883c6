/** Remembers what was worked out for octets seen before: bounded, the oldest entry makes room. Pure results only. */
export class Memo<V> {
  private readonly entries = new Map<string, V>();
  private readonly entriesMax: number;
  private readonly keyLengthMax: number;
  /** Entries that made room. */
  evicted = 0;

  constructor(entriesMax = 1_024, keyLengthMax = 2_048) {
    this.entriesMax = entriesMax;
    this.keyLengthMax = keyLengthMax;
  }

  get(key: string): V | undefined {
    return this.entries.get(key);
  }

  /** Keeps `value` and gives it back. Over-long keys are not kept, so that nobody can fill the memory with them. */
  keep(key: string, value: V): V {
    if (key.length > this.keyLengthMax) return value;
    if (this.entries.size >= this.entriesMax) {
      for (const oldest of this.entries.keys()) {
        this.entries.delete(oldest);
        this.evicted += 1;
        break;
      }
    }
    this.entries.set(key, value);
    return value;
  }
}
