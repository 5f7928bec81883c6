import { describe, expect, it } from 'vitest';
import { isClosed, STATE, STATE_ANSWERED } from '../../src/flow/flow-records.ts';
import { HISTORY } from '../../src/flow/history.ts';
import { isReuse, nextTcpState, tcpHistoryBits } from '../../src/flow/tcp-state.ts';
import { tcpPacket } from './build.ts';

const SYN = 2,
  SYN_ACK = 18,
  ACK = 16,
  FIN = 17,
  RST = 4;

describe('nextTcpState', () => {
  it.each([
    [
      'SYN and answer',
      [
        [0, SYN],
        [1, SYN_ACK],
      ],
      0,
      false,
    ],
    [
      'handshake',
      [
        [0, SYN],
        [1, SYN_ACK],
        [0, ACK],
      ],
      STATE.established,
      false,
    ],
    [
      'both FIN',
      [
        [0, FIN],
        [1, FIN],
      ],
      STATE.established,
      true,
    ],
    [
      'one FIN twice',
      [
        [0, FIN],
        [0, FIN],
      ],
      STATE.established,
      false,
    ],
    [
      'RST',
      [
        [0, SYN],
        [1, RST],
      ],
      0,
      true,
    ],
  ] as [string, [number, number][], number, boolean][])('%s', (_name, segments, established, closed) => {
    let state: number = STATE.tcp;
    for (const [side, flags] of segments) state = nextTcpState(state, side, flags, false);
    expect(state & STATE.established).toBe(established);
    expect(isClosed(state)).toBe(closed);
  });

  it('takes a reset back when its sender goes on, not when the other side does', () => {
    const reset = nextTcpState(STATE.tcp, 1, RST, false);
    expect(isClosed(nextTcpState(reset, 0, ACK, true))).toBe(true);
    expect(isClosed(nextTcpState(reset, 1, ACK, false))).toBe(true);
    expect(isClosed(nextTcpState(reset, 1, ACK, true))).toBe(false);
  });
});

describe('tcpHistoryBits', () => {
  it.each([
    [SYN, '', [HISTORY.syn]],
    [SYN_ACK, '', [HISTORY.synAck]],
    [ACK, '', [HISTORY.ack]],
    [ACK, 'x', [HISTORY.data]],
    [FIN, 'x', [HISTORY.data, HISTORY.fin]],
    [RST, 'why', [HISTORY.reset]],
  ])('flags %i with payload "%s"', (flags, payload, codes) => {
    const p = tcpPacket('192.0.2.1 1', '192.0.2.2 2', flags, 1, payload);
    expect(tcpHistoryBits(p, flags)).toBe(codes.reduce<number>((bits, code) => bits | (1 << code), 0));
    p.buffer.fill(0, p.transportAt + 14, p.transportAt + 16);
    expect(tcpHistoryBits(p, flags) >> HISTORY.zeroWindow).toBe(flags === ACK ? 1 : 0);
  });
});

describe('isReuse', () => {
  const open = STATE.tcp | STATE_ANSWERED | STATE.isnKnown | STATE.established;
  it.each([
    ['the same number again', open | STATE.reset, 5, 100, false],
    ['closed', open | STATE.reset, 6, 0, true],
    ['busy', open, 6, 29, false],
    ['silent', open, 6, 30, true],
    ['closed, first number unknown', STATE.tcp | STATE.reset, 5, 0, true],
    ['never answered', STATE.tcp | STATE.spoke | STATE.isnKnown, 6, 0, false],
  ])('%s', (_name, state, sequence, idle, expected) => expect(isReuse(state, 5, sequence, idle)).toBe(expected));
});
