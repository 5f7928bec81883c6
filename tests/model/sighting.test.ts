import { describe, expect, it } from 'vitest';
import { DESTINATION_SHAPE, DEVICE_SHAPE } from '../../src/model/sighting.ts';

const TYPES = ['string', 'number', 'boolean', 'strings', 'numbers', 'records'];

describe('what rules may ask', () => {
  it.each(Object.entries({ ...DEVICE_SHAPE, ...DESTINATION_SHAPE }))('%s is a name of words with a known type', (name, type) => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(TYPES).toContain(type.replace(/\?$/, ''));
  });
});
