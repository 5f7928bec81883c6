/**
 * `buffer[start, end)` as text for an observation: UTF-8 with invalid sequences replaced, without the zeros that some senders pad with,
 * cut after `max` octets.
 */
export function textOf(buffer: Buffer, start: number, end: number, max = 255): string {
  let stop = Math.min(end, start + max);
  while (stop > start && buffer[stop - 1] === 0) stop -= 1;
  return buffer.utf8Slice(start, stop);
}

/** As `textOf`, and null where nothing is left. */
export function textOrNull(buffer: Buffer, start: number, end: number, max = 255): string | null {
  return textOf(buffer, start, end, max) || null;
}

/** True where every octet of `buffer[start, end)` is a printable ASCII character or a blank. */
export function isPrintable(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const octet = buffer[at]!;
    if (octet < 0x20 || octet > 0x7e) return false;
  }
  return true;
}

/** The octets in lower-case hex, cut after `max` octets; null for null. */
export function hexOf(octets: Buffer | null, max: number): string | null {
  return octets === null ? null : octets.hexSlice(0, Math.min(octets.length, max));
}
