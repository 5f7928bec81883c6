import type { HeaderFacts } from './fields.ts';

/** A request that waits for its answer. */
export interface OpenRequest {
  readonly method: string;
  readonly host: string | null;
  readonly path: string;
  readonly facts: HeaderFacts;
}
