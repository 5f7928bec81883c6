import type { Micros } from '../model/observation.ts';
import { secondsText } from './seconds.ts';

/** JSON that is finished already: numbers that no double prints as they are. */
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
  return new Finished(JSON.stringify(value));
}

/** A value as JSON without white space; keys stand in the order in which the object has them. */
export function jsonText(value: Json): string {
  if (value instanceof Finished) return value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}:${jsonText(part)}`)
    .join(',')}}`;
}

/** `Array.isArray` does not narrow read-only arrays. */
const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] => Array.isArray(value);
