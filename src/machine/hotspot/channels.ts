import type { Band } from './settings.ts';

/** Channels of 20 MHz that an access point may use without looking for radar first (802.11, annex E; what a country allows is less). */
const CHANNELS: Readonly<Record<Band, readonly number[]>> = {
  '2.4': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
  '5': [36, 40, 44, 48, 149, 153, 157, 161, 165],
};
const DEFAULTS: Readonly<Record<Band, number>> = { '2.4': 6, '5': 36 };

/** The band and channel that were asked for, what is missing filled in: most devices at home know 2.4 GHz only. Null where they do not go together. */
export function chooseChannel(band: Band | null, channel: number | null): { readonly band: Band; readonly channel: number } | null {
  if (channel === null) return { band: band ?? '2.4', channel: DEFAULTS[band ?? '2.4'] };
  const of = (Object.keys(CHANNELS) as Band[]).find((known) => CHANNELS[known].includes(channel));
  return of === undefined || (band !== null && band !== of) ? null : { band: of, channel };
}
