import { describe, it } from 'vitest';
import { cliEn } from '../../src/language/cli-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('cliEn', () => {
  it('is English throughout', () => expectEnglish(cliEn));
});
