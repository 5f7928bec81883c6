import { describe, expect, it } from 'vitest';
import { defaultStore, storeFailure, storeReason } from '../../src/cli/keeper.ts';
import { STORE_PROBLEMS, StoreError } from '../../src/store/store-error.ts';

describe('defaultStore', () => {
  it.each([
    [{ XDG_DATA_HOME: '/data' }, /^\/data\/mouchard\/store\.sqlite$/],
    [{ XDG_DATA_HOME: 'relative' }, /\/\.local\/share\/mouchard\/store\.sqlite$/],
    [{}, /\/\.local\/share\/mouchard\/store\.sqlite$/],
  ])('%j', (env, path) => {
    expect(defaultStore(env)).toMatch(path);
  });
});

describe('storeFailure', () => {
  it('what does not check is exit 6, what cannot be reached exit 2', () => {
    expect(storeFailure(new StoreError('damaged', '/s'), 'en').exitCode).toBe(6);
    expect(storeFailure(new StoreError('not-a-store', '/s'), 'en').exitCode).toBe(6);
    expect(storeFailure(new StoreError('cannot-open', '/s'), 'en').exitCode).toBe(2);
  });

  it.each(STORE_PROBLEMS)('%s is told in words of both languages', (code) => {
    const [english, french] = [storeReason({ code }, 'en'), storeReason({ code }, 'fr')];
    expect(english).not.toBe(code);
    expect(french).not.toBe(english);
  });
});
