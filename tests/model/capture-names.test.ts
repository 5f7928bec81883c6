import { describe, expect, it } from 'vitest';
import { captureName } from '../../src/model/capture-names.ts';

describe('the name of a capture', () => {
  const captures = [{ name: 'capture.pcapng' }, { name: 'tv.pcap' }, { name: 'capture.pcapng' }];

  it('says which one it is where two are called alike', () => {
    expect([0, 1, 2].map((i) => captureName(captures, i))).toEqual(['capture.pcapng (#1)', 'tv.pcap', 'capture.pcapng (#3)']);
  });

  it('is its place where nothing is known of it', () => expect(captureName(captures, 7)).toBe('#8'));
});
