import { describe, expect, it } from 'vitest';
import { STATE, STATE_ANSWERED } from '../../src/flow/flow-records.ts';
import { TIMEOUT, timeoutSeconds } from '../../src/flow/timeouts.ts';

describe('timeoutSeconds', () => {
  it.each([
    [STATE.tcp, 6, 30],
    [STATE.tcp | STATE_ANSWERED, 6, 30],
    [STATE.tcp | STATE.established, 6, 900],
    [STATE.tcp | STATE.established | STATE.fin, 6, 900],
    [STATE.tcp | STATE.established | STATE.fin | (STATE.fin << 1), 6, 10],
    [STATE.tcp | (STATE.reset << 1), 6, 10],
    [STATE.spoke, 17, 60],
    [STATE_ANSWERED, 17, 180],
    [STATE_ANSWERED, 1, 60],
    [STATE_ANSWERED, 58, 60],
    [STATE_ANSWERED, 47, 180],
  ])('state %i of protocol %i: %i s', (state, protocol, seconds) => expect(timeoutSeconds(state, protocol)).toBe(seconds));

  it('never reaches the length of the wheel', () => {
    for (const seconds of Object.values(TIMEOUT)) expect(seconds).toBeLessThan(1_024);
  });
});
