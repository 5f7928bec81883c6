import { describe, it } from 'vitest';
import { uiHelpEn } from '../../src/language/ui-help-en.ts';
import { uiHelpFr } from '../../src/language/ui-help-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('uiHelpFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(uiHelpEn, uiHelpFr));
  it('is French throughout', () => expectFrench(uiHelpFr));
});
