import type { Micros } from '../model/observation.ts';

/** Microseconds as decimal seconds with six places, exactly: `1699999999.123456`. */
export function secondsText(micros: Micros): string {
  const whole = Math.floor(micros / 1e6);
  const rest = micros - whole * 1e6;
  return `${whole}.${String(rest).padStart(6, '0')}`;
}
