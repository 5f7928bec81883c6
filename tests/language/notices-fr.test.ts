import { describe, it } from 'vitest';
import { noticesEn } from '../../src/language/notices-en.ts';
import { noticesFr } from '../../src/language/notices-fr.ts';
import { expectFrench, expectTwins } from '../builders/catalogue.ts';

describe('noticesFr', () => {
  it('has the keys and placeholders of its English twin', () => expectTwins(noticesEn, noticesFr));
  it('is French throughout', () => expectFrench(noticesFr));
});
