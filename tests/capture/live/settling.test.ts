import { describe, expect, it } from 'vitest';
import { Settling } from '../../../src/capture/live/settling.ts';

/** 500 ms that the kernel may hold frames back, and a quarter of a second for the machine. */
const WAIT = 750;
const NOW = 1_700_000_000_000_000;
const LATER = NOW + 20_000;

describe('Settling', () => {
  it('waits on a silent interface as long as a frame can be held back', () => {
    const settling = new Settling(1, 500, 0, NOW);
    expect([settling.isSettled(WAIT - 1), settling.isSettled(WAIT)]).toEqual([false, true]);
  });

  it('waits as long again after each frame from before the stop', () => {
    const settling = new Settling(1, 500, 0, NOW);
    settling.frame(0, NOW - 1, 700);
    expect([settling.isSettled(1_449), settling.isSettled(1_450)]).toEqual([false, true]);
  });

  it('is done with the first frame that is surely younger than the stop, and stays so', () => {
    const settling = new Settling(1, 500, 0, NOW);
    settling.frame(0, NOW + 1_000, 10);
    expect(settling.isSettled(10)).toBe(false);
    settling.frame(0, LATER, 12);
    expect(settling.isSettled(12)).toBe(true);
    settling.frame(0, NOW, 14);
    expect(settling.isSettled(14)).toBe(true);
  });

  it('looks at each interface by itself', () => {
    const settling = new Settling(2, 500, 0, NOW);
    settling.frame(0, LATER, 5);
    settling.frame(1, NOW, 600);
    expect([settling.isSettled(1_349), settling.isSettled(1_350)]).toEqual([false, true]);
  });

  it('does not count times in which nothing could be read', () => {
    const settling = new Settling(1, 500, 1_000, NOW);
    settling.hold(true, 1_100);
    expect(settling.isSettled(60_000)).toBe(false);
    settling.hold(false, 60_000);
    expect([settling.isSettled(60_649), settling.isSettled(60_650)]).toEqual([false, true]);
  });

  it('does not count a hold that began before the stop from before it', () => {
    const settling = new Settling(1, 500, 1_000, NOW);
    settling.hold(true, 400);
    settling.hold(true, 900);
    settling.hold(false, 1_500);
    expect([settling.isSettled(2_249), settling.isSettled(2_250)]).toEqual([false, true]);
  });

  it('goes by the time that has passed alone where stamps tell nothing', () => {
    const settling = new Settling(1, 500, 0, null);
    settling.frame(0, LATER, 5);
    expect(settling.isSettled(5)).toBe(false);
    settling.frame(0, LATER, 700);
    expect(settling.isSettled(WAIT)).toBe(true);
  });

  it('does not wait for ever where a clock that was set back makes every frame look old', () => {
    const settling = new Settling(1, 500, 0, NOW);
    for (let at = 0; at < 10_000; at += 100) settling.frame(0, NOW - 60_000_000, at);
    expect([settling.isSettled(9_999), settling.isSettled(10_000)]).toEqual([false, true]);
  });

  it('tells how much time before the stop was not read, on the interface that was furthest behind', () => {
    const settling = new Settling(3, 500, 0, NOW);
    for (let at = 0; at < 10_000; at += 100) {
      settling.frame(0, NOW - 5_000_000, at);
      settling.frame(1, NOW - 7_000_000, at);
    }
    settling.frame(2, LATER, 9_950);
    expect([settling.isSettled(10_000), settling.unreadMs(10_000)]).toEqual([true, 7_000]);
  });

  it('nothing was left unread where all interfaces had settled', () => {
    const settling = new Settling(2, 500, 0, NOW);
    settling.frame(0, NOW - 5_000_000, 100);
    settling.frame(1, LATER, 9_000);
    expect([settling.isSettled(9_000), settling.unreadMs(9_000)]).toEqual([true, 0]);
  });

  it('takes no heed of an interface that there is not', () => {
    const settling = new Settling(1, 500, 0, NOW);
    settling.frame(7, LATER, 5);
    expect(settling.isSettled(5)).toBe(false);
  });
});
