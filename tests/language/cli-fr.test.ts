import { describe, it } from 'vitest';
import { cliEn } from '../../src/language/cli-en.ts';
import { cliFr } from '../../src/language/cli-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('cliFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(cliEn, cliFr));
  it('is French throughout', () => expectFrench(cliFr));
});
