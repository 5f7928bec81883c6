import { describe, expect, it } from 'vitest';
import { COLUMN_TITLES } from '../../src/ui/columns.ts';
import type { ListKind } from '../../src/ui/lists.ts';
import { COLUMNS } from '../../src/ui/view/lists.ts';
import { aState, english, LIVE } from './frames.ts';

describe('columns that may be hidden', () => {
  it.each(Object.keys(COLUMN_TITLES) as ListKind[])('%s: all that the list has but those that always stay', (kind) => {
    const columns: readonly { readonly key: string; readonly rank: number }[] = [
      ...COLUMNS[kind](english, aState(), null),
      ...COLUMNS[kind](english, aState({ status: LIVE }), null),
    ];
    const keys = columns.map(({ key }) => key);
    expect(COLUMN_TITLES[kind].filter((key) => !keys.includes(key))).toEqual([]);
    expect(columns.filter(({ key, rank }) => rank > 0 && !COLUMN_TITLES[kind].includes(key as never)).map(({ key }) => key)).toEqual([]);
  });
});
