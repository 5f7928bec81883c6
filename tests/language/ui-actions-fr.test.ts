import { describe, it } from 'vitest';
import { uiActionsEn } from '../../src/language/ui-actions-en.ts';
import { uiActionsFr } from '../../src/language/ui-actions-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('uiActionsFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(uiActionsEn, uiActionsFr));
  it('is French throughout', () => expectFrench(uiActionsFr));
});
