import { describe, it } from 'vitest';
import { doctorEn } from '../../src/language/doctor-en.ts';
import { expectEnglish } from '../builders/catalogue.ts';

describe('doctorEn', () => {
  it('is English throughout', () => expectEnglish(doctorEn));
});
