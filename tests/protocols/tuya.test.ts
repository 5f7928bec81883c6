import { describe, expect, it } from 'vitest';
import { tuya, tuyaTcp } from '../../src/protocols/tuya.ts';
import { Drive } from '../builders/drive.ts';

describe('tuya', () => {
  it.each([
    ['000055aa00000000000000130000009c', 'mine'],
    ['000055aa', 'unsure'],
    ['0000', 'unsure'],
    ['00006699', 'unsure'],
    ['000056aa', 'not-mine'],
    ['0100', 'not-mine'],
    ['000055aa00000000000000130fffffff', 'not-mine'],
    ['000055aa00000000000010130000009c', 'not-mine'],
  ])('%s is %s', (text, expected) => {
    const buffer = Buffer.from(text, 'hex');
    expect(tuyaTcp.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [1, 6668])).toBe(expected);
    expect(tuya.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [1, 6667])).toBe(expected);
  });

  it('gives up where no frame starts', () => {
    const flow = new Drive(tuyaTcp, [50_000, 6668]);
    flow.data(0, Buffer.from('ffffffffffffffffffffffffffffffff', 'hex'));
    expect(flow.enough(0)).toBe(true);
  });
});
