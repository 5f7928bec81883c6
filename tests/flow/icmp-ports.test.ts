import { describe, expect, it } from 'vitest';
import { icmpCounterpart } from '../../src/flow/icmp-ports.ts';

describe('icmpCounterpart', () => {
  it.each([
    [1, 8, 0],
    [1, 0, 8],
    [1, 13, 14],
    [1, 10, 9],
    [1, 17, 18],
    [1, 3, -1],
    [1, 11, -1],
    [1, 128, -1],
    [1, 255, -1],
    [58, 128, 129],
    [58, 129, 128],
    [58, 133, 134],
    [58, 136, 135],
    [58, 130, 131],
    [58, 1, -1],
    [58, 143, -1],
    [58, 8, -1],
  ])('protocol %i, type %i: %i', (protocol, type, expected) => expect(icmpCounterpart(protocol, type)).toBe(expected));
});
