import { describe, it } from 'vitest';
import { liveEn } from '../../src/language/live-en.ts';
import { liveFr } from '../../src/language/live-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('liveFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(liveEn, liveFr));
  it('is French throughout', () => expectFrench(liveFr));
});
