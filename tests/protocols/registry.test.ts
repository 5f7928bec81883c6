import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dissectors } from '../../src/protocols/registry.ts';

const FOLDER = new URL('../../src/protocols/', import.meta.url);

describe('the registry', () => {
  it('has every dissector that a file defines', () => {
    const defined = readdirSync(FOLDER)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(/^export const (\w+) = dissector\(/gm)]);
    expect(defined.length).toBeGreaterThan(30);
    expect(dissectors).toHaveLength(defined.length);
  });

  it('has one dissector a name and carrier', () => {
    const keys = dissectors.map(({ name, over }) => `${over}/${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('two dissectors that emit the same kind agree on its fields', () => {
    const shapes = new Map<string, object>();
    for (const { observes } of dissectors) {
      for (const [kind, shape] of Object.entries(observes as Record<string, object>)) {
        const known = shapes.get(kind);
        if (known !== undefined) expect(shape, kind).toEqual(known);
        shapes.set(kind, shape);
      }
    }
  });
});
