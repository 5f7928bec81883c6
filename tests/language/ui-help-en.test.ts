import { describe, it } from 'vitest';
import { uiHelpEn } from '../../src/language/ui-help-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('uiHelpEn', () => {
  it('is English throughout', () => expectEnglish(uiHelpEn));
});
