import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { linkState } from '../../../src/cli/live/link-state.ts';
import { aStatus } from '../../live/status.ts';

const ip = (...words: readonly string[]): number | null => spawnSync('ip', words).status;
const NAME = `mouls${process.pid % 1_000_000}`;
const PEER = `${NAME}p`;

describe('linkState', () => {
  const of = (name: string, more: Parameters<typeof aStatus>[0] = {}): ReturnType<typeof linkState> =>
    linkState(aStatus({ name, ...more }));

  it('tells nothing of what is no interface here', () => {
    for (const name of ['', '.', '..', '../net/lo', 'no-such-if0', 'lo, no-such-if0']) expect(of(name)).toBeNull();
  });

  it.runIf(existsSync('/sys/class/net/lo'))('has nothing to say of an interface that is up and has an address', () =>
    expect(of('lo')).toBeNull(),
  );

  describe.runIf(process.getuid?.() === 0 && existsSync('/sys/class/net'))('of a pair of interfaces', () => {
    beforeAll(() => expect(ip('link', 'add', NAME, 'type', 'veth', 'peer', 'name', PEER)).toBe(0));
    afterAll(() => expect(ip('link', 'del', NAME)).toBe(0));

    // The kernel works the state of a link out behind the command that changes it, up to a second later.
    const becomes = (state: ReturnType<typeof linkState>): Promise<void> =>
      vi.waitFor(() => expect(of(NAME)).toBe(state), { timeout: 20_000 });

    it('tells what each lacks, until something comes in', async () => {
      await becomes('no-link');
      ip('link', 'set', NAME, 'up', 'addrgenmode', 'none');
      await becomes('no-link');
      ip('link', 'set', PEER, 'up', 'addrgenmode', 'none');
      await becomes('no-address');
      expect([of(NAME, { frames: 1 }), of(NAME, { done: true }), of(NAME, { source: 'stream' })]).toEqual([null, null, null]);
      ip('address', 'add', '192.0.2.1/30', 'dev', NAME);
      await becomes(null);
    });
  });
});
