import { expect, it } from 'vitest';
import { giveRoom, takeRoom } from '../../../src/protocols/tls/rooms.ts';

it.each([
  [0, 2_048],
  [2_048, 2_048],
  [2_049, 4_096],
  [70_000, 131_072],
])('for %i octets has %i', (octets, length) => {
  expect(takeRoom(octets)).toHaveLength(length);
});

it('gives a room again that was given back, once', () => {
  const room = takeRoom(4_000);
  giveRoom(room);
  expect(takeRoom(3_000)).toBe(room);
  expect(takeRoom(3_000)).not.toBe(room);
});

it('keeps no long ones, and few of the others', () => {
  const long = takeRoom(17_000);
  giveRoom(long);
  expect(takeRoom(17_000)).not.toBe(long);
  const rooms = Array.from({ length: 8 }, () => takeRoom(8_192));
  rooms.forEach(giveRoom);
  const again = Array.from({ length: 8 }, () => takeRoom(8_192));
  expect(again.filter((room) => rooms.includes(room))).toHaveLength(4);
});
