import type { Condition } from './rule.ts';

/**
 * True where a condition asks which part the device had in the conversation: whether it sent what was observed, or was called.
 * Between two devices at home such a rule is judged for both; every other one for the device that began.
 */
export function asksOfBothEnds(where: Condition): boolean {
  if (where.type === 'not') return asksOfBothEnds(where.part);
  if (where.type !== 'test') return where.parts.some(asksOfBothEnds);
  const { field, operands } = where;
  if (field.of !== 'device') return false;
  return field.name === 'sender' || (field.name === 'originator' && operands.includes(false));
}
