import { expect, it } from 'vitest';
import { readOptions, type Options } from '../../../src/protocols/dhcp/options.ts';
import { hex } from '../../builders/packet.ts';

/** A message whose fields `file` and `sname` and whose options are given. */
function read(options: string, file = '', serverName = '', cookie = '63825363'): Options {
  const fixed = Buffer.alloc(236);
  hex(serverName).copy(fixed, 44);
  hex(file).copy(fixed, 108);
  const octets = Buffer.concat([Buffer.of(9, 9), fixed, hex(cookie), hex(options), Buffer.of(12, 4)]);
  return readOptions(octets, 2, octets.length - 2);
}

const valueOf = (options: Options, code: number): string | null => options.of(code)?.toString('hex') ?? null;

it.each([
  ['one', '0c 02 6869 ff', 12, '6869', null],
  ['padding before it', '00 00 0c 02 6869 ff', 12, '6869', null],
  ['none such', '0c 02 6869 ff', 13, null, null],
  ['what follows the end', 'ff 0c 02 6869', 12, null, null],
  ['no end', '0c 02 6869', 12, '6869', null],
  ['one in two parts', '37 02 0103 0c 01 61 37 01 06 ff', 55, '010306', null],
  ['an empty one', '50 00 ff', 80, '', null],
  ['what stands before one that is too long', '0c 02 6869 37 09 01', 12, '6869', 'truncated'],
  ['one without a length', '0c 02 6869 37', 12, '6869', 'truncated'],
])('reads %s', (_what, options, code, value, flaw) => {
  const found = read(options);
  expect([valueOf(found, code), found.flaw]).toEqual([value, flaw]);
});

it.each([
  [1, '6162', null],
  [2, null, '6364'],
  [3, '6162', '6364'],
  [0, null, null],
])('option overload %i', (overload, inFile, inServerName) => {
  const found = read(`34 01 0${overload} ff`, '0c 02 6162 ff', '0f 02 6364 ff');
  expect([valueOf(found, 12), valueOf(found, 15)]).toEqual([inFile, inServerName]);
});

it('reads nothing without the cookie', () => {
  expect(valueOf(read('0c 02 6869 ff', '', '', '00000000'), 12)).toBeNull();
});

it('has a bound', () => {
  expect(read('0c 01 61'.repeat(512)).flaw).toBeNull();
  expect(read('0c 01 61'.repeat(513)).flaw).toBe('too-many');
});
