import type { Destination, Party } from '../model/destination.ts';
import { PARTIES } from '../model/destination.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import type { Micros } from '../model/observation.ts';
import { severityRank } from './catalogue.ts';

/** All findings of one rule. */
export interface RuleGroup {
  /** The rule's. */
  readonly id: string;
  readonly rule: RuleSummary;
  readonly findings: number;
  readonly devices: number;
  /** How often the rule held in all. */
  readonly count: number;
  readonly first: Micros;
  /** The worst that any of them is. */
  readonly worst: number;
}

/** All destinations of one company, or of none that is known. */
export interface CompanyGroup {
  /** The company's name; `?` for none. */
  readonly id: string;
  readonly owner: string | null;
  readonly destinations: number;
  readonly devices: number;
  readonly trackers: number;
  /** In the order of PARTIES: one company may be the maker of one device and a stranger to another. */
  readonly parties: readonly Party[];
  readonly octetsUp: number;
  readonly octetsDown: number;
}

const RULES = new WeakMap<readonly Finding[], readonly RuleGroup[]>();
const COMPANIES = new WeakMap<readonly Destination[], readonly CompanyGroup[]>();

/** Findings by rule; put together once for each list of them. */
export function rulesOf(findings: readonly Finding[]): readonly RuleGroup[] {
  let groups = RULES.get(findings);
  if (groups === undefined) RULES.set(findings, (groups = [...gathered(findings, ({ rule }) => rule.id)].map(ruleGroup)));
  return groups;
}

/** Destinations by company; put together once for each list of them. */
export function companiesOf(destinations: readonly Destination[]): readonly CompanyGroup[] {
  let groups = COMPANIES.get(destinations);
  if (groups === undefined) {
    groups = [...gathered(destinations, ({ owner }) => owner ?? '?')].map(companyGroup);
    COMPANIES.set(destinations, groups);
  }
  return groups;
}

function gathered<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function ruleGroup([id, findings]: readonly [string, readonly Finding[]]): RuleGroup {
  return {
    id,
    rule: findings[0]!.rule,
    findings: findings.length,
    devices: new Set(findings.map(({ device }) => device)).size,
    count: findings.reduce((sum, { count }) => sum + count, 0),
    first: findings.reduce((earliest, { first }) => Math.min(earliest, first), Infinity),
    worst: findings.reduce((worst, { rule }) => Math.max(worst, severityRank(rule.severity)), 0),
  };
}

function companyGroup([id, destinations]: readonly [string, readonly Destination[]]): CompanyGroup {
  const parties = new Set(destinations.map(({ party }) => party));
  return {
    id,
    owner: destinations[0]!.owner,
    destinations: destinations.length,
    devices: new Set(destinations.map(({ device }) => device)).size,
    trackers: destinations.filter(({ tracker }) => tracker).length,
    parties: PARTIES.filter((party) => parties.has(party)),
    octetsUp: destinations.reduce((sum, { octetsUp }) => sum + octetsUp, 0),
    octetsDown: destinations.reduce((sum, { octetsDown }) => sum + octetsDown, 0),
  };
}
