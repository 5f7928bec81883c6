import { safeJson, type SafeText } from '../language/safe-text.ts';
import type { Sighting } from '../model/sighting.ts';
import { secondsText } from './seconds.ts';

const SENDER = ['"originator"', '"responder"'] as const;

/**
 * One observation as a line of NDJSON (CONTRACT, section 2), without the newline. Put together by hand: `decode` prints millions,
 * and `at` must carry exactly six decimals, which no double has to offer.
 */
export function observationLine({ observation, device }: Sighting): SafeText {
  const { kind, at, frame, flow, sender, fields } = observation;
  const who = device === null || device.mac.startsWith('ip:') ? 'null' : `"${device.mac}"`;
  const side = sender === null ? 'null' : SENDER[sender];
  return safeJson(
    `{"kind":"${kind}","at":${secondsText(at)},"frame":${frame},"flow":${flow ?? 'null'},"sender":${side},"device":${who},"fields":${JSON.stringify(fields)}}`,
  );
}
