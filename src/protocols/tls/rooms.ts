const LENGTH_MIN = 2_048;
const LENGTH_KEPT_MAX = 16 << 10;
/** Spare rooms of each length: messages come one after the other. */
const SPARE_MAX = 4;

/** By length: 2, 4, 8, 16 kB. */
const spare = new Map<number, Buffer[]>();

/** A buffer for at least `octets` octets, whatever was in it before: its length is a power of two. */
export function takeRoom(octets: number): Buffer {
  let length = LENGTH_MIN;
  while (length < octets) length *= 2;
  return spare.get(length)?.pop() ?? Buffer.allocUnsafeSlow(length);
}

/** Gives a buffer back that nothing points to any more: making one costs more than most messages. */
export function giveRoom(room: Buffer): void {
  if (room.length > LENGTH_KEPT_MAX) return;
  const rooms = spare.get(room.length);
  if (rooms === undefined) spare.set(room.length, [room]);
  else if (rooms.length < SPARE_MAX) rooms.push(room);
}
