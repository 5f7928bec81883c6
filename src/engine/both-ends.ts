import type { Condition } from './rule.ts';

/**
 * True where a condition asks which part the device had in the conversation: whether it sent what was observed, or was called.
 * Between two devices at home such a rule is judged for both; every other one for the device that began.
 */
export function asksOfBothEnds(where: Condition): boolean {
  return asks(where, false);
}

/** `negated`: below an odd number of `not`, where "did not begin" is asked as "it is not so that it began". */
function asks(where: Condition, negated: boolean): boolean {
  if (where.type === 'not') return asks(where.part, !negated);
  if (where.type !== 'test') return where.parts.some((part) => asks(part, negated));
  const { field, operands } = where;
  if (field.of !== 'device') return false;
  return field.name === 'sender' || (field.name === 'originator' && operands.includes(negated));
}
