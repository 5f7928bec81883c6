/** Numbers whose hash agrees in so many low bits: a table of up to that many buckets puts them all into one. */
const SAME_BITS = 15;

/**
 * V8's hash of integers that no seed goes into. Every step can be undone on 32 bits, which is why crafting keys needs no search.
 */
export function integerHash(key: number): number {
  let hash = Math.imul(key, (1 << 15) - 1) - 1;
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 5);
  hash ^= hash >>> 4;
  hash = Math.imul(hash, 2_057);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** As many different numbers of 32 bits, at most 2^17, whose hashes all end in 15 zeros. */
export function collidingKeys(count: number): number[] {
  if (count > 1 << (32 - SAME_BITS)) throw new RangeError(`no more than ${1 << (32 - SAME_BITS)} such keys`);
  return Array.from({ length: count }, (_, i) => keyOf((i << SAME_BITS) >>> 0));
}

/** The number that has the given hash. */
function keyOf(hash: number): number {
  let key = undoShift(hash, 16);
  key = Math.imul(key, inverse(2_057));
  key = undoShift(key, 4);
  key = Math.imul(key, inverse(5));
  key = undoShift(key, 12);
  return Math.imul(key + 1, inverse((1 << 15) - 1)) >>> 0;
}

/** Undoes `x ^= x >>> bits`. */
function undoShift(value: number, bits: number): number {
  let result = value;
  for (let done = bits; done < 32; done += bits) result = value ^ (result >>> bits);
  return result >>> 0;
}

/** The inverse of an odd number modulo 2^32, by Newton's iteration: each round doubles the bits that are right. */
function inverse(odd: number): number {
  let result = odd;
  for (let round = 0; round < 5; round += 1) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result;
}
