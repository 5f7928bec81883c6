import { describe, it } from 'vitest';
import { captureEn } from '../../src/language/capture-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('captureEn', () => {
  it('is English throughout', () => expectEnglish(captureEn));
});
