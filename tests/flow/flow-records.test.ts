import { describe, expect, it } from 'vitest';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { HISTORY } from '../../src/flow/history.ts';
import { icmpPacket, tcpPacket, udpPacket } from './build.ts';

describe('FlowRecords', () => {
  it('shows a flow whose first packet was an answer from the other side', () => {
    const flows = new FlowTable({ flowsMax: 8 }, 1);
    const slot = flows.track(tcpPacket('198.51.100.2 443', '192.0.2.1 40000', 16, 1, 'abc'), 1e6, 3);
    expect([flows.side, flows.isFlipped(slot), flows.isAnswered(slot)]).toEqual([1, true, false]);
    expect([flows.address(slot, 0), flows.port(slot, 0), flows.address(slot, 1), flows.port(slot, 1)]).toEqual([
      '192.0.2.1',
      40_000,
      '198.51.100.2',
      443,
    ]);
    expect([flows.mac(slot, 0), flows.mac(slot, 1)]).toEqual(['02:00:00:00:00:0b', '02:00:00:00:00:0a']);
    expect([flows.payload(slot, 0), flows.payload(slot, 1), flows.protocol(slot), flows.addressLength(slot)]).toEqual([0, 3, 6, 4]);
    flows.track(tcpPacket('192.0.2.1 40000', '198.51.100.2 443', 16), 1e6, 4);
    flows.note(slot, 1, HISTORY.retransmission);
    flows.note(slot, 1, HISTORY.retransmission);
    expect([flows.history(slot), flows.isAnswered(slot)]).toEqual(['^dAt', true]);
  });

  it('writes addresses of both families', () => {
    const flows = new FlowTable({ flowsMax: 8 }, 1);
    const slot = flows.track(udpPacket('2001:db8::1:2:3 9', 'fe80::ffff:1 53'), 1e6, 1);
    const target = Buffer.alloc(20);
    expect(flows.writeAddress(slot, 1, target, 2)).toBe(16);
    expect(target.toString('hex')).toBe('0000fe8000000000000000000000ffff00010000');
    expect(flows.address(slot, 0)).toBe('2001:db8::1:2:3');
  });

  it('gives the community_id of the flow, from whichever side it began', () => {
    const flows = new FlowTable({ flowsMax: 8 }, 1);
    const one = flows.track(icmpPacket('192.168.0.89', '192.168.0.1', 8), 1e6, 1);
    expect(flows.communityId(one)).toBe('1:X0snYXpgwiv9TZtqg64sgzUn6Dk=');
    const other = new FlowTable({ flowsMax: 8 }, 1);
    expect(other.communityId(other.track(icmpPacket('192.168.0.1', '192.168.0.89', 0), 1e6, 1))).toBe('1:X0snYXpgwiv9TZtqg64sgzUn6Dk=');
  });

  it('leaves nothing of the old flow in a slot that is used again', () => {
    const flows = new FlowTable({ flowsMax: 1 }, 1);
    flows.track(tcpPacket('198.51.100.2 443', '192.0.2.1 40000', 17, 1, 'abc'), 1e6, 3);
    const slot = flows.track(udpPacket('192.0.2.7 9', '192.0.2.8 53'), 5e6, 9);
    expect([flows.id(slot), flows.history(slot), flows.packets(slot, 0), flows.packets(slot, 1), flows.payload(slot, 1)]).toEqual([
      2,
      'D',
      1,
      0,
      0,
    ]);
    expect([flows.firstSeen(slot), flows.firstFrame(slot), flows.isFlipped(slot), flows.address(slot, 0)]).toEqual([
      5e6,
      9,
      false,
      '192.0.2.7',
    ]);
  });
});
