import { describe, it } from 'vitest';
import { hotspotEn } from '../../src/language/hotspot-en.ts';
import { hotspotFr } from '../../src/language/hotspot-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('hotspotFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(hotspotEn, hotspotFr));
  it('is French throughout', () => expectFrench(hotspotFr));
});
