import type { Side } from '../../src/bytes/chunk.ts';
import { FlowTable, type EndReason } from '../../src/flow/flow-table.ts';
import { TcpReassembler, type TcpBudget } from '../../src/flow/tcp.ts';
import { BUDGET } from '../../src/model/budget.ts';
import { decoded, type PlayedFrame } from '../builders/play.ts';

/** What was told of one flow, as text: octets in latin1, a gap as `[length]`. */
export interface Heard {
  readonly streams: [string, string];
  readonly inconsistent: string[];
  readonly ends: EndReason[];
  readonly table: FlowTable;
  readonly tcp: TcpReassembler;
  /** Figures of the last flow at its end. */
  last: { payload: number[]; missing: number[]; history: string };
}

/** A table and a reassembler, joined as the pipeline joins them, that write down what they are told. */
export function listener(budget: Partial<TcpBudget> = {}, stopAt: readonly [number, number] = [Infinity, Infinity]) {
  const table = new FlowTable(BUDGET, 7);
  const tcp = new TcpReassembler(table, { ...BUDGET, ...budget });
  const heard: Heard = { streams: ['', ''], inconsistent: [], ends: [], table, tcp, last: { payload: [], missing: [], history: '' } };
  tcp.onData = (slot, chunk) => {
    heard.streams[chunk.sender] += chunk.buffer.toString('latin1', chunk.start, chunk.end);
    if (tcp.streamOffset(slot, chunk.sender) + chunk.end - chunk.start >= stopAt[chunk.sender]) tcp.stop(slot, chunk.sender);
  };
  tcp.onGap = (_slot, side, length) => (heard.streams[side] += `[${length}]`);
  tcp.onInconsistent = (_slot, side: Side, offset) => heard.inconsistent.push(`${side}@${offset}`);
  table.onEnd = (slot, reason) => {
    heard.ends.push(reason);
    tcp.end(slot);
    heard.last = {
      payload: [tcp.payload(slot, 0), tcp.payload(slot, 1)],
      missing: [tcp.missing(slot, 0), tcp.missing(slot, 1)],
      history: table.history(slot),
    };
  };
  let number = 0;
  const take = (frames: readonly PlayedFrame[]): void => {
    for (const frame of frames) {
      number += 1;
      const p = decoded(frame.octets);
      const slot = table.track(p, frame.timestamp, number);
      if (table.isNew) tcp.begin(slot);
      tcp.segment(slot, table.side, p);
    }
  };
  return { heard, take };
}

/** Plays frames to the end of the capture. */
export function hear(frames: readonly PlayedFrame[], budget: Partial<TcpBudget> = {}, stopAt?: readonly [number, number]): Heard {
  const { heard, take } = listener(budget, stopAt);
  take(frames);
  heard.table.finish();
  return heard;
}
