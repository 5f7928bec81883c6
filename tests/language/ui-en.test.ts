import { describe, it } from 'vitest';
import { uiEn } from '../../src/language/ui-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('uiEn', () => {
  it('is English throughout', () => expectEnglish(uiEn));
});
