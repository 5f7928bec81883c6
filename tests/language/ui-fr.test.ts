import { describe, it } from 'vitest';
import { uiEn } from '../../src/language/ui-en.ts';
import { uiFr } from '../../src/language/ui-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('uiFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(uiEn, uiFr));
  it('is French throughout', () => expectFrench(uiFr));
});
