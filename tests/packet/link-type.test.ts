import { expect, it } from 'vitest';
import { stepOfLinkType } from '../../src/packet/link-type.ts';
import { STEP } from '../../src/packet/step.ts';

it.each([
  [0, 'loopback'],
  [1, 'ethernet'],
  [12, 'ip'],
  [14, 'ip'],
  [101, 'ip'],
  [228, 'ip'],
  [229, 'ip'],
  [108, 'loopback'],
  [113, 'cooked'],
  [276, 'cooked2'],
  [105, 'wifi'],
  [127, 'radiotap'],
  [192, 'ppi'],
  [119, 'prism'],
  [163, 'avs'],
  [9, 'ppp'],
  [166, 'pppDirection'],
] as const)('begins link type %i with %s', (linkType, name) => {
  expect(stepOfLinkType(linkType)).toBe(STEP[name]);
});

it.each([187, 189, 195, 251, 65_536, -1, Number.NaN])('reads nothing of link type %d', (linkType) => {
  expect(stepOfLinkType(linkType)).toBe(STEP.unsupported);
});
