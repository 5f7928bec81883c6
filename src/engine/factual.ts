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
