import { describe, it } from 'vitest';
import { reportEn } from '../../src/language/report-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('reportEn', () => {
  it('is English throughout', () => expectEnglish(reportEn));
});
