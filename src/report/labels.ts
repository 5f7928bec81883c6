import { isMessageKey, message, type MessageKey } from '../language/message.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import { bestClaim, type Claim, type Device } from '../model/device.ts';
import type { Language } from '../model/text.ts';

/** Longest name that is shown, in characters; more is cut in the middle, for the end of a host name says whose it is. */
const NAME_MAX = 96;
const NAME_HEAD = 36;
const VALUE_MAX = 80;
const PARAGRAPH_MAX = 4_096;
/** At and above: certain; at and above: likely; below: uncertain. */
const CONFIDENCE = { certain: 0.95, firm: 0.6 } as const;

/** The word for a code, such as `role.ads`; a code that the catalogue does not have stands for itself. */
export function word(language: Language, prefix: string, code: string): SafeText {
  const key = `${prefix}.${code}`;
  return isMessageKey(key) ? message(language, key) : safeText(code, VALUE_MAX);
}

/** A counted remark in words; a code that the catalogue does not have stands for itself. */
export function remark(language: Language, prefix: string, code: string, count: number): SafeText {
  const key = `${prefix}.${code}`;
  return isMessageKey(key)
    ? message(language, key, { count })
    : message(language, 'report.coverage.unknown', { code: safeText(code, VALUE_MAX), count });
}

/** A host name, a device's name or a file name as it is shown. */
export function shownName(name: string): SafeText {
  const safe = safeText(name, NAME_MAX * 8);
  if (safe.length <= NAME_MAX) return safe;
  // Whole characters, so that no pair of surrogates is torn apart.
  const characters = [...safe];
  if (characters.length <= NAME_MAX) return safe;
  return [...characters.slice(0, NAME_HEAD), '…', ...characters.slice(NAME_HEAD + 1 - NAME_MAX)].join('') as SafeText;
}

/** A short value of foreign origin. */
export function shownValue(value: string): SafeText {
  return safeText(value, VALUE_MAX);
}

/** A text of a rule file: one paragraph, whatever line breaks the file has. */
export function paragraph(text: string): SafeText {
  return safeText(text.replace(/[ \t\r\n]+/g, ' ').trim(), PARAGRAPH_MAX);
}

/** What a device is called: its host name, else its model or maker, else that it has no name. */
export function deviceName(language: Language, device: Device): SafeText {
  const name = bestClaim(device.hostname)?.value ?? bestClaim(device.model)?.value ?? bestClaim(device.vendor)?.value;
  return name === undefined ? message(language, 'report.device.unnamed') : shownValue(name);
}

/** Name and MAC (or address) of a device. */
export function deviceLabel(language: Language, device: Device): SafeText {
  return `${deviceName(language, device)} (${shownValue(device.id.replace(/^ip:/, ''))})` as SafeText;
}

/** A claim with who says so and how far it is believed. */
export function claimText(language: Language, { value, source, confidence }: Claim, prefix: string | null): SafeText {
  const level = confidence >= CONFIDENCE.certain ? 'certain' : confidence >= CONFIDENCE.firm ? 'firm' : 'tentative';
  return message(language, 'report.claim', {
    value: prefix === null ? shownValue(value) : word(language, prefix, value),
    source: sourceText(language, source),
    confidence: message(language, `confidence.${level}`),
  });
}

/** Who says so: the part of a source before the first dot or colon names the protocol or the list; a list keeps its date. */
function sourceText(language: Language, source: string): SafeText {
  const [, origin, rest] = /^([a-z0-9]+)(?:[.:] ?(.*))?$/su.exec(source) ?? [];
  const key = `claim.${origin ?? ''}`;
  if (!isMessageKey(key)) return shownValue(source);
  return (source.includes(': ') ? `${message(language, key)}, ${shownValue(rest ?? '')}` : message(language, key)) as SafeText;
}

/** Cells of the widest of some labels, and a gap. */
export function labelCells(language: Language, keys: readonly MessageKey[]): number {
  return Math.max(...keys.map((key) => message(language, key).length)) + 2;
}
