import type { Machine } from './machine.ts';
import { verdict, type Verdict } from './verdict.ts';

const DAY_MS = 86_400_000;

/**
 * Is the clock set? A machine without a battery clock wakes up in the past, and every frame is then dated wrongly. No clock can be
 * right that is before the day on which this program was released, nor ten years after it.
 */
export function checkClock({ now }: Machine, releasedOn: string): Verdict {
  const released = Date.parse(releasedOn);
  const facts = { now: new Date(now).toISOString().slice(0, 19), released: releasedOn };
  const mend = ['sudo timedatectl set-ntp true'];
  if (now < released - DAY_MS) return verdict('clock', 'clock', { level: 'problem', state: 'past', facts, mend });
  if (now > released + 3_653 * DAY_MS) return verdict('clock', 'clock', { level: 'warning', state: 'future', facts, mend });
  return verdict('clock', 'clock', { level: 'ok', state: 'ok', facts });
}

/** Is the clock kept right by a time server? (timedatectl(1); chrony where systemd is not.) */
export async function checkTimeSync(machine: Machine): Promise<Verdict> {
  const told = await machine.run('timedatectl', ['show', '-p', 'NTP', '-p', 'NTPSynchronized']);
  if (told.missing || told.status !== 0) return checkChrony(machine);
  const yes = (name: string): boolean => new RegExp(`^${name}=yes$`, 'm').test(told.stdout);
  if (yes('NTPSynchronized')) return verdict('time-sync', 'clock', { level: 'ok', state: 'ok' });
  const state = yes('NTP') ? 'waiting' : 'off';
  return verdict('time-sync', 'clock', { level: 'warning', state, mend: state === 'off' ? ['sudo timedatectl set-ntp true'] : [] });
}

async function checkChrony(machine: Machine): Promise<Verdict> {
  const told = await machine.run('chronyc', ['-c', 'tracking']);
  if (told.missing || told.status !== 0) return verdict('time-sync', 'clock', { level: 'unknown', state: 'unknown' });
  const leap = told.stdout.trim().split(',').at(-1);
  const inStep = leap !== 'Not synchronised';
  return verdict('time-sync', 'clock', { level: inStep ? 'ok' : 'warning', state: inStep ? 'ok' : 'waiting' });
}

/** Has the machine a clock that goes on while it is switched off? A Raspberry Pi before the fifth has none. */
export function checkBatteryClock({ list }: Machine): Verdict {
  const found = list('/sys/class/rtc').length > 0;
  return verdict('battery-clock', 'clock', { level: found ? 'ok' : 'note', state: found ? 'ok' : 'none' });
}

/** The time zone, which people read; files and machine output are in UTC. */
export function checkTimeZone({ timeZone }: Machine): Verdict {
  return verdict('time-zone', 'clock', { level: 'ok', state: 'ok', facts: { zone: timeZone } });
}
