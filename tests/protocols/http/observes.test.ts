import { describe, expect, it } from 'vitest';
import { observes } from '../../../src/protocols/http/observes.ts';

describe('the vocabulary of http', () => {
  it('has every field that users were promised', () => {
    expect(Object.keys(observes['http.request'])).toEqual(
      expect.arrayContaining([
        'method',
        'host',
        'target',
        'version',
        'user_agent',
        'content_type',
        'content_length',
        'has_credentials',
        'has_cookie',
      ]),
    );
    expect(Object.keys(observes['http.response'])).toEqual(
      expect.arrayContaining(['status', 'version', 'server', 'content_type', 'content_length', 'sets_cookie']),
    );
  });
});
