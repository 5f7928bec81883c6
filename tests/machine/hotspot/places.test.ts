import { describe, expect, it } from 'vitest';
import { placesIn, PROFILE_FILE, STATE_FOLDER } from '../../../src/machine/hotspot/places.ts';

describe('placesIn', () => {
  it('puts every file of ours into one folder, each under a name of its own', () => {
    const files = Object.values(placesIn(STATE_FOLDER)) as string[];
    expect(new Set(files).size).toBe(files.length);
    expect(files.every((file) => file.startsWith('/var/lib/mouchard/hotspot/'))).toBe(true);
  });

  it('gives NetworkManager a profile that a restart removes', () =>
    expect(PROFILE_FILE).toMatch(/^\/run\/NetworkManager\/.*\.nmconnection$/));
});
