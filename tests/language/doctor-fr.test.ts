import { describe, it } from 'vitest';
import { doctorEn } from '../../src/language/doctor-en.ts';
import { doctorFr } from '../../src/language/doctor-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('doctorFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(doctorEn, doctorFr));
  it('is French throughout', () => expectFrench(doctorFr));
});
