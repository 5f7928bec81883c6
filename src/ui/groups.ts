import type { Destination, Party } from '../model/destination.ts';
import { PARTIES } from '../model/destination.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import type { Micros } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
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

const RULES = new WeakMap<Snapshot, readonly RuleGroup[]>();
const COMPANIES = new WeakMap<Snapshot, readonly CompanyGroup[]>();

/** The findings by rule; put together once a snapshot. */
export function rulesOf(snapshot: Snapshot): readonly RuleGroup[] {
  let groups = RULES.get(snapshot);
  if (groups === undefined) RULES.set(snapshot, (groups = [...gathered(snapshot.findings, ({ rule }) => rule.id)].map(ruleGroup)));
  return groups;
}

/** The destinations by company; put together once a snapshot. */
export function companiesOf(snapshot: Snapshot): readonly CompanyGroup[] {
  let groups = COMPANIES.get(snapshot);
  if (groups === undefined) {
    groups = [...gathered(snapshot.destinations, ({ owner }) => owner ?? '?')].map(companyGroup);
    COMPANIES.set(snapshot, groups);
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
