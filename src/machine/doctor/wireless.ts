import type { Machine } from './machine.ts';

/** One radio as `iw phy` describes it. */
export interface Radio {
  readonly name: string;
  readonly accessPoint: boolean;
  /** Bands on which an access point may start now: `2.4`, `5`, `6` (GHz). */
  readonly bands: readonly string[];
  /** The chip can be access point and client at once. */
  readonly both: boolean;
}

/** Frequencies in MHz, from and to, of the bands that Wi-Fi uses. */
const BANDS: readonly (readonly [string, number, number])[] = [
  ['2.4', 2_400, 2_500],
  ['5', 5_150, 5_895],
  ['6', 5_925, 7_125],
];

/** Reads the output of `iw phy`: made for people, so every line that is not known is passed over. */
export function readRadios(text: string): readonly Radio[] {
  return text
    .split(/^Wiphy /m)
    .slice(1)
    .map((section) => ({
      name: section.slice(0, section.search(/\s|$/)),
      accessPoint: linesUnder(section, 'Supported interface modes:').includes('* AP'),
      bands: bandsOf(section),
      both: canBeBoth(linesUnder(section, 'valid interface combinations:').join(' ')),
    }));
}

/** The lines that are set deeper than a heading, up to the first that is not. */
function linesUnder(section: string, heading: string): string[] {
  const lines = section.split('\n');
  const at = lines.findIndex((line) => line.trim() === heading);
  if (at < 0) return [];
  const depth = depthOf(lines[at]!);
  const end = lines.findIndex((line, i) => i > at && depthOf(line) <= depth);
  return lines.slice(at + 1, end < 0 ? lines.length : end).map((line) => line.trim());
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A channel that is disabled, or on which nobody may begin to send ("no IR"; once "passive scan"), is of no use to an access point. */
function bandsOf(section: string): string[] {
  const usable = [...section.matchAll(/^\s*\* (\d+)(?:\.\d+)? MHz \[\d+\](.*)$/gm)]
    .filter(([, , rest]) => !/disabled|no IR|passive scan|no IBSS/.test(rest!))
    .map(([, frequency]) => Number(frequency));
  return BANDS.filter(([, from, to]) => usable.some((frequency) => frequency >= from && frequency <= to)).map(([name]) => name);
}

/** One combination that holds a `managed` and an `AP` in different groups, or a group of both of which there may be two. */
function canBeBoth(combinations: string): boolean {
  return combinations.split(/(?=\* #\{)/).some((combination) => {
    const groups = [...combination.matchAll(/#\{([^}]*)\} <= (\d+)/g)].map(([, modes, most]) => ({
      modes: modes!.split(',').map((mode) => mode.trim()),
      most: Number(most),
    }));
    const total = Number(/total <= (\d+)/.exec(combination)?.[1] ?? groups.reduce((sum, { most }) => sum + most, 0));
    if (total < 2) return false;
    return groups.some((client, i) =>
      client.modes.includes('managed') ? groups.some((point, k) => point.modes.includes('AP') && (i !== k || point.most >= 2)) : false,
    );
  });
}

/** Interface names by radio, from `iw dev`. */
export function readWirelessInterfaces(text: string): ReadonlyMap<string, readonly string[]> {
  const byRadio = new Map<string, string[]>();
  for (const section of text.split(/^phy#/m).slice(1)) {
    const names = [...section.matchAll(/^\s*Interface (\S+)$/gm)].map((match) => match[1]!);
    byRadio.set(`phy${section.slice(0, section.search(/\s|$/))}`, names);
  }
  return byRadio;
}

/** The regulatory domain of the machine from `iw reg get`: a country, `00` for the world, or null where none is told. */
export function readRegulatoryDomain(text: string): string | null {
  return /^country (\w\w):/m.exec(text)?.[1] ?? null;
}

/** True for an interface of a radio. */
export function isWireless(machine: Machine, name: string): boolean {
  return machine.link(`/sys/class/net/${name}/phy80211`) !== null || machine.list(`/sys/class/net/${name}/wireless`).length > 0;
}
