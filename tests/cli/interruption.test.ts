import { afterEach, describe, expect, it } from 'vitest';
import { Interruption } from '../../src/cli/interruption.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
afterEach(() => {
  for (const signal of SIGNALS)
    for (const listener of process.listeners(signal)) if (!before.get(signal)!.includes(listener)) process.off(signal, listener);
});

describe('Interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s stops the work with exit status %i', (signal, exitCode) => {
    const interruption = new Interruption();
    expect([interruption.signal.aborted, interruption.exitCode]).toEqual([false, null]);
    process.emit(signal);
    expect([interruption.signal.aborted, interruption.exitCode]).toEqual([true, exitCode]);
  });

  it('stops without a signal too', () => {
    const interruption = new Interruption();
    interruption.stop();
    expect([interruption.signal.aborted, interruption.exitCode]).toEqual([true, null]);
  });
});
