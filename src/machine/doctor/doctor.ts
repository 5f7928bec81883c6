import { checkBatteryClock, checkClock, checkTimeSync, checkTimeZone } from './clock-checks.ts';
import { checkBackend, checkForwarding, checkSubnets } from './hotspot-checks.ts';
import { checkInterfaces } from './interface-check.ts';
import type { Machine } from './machine.ts';
import { checkNode, checkTerminal, checkUser, type Terminal } from './program-checks.ts';
import { checkChoice, checkDumpcap, checkLibpcap, checkTcpdump } from './source-checks.ts';
import { checkSpace } from './storage-checks.ts';
import { GROUPS, type Verdict } from './verdict.ts';
import { checkRadios, checkRadioSwitch, checkRegulatoryDomain } from './wireless-checks.ts';

/** What the checks need to know besides the machine. */
export interface Question {
  readonly terminal: Terminal;
  /** Where recordings and the store go. */
  readonly folder: string;
  /** The day of the program's release, as `YYYY-MM-DD`. */
  readonly releasedOn: string;
  /** Checks of the caller's own: of the store, of the analysis itself. */
  readonly more: readonly Verdict[];
}

/** Runs every check, and gives the verdicts in the order of the page: always the same checks in the same order. */
export async function examine(machine: Machine, { terminal, folder, releasedOn, more }: Question): Promise<readonly Verdict[]> {
  const sources = [await checkDumpcap(machine), await checkTcpdump(machine), await checkLibpcap(machine)];
  const all = [
    checkNode(machine),
    checkUser(machine),
    checkTerminal(terminal),
    checkChoice(sources),
    ...sources,
    checkInterfaces(machine),
    await checkRadios(machine),
    await checkRegulatoryDomain(machine),
    checkRadioSwitch(machine),
    await checkBackend(machine),
    checkForwarding(machine),
    checkSubnets(machine),
    checkClock(machine, releasedOn),
    await checkTimeSync(machine),
    checkBatteryClock(machine),
    checkTimeZone(machine),
    checkSpace(machine, folder),
    ...more,
  ];
  return GROUPS.flatMap((group) => all.filter((one) => one.group === group));
}
