import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../src/ui/timeline.ts';
import { deviceWords, findingWords, rowWords } from '../../src/ui/words.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { aState, english, french } from './frames.ts';

describe('rows as sentences', () => {
  const state = aState();
  const { devices, destinations, findings } = state.snapshot;

  it('say everything that a row shows, in words', () => {
    expect(findingWords(english, state, findings[0]!)).toBe(
      'high, certain, talking-bear, Sends a child’s profile without encryption, api.bear.example, 3 times, new',
    );
    expect(deviceWords(english, state, devices[1]!)).toBe(
      'talking-bear, Bear Toys, 192.168.4.20, 4 destinations, 2 high, 1 medium, 1 note, 123\u00a0kB sent, 7.89\u00a0MB received',
    );
    expect(rowWords(english, state, 'destinations', destinations[1]!)).toBe(
      'ads.tracker.example, talking-bear, another company, Ad Example, on a list of trackers, encrypted: nobody on the way could read it, 2.00\u00a0kB sent, 900\u00a0B received, 1 medium',
    );
    expect(rowWords(english, state, 'devices', devices[0]!)).toContain('router of this network');
    expect(rowWords(french, state, 'findings', findings[2]!)).toContain('Contacte une entreprise de publicité');
  });

  it('tell of events with their time', () => {
    const words = eventsOf(state.snapshot).map((event) => rowWords(english, state, 'timeline', event));
    expect(words[1]).toBe('22:13:20, talking-bear, first seen');
    expect(words[2]).toMatch(/^22:13:21, high, certain, talking-bear/);
    expect(words[6]).toBe('22:14:20, phase “button pressed” begins');
  });

  it('have no sign in them that is drawn', () => {
    const all = aSnapshot();
    for (const event of eventsOf(all)) expect(rowWords(english, state, 'timeline', event)).not.toMatch(/[▲◆▪●○█▁─✓✗]/);
    for (const destination of all.destinations) expect(rowWords(english, state, 'destinations', destination)).not.toMatch(/[▲◆▪●○█▁─✓✗]/);
  });
});
