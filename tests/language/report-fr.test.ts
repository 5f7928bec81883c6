import { describe, it } from 'vitest';
import { reportEn } from '../../src/language/report-en.ts';
import { reportFr } from '../../src/language/report-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('reportFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(reportEn, reportFr));
  it('is French throughout', () => expectFrench(reportFr));
});
