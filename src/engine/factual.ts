import type { Condition } from './rule.ts';

/** True where a condition asks only of device and destination: for the same facts it comes out the same, whatever was observed. */
export function isFactual(condition: Condition): boolean {
  switch (condition.type) {
    case 'all':
    case 'any':
      return condition.parts.every(isFactual);
    case 'not':
      return isFactual(condition.part);
    case 'test':
      return condition.field.of === 'device' || condition.field.of === 'destination';
  }
}
