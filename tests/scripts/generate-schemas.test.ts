import { describe, expect, it } from 'vitest';
import { generateSchemas } from '../../scripts/generate-schemas.ts';

describe('generated schemas', () => {
  it('name their place and hold JSON that says where it comes from', () => {
    const [file, ...others] = generateSchemas('/root', { 'x.y': { name: 'string' } });
    expect(others).toEqual([]);
    expect(file!.path).toBe('/root/rules/schema/rule.schema.json');
    expect(file!.content.endsWith('}\n')).toBe(true);
    expect(JSON.parse(file!.content)).toMatchObject({
      $comment: expect.stringContaining('Generated'),
      properties: { on: { enum: ['x.y'] } },
    });
  });
});
