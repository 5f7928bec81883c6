import type { Condition, FieldReference } from './rule.ts';

/** True where a condition, or a field, asks only of device and destination: for the same facts it comes out the same, whatever was observed. */
export function isFactual(condition: Condition | FieldReference): boolean {
  if ('of' in condition) return condition.of === 'device' || condition.of === 'destination';
  switch (condition.type) {
    case 'all':
    case 'any':
      return condition.parts.every(isFactual);
    case 'not':
      return isFactual(condition.part);
    case 'test':
      return isFactual(condition.field);
  }
}

/** Two conditions that both hold where the whole holds: what is asked of device and destination, and the rest. Null: nothing is asked. */
export interface SplitCondition {
  readonly factual: Condition | null;
  readonly rest: Condition | null;
}

/** Parts a condition in two. What is neither (`any` of both) belongs to the rest. */
export function splitCondition(condition: Condition): SplitCondition {
  if (isFactual(condition)) return { factual: condition, rest: null };
  if (condition.type !== 'all') return { factual: null, rest: condition };
  const halves = condition.parts.map(splitCondition);
  return {
    factual: allOf(halves.map((half) => half.factual)),
    rest: allOf(halves.map((half) => half.rest)),
  };
}

function allOf(conditions: readonly (Condition | null)[]): Condition | null {
  const parts = conditions.filter((condition) => condition !== null);
  return parts.length <= 1 ? (parts[0] ?? null) : { type: 'all', parts };
}
