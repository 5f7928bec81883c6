import type { RuleSummary } from '../model/finding.ts';
import type { Text } from '../model/text.ts';
import { formatDuration } from './duration.ts';
import { shortened } from './explain.ts';
import { comparesWholeList } from './operator.ts';
import type { Condition, FieldTest, Operator, Per, Rule, Window } from './rule.ts';

/** One line of a rule's logic; `depth` says how far it is indented. */
export interface LogicLine {
  readonly depth: number;
  readonly text: Text;
}

/** What `mouchard rules explain` shows of a rule. */
export interface RuleExplanation {
  readonly summary: RuleSummary;
  readonly file: string;
  readonly on: string;
  readonly logic: readonly LogicLine[];
  /** Names of its tests and the findings that each expects. */
  readonly tests: readonly { readonly name: string; readonly expect: number }[];
}

const OPERATOR_TEXTS: Readonly<Record<Operator, Text>> = {
  is: { en: 'is', fr: 'vaut' },
  in: { en: 'is one of', fr: 'est parmi' },
  matches: { en: 'matches', fr: 'correspond à' },
  contains: { en: 'contains', fr: 'contient' },
  starts_with: { en: 'starts with', fr: 'commence par' },
  ends_with: { en: 'ends with', fr: 'finit par' },
  at_least: { en: 'is at least', fr: 'vaut au moins' },
  at_most: { en: 'is at most', fr: 'vaut au plus' },
  cidr: { en: 'lies in', fr: 'appartient à' },
  exists: { en: 'is known', fr: 'est connu' },
};

/** The texts of a rule and its logic as lines that a person can read, in both languages. */
export function explainRule(rule: Rule): RuleExplanation {
  const logic: LogicLine[] = [line(0, `looks at every ${rule.on} where`, `regarde chaque ${rule.on} où`)];
  addCondition(rule.where, 1, logic);
  if (rule.window !== null) addWindow(rule.window, logic);
  logic.push(perLine(rule.per));
  const tests = rule.tests.map(({ name, expect }) => ({ name, expect }));
  return { summary: rule.summary, file: rule.file, on: rule.on, logic, tests };
}

function line(depth: number, en: string, fr: string): LogicLine {
  return { depth, text: { en, fr } };
}

function addCondition(condition: Condition, depth: number, logic: LogicLine[]): void {
  switch (condition.type) {
    case 'test':
      logic.push(testLine(condition, depth));
      return;
    case 'not':
      logic.push(line(depth, 'it is not so that', 'il n’est pas vrai que'));
      addCondition(condition.part, depth + 1, logic);
      return;
    case 'all':
      if (condition.parts.length === 0) logic.push(line(depth, 'nothing more is asked', 'rien de plus n’est demandé'));
      else logic.push(line(depth, 'all of these hold', 'tout ceci est vrai'));
      break;
    case 'any':
      logic.push(line(depth, 'at least one of these holds', 'l’un au moins est vrai'));
      break;
  }
  for (const part of condition.parts) addCondition(part, depth + 1, logic);
}

function testLine(test: FieldTest, depth: number): LogicLine {
  const path = test.field.path;
  if (test.operator === 'exists') {
    return test.operands[0] === true
      ? line(depth, `${path} is known`, `${path} est connu`)
      : line(depth, `${path} is not known`, `${path} n’est pas connu`);
  }
  const { en, fr } = OPERATOR_TEXTS[test.operator];
  const operands = test.operands.map((operand) => shortened(operand));
  const whole = comparesWholeList(test.operator, test.field.type);
  const joined = (or: string): string => (whole ? `[${operands.join(', ')}]` : operands.join(` ${or} `));
  return line(depth, `${path} ${en} ${joined('or')}`, `${path} ${fr} ${joined('ou')}`);
}

function addWindow(window: Window, logic: LogicLine[]): void {
  const span = formatDuration(window.within);
  logic.push(line(0, `and within ${span} of capture time`, `et en ${span} de temps de capture`));
  const { count, distinct, period, rate } = window;
  if (count !== null) logic.push(line(1, `this happens at least ${count.atLeast} times`, `cela arrive au moins ${count.atLeast} fois`));
  if (distinct !== null) {
    const { field, atLeast } = distinct;
    logic.push(line(1, `${field.path} takes at least ${atLeast} values`, `${field.path} prend au moins ${atLeast} valeurs`));
  }
  if (period !== null) {
    const [least, most] = [formatDuration(period.atLeast), formatDuration(period.atMost)];
    const jitter = period.jitterBelow;
    logic.push(
      line(
        1,
        `every ${least} to ${most}, with a jitter below ${jitter}`,
        `toutes les ${least} à ${most}, avec une gigue inférieure à ${jitter}`,
      ),
    );
  }
  if (rate !== null) {
    const per = formatDuration(rate.per);
    const en = rate.field === null ? 'it happens' : `${rate.field.path} adds up to`;
    const fr = rate.field === null ? 'cela arrive' : `le total de ${rate.field.path} est d’`;
    logic.push(line(1, `${en} at least ${rate.atLeast} per ${per}`, `${fr} au moins ${rate.atLeast} par ${per}`));
  }
}

function perLine(per: readonly Per[]): LogicLine {
  const names: Readonly<Record<'device' | 'destination' | 'flow', Text>> = {
    device: { en: 'device', fr: 'appareil' },
    destination: { en: 'destination', fr: 'destination' },
    flow: { en: 'flow', fr: 'flux' },
  };
  if (per.length === 0) return line(0, 'one finding in all', 'un seul constat en tout');
  const parts = per.map((part): Text => (typeof part === 'string' ? names[part] : { en: part.path, fr: part.path }));
  const en = parts.map((part) => part.en).join(', ');
  const fr = parts.map((part) => part.fr).join(', ');
  return line(0, `one finding per ${en}`, `un constat par ${fr}`);
}
