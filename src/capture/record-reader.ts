/**
 * Reads the records of one unpacked capture, block by block.
 * Holds no octets itself: what it does not consume is offered again, in front of what follows.
 */
export interface RecordReader {
  /** Such as `pcap`. */
  readonly format: string;
  /** Octets that must be on hand before `read` can get further; at most HEADROOM. */
  need: number;
  /** Why and where (position in the buffer of the last `read`) reading ended; null while all is well. */
  flaw: string | null;
  flawAt: number;
  /** False within a header or a record of which a part was consumed already. */
  readonly settled: boolean;
  /** Reads whole records of `buffer[start, end)` and gives the position of the first octet not consumed; `last`: nothing follows. */
  read(buffer: Buffer, start: number, end: number, last: boolean): number;
}
