import { describe, it } from 'vitest';
import { uiActionsEn } from '../../src/language/ui-actions-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('uiActionsEn', () => {
  it('is English throughout', () => expectEnglish(uiActionsEn));
});
