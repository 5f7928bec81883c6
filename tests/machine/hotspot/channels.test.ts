import { describe, expect, it } from 'vitest';
import { chooseChannel } from '../../../src/machine/hotspot/channels.ts';

describe('chooseChannel', () => {
  it.each([
    [null, null, { band: '2.4', channel: 6 }],
    ['5', null, { band: '5', channel: 36 }],
    [null, 11, { band: '2.4', channel: 11 }],
    [null, 149, { band: '5', channel: 149 }],
    ['2.4', 1, { band: '2.4', channel: 1 }],
    ['2.4', 36, null],
    ['5', 6, null],
    // Japan's old one; one where radar has to be looked for; none at all.
    [null, 14, null],
    [null, 100, null],
    [null, 0, null],
  ] as const)('band %s, channel %s: %j', (band, channel, expected) => expect(chooseChannel(band, channel)).toEqual(expected));
});
