import { describe, expect, it } from 'vitest';
import { UiStore } from '../../src/ui/ui-store.ts';
import { aState } from './frames.ts';

describe('the store of the screens', () => {
  it('tells who listens when something changed, and only then', () => {
    const store = new UiStore(aState());
    let told = 0;
    const stop = store.subscribe(() => (told += 1));
    store.dispatch({ type: 'resize', columns: 100, rows: 30 });
    expect([told, store.current().columns]).toEqual([1, 100]);
    store.dispatch({ type: 'key', key: { name: 'character', character: '~' }, extent: { content: 0, page: 1 } });
    expect(told).toBe(1);
    stop();
    store.dispatch({ type: 'resize', columns: 80, rows: 24 });
    expect(told).toBe(1);
  });
});
