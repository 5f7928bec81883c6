import { describe, it } from 'vitest';
import { noticesEn } from '../../src/language/notices-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('noticesEn', () => {
  it('is English throughout', () => expectEnglish(noticesEn));
});
