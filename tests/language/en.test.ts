import { describe, it } from 'vitest';
import { en } from '../../src/language/en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('en', () => {
  it('is English throughout', () => expectEnglish(en));
});
