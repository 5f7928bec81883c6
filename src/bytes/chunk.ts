/** 0: sent by the originator of the flow (who sent its first packet); 1: sent by the responder. */
export type Side = 0 | 1;

/**
 * A run of in-order octets of one direction of one flow, or one datagram.
 * Reused between calls: copy what must outlive the call.
 */
export interface Chunk {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly sender: Side;
  /** Of datagrams: when it came, in microseconds of capture time. */
  readonly at?: number;
}
