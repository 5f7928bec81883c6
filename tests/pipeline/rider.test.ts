import { describe, expect, it } from 'vitest';
import { Rest } from '../../src/pipeline/rest.ts';
import { Rider } from '../../src/pipeline/rider.ts';

describe('Rider', () => {
  it('begins as nobody’s flow', () => {
    expect(new Rider(3, null as never, 0b101)).toMatchObject({
      state: 'probing',
      dissector: -1,
      candidates: 0b101,
      session: null,
      settled: false,
      originatorPort: 0,
      responderPort: 0,
    });
  });

  it('is shown in its first frame and in the last that was read', () => {
    const rider = new Rider(3, { frame: 7 } as never, 1);
    expect(rider.frames()).toEqual([7]);
    rider.lastFrame = 7;
    expect(rider.frames()).toEqual([7]);
    rider.lastFrame = 12;
    expect(rider.frames()).toEqual([7, 12]);
  });

  it('keeps what there is of each side apart', () => {
    const rider = new Rider(3, null as never, 1, 50_000, 443);
    const rest = new Rest(8);
    rider.setDone(1, true);
    rider.setProbed(0, 7);
    rider.setRest(1, rest);
    expect([rider.isDone(0), rider.isDone(1)]).toEqual([false, true]);
    expect([rider.probed(0), rider.probed(1)]).toEqual([7, 0]);
    expect([rider.rest(0), rider.rest(1)]).toEqual([null, rest]);
    rider.setDone(0, true);
    rider.setDone(1, false);
    expect([rider.isDone(0), rider.isDone(1)]).toEqual([true, false]);
  });
});
