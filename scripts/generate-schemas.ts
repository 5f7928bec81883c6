import { join } from 'node:path';
import { ruleJsonSchema } from '../src/engine/rule-schema.ts';
import type { Vocabulary } from '../src/model/observation.ts';

/** A file that is made from the sources, and what it must hold. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** The JSON Schemas of the rule folder, for editors; the caller writes them, or compares them with what is there. */
export function generateSchemas(root: string, vocabulary: Vocabulary): readonly GeneratedFile[] {
  const content = `${JSON.stringify(ruleJsonSchema(vocabulary), null, 1)}\n`;
  return [{ path: join(root, 'rules', 'schema', 'rule.schema.json'), content }];
}
