import { describe, expect, it } from 'vitest';
import { machineHands, readJson } from '../../../src/machine/hotspot/hands.ts';

describe('machineHands', () => {
  const hands = machineHands('', 7);

  it('reads, lists, finds and runs', async () => {
    expect(hands.user).toBe(7);
    expect(hands.read('/proc/self/stat')).toMatch(/^\d+ /);
    expect(hands.list('/proc/self')).toContain('stat');
    expect(hands.find('sh')).toMatch(/\/sh$/);
    expect(await hands.run('echo', ['a b'])).toMatchObject({ status: 0, stdout: 'a b\n' });
  });

  it('has nothing to say of what is not there', async () => {
    expect(hands.read('/nowhere/file')).toBeNull();
    expect(hands.list('/nowhere')).toEqual([]);
    expect(hands.find('no-such-program')).toBeNull();
    expect(await hands.run('no-such-program', [])).toMatchObject({ missing: true });
  });
});

describe('readJson', () => {
  it.each([
    ['[1]', [1]],
    ['', null],
    ['{', null],
  ])('%j', (text, expected) => expect(readJson(text)).toEqual(expected));
});
