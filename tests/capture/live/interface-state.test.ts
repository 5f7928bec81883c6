import { describe, expect, it } from 'vitest';
import { interfaceState } from '../../../src/capture/live/interface-state.ts';

describe('interfaceState', () => {
  it.runIf(process.platform === 'linux')('sees the loopback', () => expect(['up', 'down']).toContain(interfaceState('lo')));
  it('takes all interfaces together for up', () => expect(interfaceState('any')).toBe('up'));
  it.each(['', '.', '..', '../net/lo', 'a b', 'lo/../lo', 'a:b', 'abcdefghijklmnop', 'nosuch0'])('%j is no interface', (name) =>
    expect(interfaceState(name)).toBe('missing'),
  );
});
