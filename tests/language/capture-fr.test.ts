import { describe, it } from 'vitest';
import { captureEn } from '../../src/language/capture-en.ts';
import { captureFr } from '../../src/language/capture-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('captureFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(captureEn, captureFr));
  it('is French throughout', () => expectFrench(captureFr));
});
