import { createHash } from 'node:crypto';
import type { Sighting } from '../model/sighting.ts';
import { cutText } from './cut-text.ts';
import { readField } from './field.ts';
import type { Per, Rule } from './rule.ts';

/** Longest part of a key that a network value may give; longer ones are cut, and their hash keeps them apart. */
const PART_MAX = 512;

/** What sets this sighting's finding apart from the rule's others, as text that never starts with a digit. */
export function findingKey(per: readonly Per[], sighting: Sighting): string {
  return `k${keyParts(per, sighting)}`;
}

/** The parts of such a key: one key's parts after another's make the key of both. */
export function keyParts(per: readonly Per[], sighting: Sighting): string {
  let parts = '';
  for (const part of per) parts += `\u0000${partOf(part, sighting)}`;
  return parts;
}

/** The finding's id: stable over runs, as it hangs on the rule, the device, the destination and what else sets findings apart. */
export function findingId(rule: Rule, sighting: Sighting): string {
  const device = rule.per.includes('device') ? (sighting.device?.mac ?? null) : null;
  const destination = rule.per.includes('destination') ? (sighting.destination?.name ?? null) : null;
  const others = rule.per.filter((part) => part !== 'device' && part !== 'destination').map((part) => partOf(part, sighting));
  const whole = JSON.stringify([rule.summary.id, device, destination, ...others]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 16);
}

function partOf(part: Per, sighting: Sighting): string {
  if (part === 'device') return textOf(sighting.device?.mac ?? null);
  if (part === 'destination') return textOf(sighting.destination?.name ?? null);
  if (part === 'flow') return textOf(sighting.observation.flow);
  const value = readField(part, sighting);
  return textOf(Array.isArray(value) ? JSON.stringify(value) : (value as string | number | boolean | null));
}

/** Absence is told from an empty text. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '-';
  const text = `=${String(value)}`;
  if (text.length <= PART_MAX) return text;
  return cutText(text, PART_MAX) + createHash('sha256').update(text).digest('hex');
}
