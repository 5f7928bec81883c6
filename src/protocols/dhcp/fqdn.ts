import { Cursor } from '../../bytes/cursor.ts';
import { readName } from '../dns/name.ts';
import { textOf } from '../wire/text.ts';

/** RFC 4702, 2.1: the name is in DNS form, not in ASCII. */
const ENCODED = 0x04;
/** Flags and two codes that are no longer used come before the name. */
const NAME_AT = 3;

/** The name in a Client FQDN option (RFC 4702, 2), lower-case without the last dot; null where there is none. */
export function fqdnOf(option: Buffer | null): string | null {
  if (option === null || option.length <= NAME_AT) return null;
  if ((option[0]! & ENCODED) === 0) return textOf(option, NAME_AT, option.length).toLowerCase().replace(/\.$/, '') || null;
  return partialName(option, NAME_AT);
}

/** A name in DNS form that may lack its final zero, because it is not fully qualified (RFC 4702, 2.3.1; RFC 4704, 4.2). */
export function partialName(octets: Buffer, at: number): string | null {
  const whole = Buffer.concat([octets.subarray(at), Buffer.of(0)]);
  const name = readName(new Cursor().over(whole, 0, whole.length), 0);
  return name === '' || name === '.' ? null : name;
}
