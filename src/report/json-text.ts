import { safeJson } from '../language/safe-text.ts';
import type { Micros } from '../model/observation.ts';
import { secondsText } from './seconds.ts';

/** JSON that is finished already, and safe to show: numbers that no double prints as they are, and parts that come again and again. */
export class Finished {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Json = string | number | boolean | null | Finished | readonly Json[] | { readonly [key: string]: Json };

/** A moment as a JSON number of seconds with exactly six decimals; null stays null. */
export function jsonSeconds(micros: Micros | null): Finished | null {
  return micros === null ? null : new Finished(secondsText(micros));
}

/** Any plain value as JSON; keys keep their order. */
export function jsonPlain(value: unknown): Finished {
  return new Finished(safeJson(JSON.stringify(value)));
}

/**
 * A value as safe JSON without white space; keys stand in the order in which the object has them, and are our own words.
 * Hidden characters are sought text by text: a long result is ASCII but for a few of them.
 */
export function jsonText(value: Json): string {
  if (typeof value === 'string') return safeJson(JSON.stringify(value));
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Finished) return value.text;
  return isList(value) ? listText(value) : objectText(value);
}

function listText(values: readonly Json[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i += 1) text += (i === 0 ? '' : ',') + jsonText(values[i]!);
  return `${text}]`;
}

function objectText(value: { readonly [key: string]: Json }): string {
  let text = '{';
  for (const key in value) text += `${text.length === 1 ? '"' : ',"'}${key}":${jsonText(value[key]!)}`;
  return `${text}}`;
}

/** `Array.isArray` does not narrow read-only arrays. */
const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] => Array.isArray(value);
