import { describe, expect, it } from 'vitest';
import { checkBatteryClock, checkClock, checkTimeSync, checkTimeZone } from '../../../src/machine/doctor/clock-checks.ts';
import { aMachine } from './a-machine.ts';

describe('the clock', () => {
  it.each([
    [Date.UTC(1970, 0, 1), 'past'],
    [Date.UTC(2026, 5, 15), 'past'],
    [Date.UTC(2026, 5, 17), 'ok'],
    [Date.UTC(2036, 5, 1), 'ok'],
    [Date.UTC(2036, 6, 1), 'future'],
  ])('at %d is %s', (now, state) => {
    expect(checkClock(aMachine({ more: { now } }), '2026-06-17').state).toBe(state);
  });
});

describe('the time servers', () => {
  const ASKED = 'timedatectl show -p NTP -p NTPSynchronized';
  it.each([
    [{ [ASKED]: 'NTP=yes\nNTPSynchronized=yes\n' }, 'ok'],
    [{ [ASKED]: 'NTP=yes\nNTPSynchronized=no\n' }, 'waiting'],
    [{ [ASKED]: 'NTP=no\nNTPSynchronized=no\n' }, 'off'],
    [{ [ASKED]: 1, 'chronyc -c tracking': 'A29FC801,time.example,3,1700000000.1,0.1,0.1,0.1,-8.1,0.0,0.1,0.1,0.1,64.2,Normal\n' }, 'ok'],
    [{ 'chronyc -c tracking': '7F7F0101,,10,0.0,0,0,0,0,0,0,1,1,0.0,Not synchronised\n' }, 'waiting'],
    [{}, 'unknown'],
  ])('%j', async (programs, state) => {
    expect((await checkTimeSync(aMachine({ programs }))).state).toBe(state);
  });
});

it('tells a machine with a battery clock from one without, and the time zone', () => {
  expect(checkBatteryClock(aMachine({ files: { '/sys/class/rtc/rtc0/name': 'rtc_cmos' } })).state).toBe('ok');
  expect(checkBatteryClock(aMachine())).toMatchObject({ state: 'none', level: 'note' });
  expect(checkTimeZone(aMachine()).facts).toEqual({ zone: 'Europe/Paris' });
});
