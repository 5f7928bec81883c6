import { describe, it } from 'vitest';
import { liveEn } from '../../src/language/live-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('liveEn', () => {
  it('is English throughout', () => expectEnglish(liveEn));
});
