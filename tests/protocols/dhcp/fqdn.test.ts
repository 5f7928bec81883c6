import { expect, it } from 'vitest';
import { fqdnOf, partialName } from '../../../src/protocols/dhcp/fqdn.ts';
import { hex } from '../../builders/packet.ts';

it.each([
  ['in DNS form', '04 00 00 03546f79 04686f6d65 00', 'toy.home'],
  ['in DNS form, not fully qualified', '04 00 00 03746f79', 'toy'],
  ['in ASCII', '00 00 00 546f792e686f6d652e', 'toy.home'],
  ['empty', '04 00 00', null],
  ['the root', '04 00 00 00', null],
  ['broken', '04 00 00 0974', null],
])('%s', (_what, octets, name) => {
  expect(fqdnOf(hex(octets))).toBe(name);
});

it('is null where there is no option', () => {
  expect(fqdnOf(null)).toBeNull();
});

it('partialName starts where it is told', () => {
  expect(partialName(hex('ff ff 0161'), 2)).toBe('a');
});
