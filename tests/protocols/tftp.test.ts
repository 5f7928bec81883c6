import { expect, it } from 'vitest';
import { tftp } from '../../src/protocols/tftp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

const PORTS = [50_000, 69] as const;
const request = (op: number, ...texts: string[]): Buffer =>
  Buffer.concat([Buffer.of(0, op), ...texts.map((text) => Buffer.from(`${text}\0`))]);

it('reads a request with options', () => {
  expect(saidToFile(tftp, 'tftp/read')).toEqual([{ kind: 'tftp.request', fields: { op: 'read', file: 'firmware.bin', mode: 'octet' } }]);
});

it('reads a write, its mode in any case', () => {
  expect(saidTo(tftp, request(2, 'log', 'NetASCII'), PORTS)).toEqual([{ op: 'write', file: 'log', mode: 'netascii' }]);
});

it.each([
  ['a block of data', request(3, 'firmware', 'octet')],
  ['an unknown mode', request(1, 'file', 'binary')],
  ['no file', request(1, '', 'octet')],
  ['a file name that cannot be printed', request(1, '\u001b[2J', 'octet')],
  ['a file name that is too long', request(1, 'x'.repeat(600), 'octet')],
  ['a mode that does not end', request(1, 'file', 'octet').subarray(0, -1)],
  ['a file name that does not end', Buffer.from('\0\u0001filename')],
  ['nothing', ''],
])('is silent about %s', (_what, octets) => {
  expect([saidTo(tftp, octets, PORTS), verdictOn(tftp, octets, PORTS)]).toEqual([[], 'not-mine']);
});

it('is told by its port', () => {
  expect([verdictOn(tftp, request(1, 'a', 'octet'), PORTS), verdictOn(tftp, request(1, 'a', 'octet'))]).toEqual(['mine', 'not-mine']);
});
