import { Text } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Guard } from '../../src/ui/guard.tsx';
import { english } from './frames.ts';

function Faulty({ broken }: { readonly broken: boolean }): ReactNode {
  if (broken) throw new Error('no \x1b[2Jsuch row');
  return <Text>all well</Text>;
}

describe('guard', () => {
  const guarded = (broken: boolean): ReactNode => (
    <Guard subject={broken} failed={(reason) => <Text>{english.say('ui.failed', { reason })}</Text>}>
      <Faulty broken={broken} />
    </Guard>
  );

  it('says what failed, escaped, and tries again when something else is shown', () => {
    const { lastFrame, rerender, unmount } = render(guarded(true) as never);
    expect(lastFrame()).toContain('This screen failed: no \\x1b[2Jsuch row');
    rerender(guarded(false) as never);
    expect(lastFrame()).toBe('all well');
    unmount();
  });
});
