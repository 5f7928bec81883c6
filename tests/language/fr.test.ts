import { describe, it } from 'vitest';
import { en } from '../../src/language/en.ts';
import { fr } from '../../src/language/fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('fr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(en, fr));
  it('is French throughout', () => expectFrench(fr));
});
