import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StopSignals } from '../../../src/cli/live/stop-signals.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let before: Map<string, NodeJS.SignalsListener[]>;
beforeEach(() => {
  before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  for (const signal of SIGNALS) process.removeAllListeners(signal);
});
afterEach(() => {
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    for (const listener of before.get(signal)!) process.on(signal, listener as () => void);
  }
  vi.restoreAllMocks();
});

function listening(hangup = true): { signals: StopSignals; stops: boolean[]; exits: unknown[] } {
  const stops: boolean[] = [];
  const exits: unknown[] = [];
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
  return {
    signals: new StopSignals(
      (interrupted) => stops.push(interrupted),
      hangup,
      () => exits.push('said'),
    ),
    stops,
    exits,
  };
}

describe('StopSignals', () => {
  it('the first Ctrl-C stops, the second leaves', () => {
    const { signals, stops, exits } = listening();
    process.emit('SIGINT');
    expect([stops, signals.exitCode, exits]).toEqual([[false], null, []]);
    process.emit('SIGINT');
    expect(exits).toEqual(['said', 130]);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s interrupts, and is what the status says', (signal) => {
    const { signals, stops } = listening();
    process.emit(signal);
    expect([stops, signals.exitCode]).toEqual([[true], 143]);
  });

  it('the loss of a terminal means nothing where there is none', () => {
    const { signals, stops } = listening(false);
    process.emit('SIGHUP');
    expect([stops, signals.exitCode]).toEqual([[], null]);
  });
});
