import { expect, it } from 'vitest';
import { TCP_FLAG, tcpAcknowledgment, tcpFlags, tcpSequence, tcpWindow } from '../../src/packet/tcp.ts';
import * as build from '../builders/packet.ts';
import { decoded } from '../builders/packet-view.ts';

it('reads the fields of the header, without a sign', () => {
  const segment = build.tcp({ sequence: 0xfffffffe, acknowledgment: 0x80000001, flags: 0x52, window: 0xabcd });
  const p = decoded(build.ipv4({ protocol: 6 }, segment), 101);
  expect([tcpSequence(p), tcpAcknowledgment(p), tcpWindow(p)]).toEqual([0xfffffffe, 0x80000001, 0xabcd]);
  expect(tcpFlags(p)).toBe(TCP_FLAG.syn | TCP_FLAG.ack | TCP_FLAG.ece);
});
