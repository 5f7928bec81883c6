import { join } from 'node:path';
import { nearestName } from '../model/nearest-name.ts';
import { Reporter, type Problem } from '../engine/problem.ts';
import { readYaml } from '../engine/yaml-tree.ts';
import { destinationsHash, loadCompiled, parseDestinations, type DestinationFile } from '../knowledge/destination-files.ts';
import type { DestinationList } from '../knowledge/destination-list.ts';
import type { DataDescription, Knowledge } from '../knowledge/knowledge.ts';
import { openCountries, openNetworks } from '../knowledge/networks.ts';
import { openVendors } from '../knowledge/vendors.ts';
import type { Language } from '../model/text.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './edges.ts';
import { BUILT_IN_RULES, dataFile, laterDataFile, yamlFiles } from './package-files.ts';
import { problemLine } from './rule-pack.ts';

/**
 * Opens every table that the inventory asks: the compiled data of the build, of which the large ones are read when they are first asked, and
 * the destination files of the rule folders.
 */
export function openKnowledge(ruleFolders: readonly string[], language: Language): Knowledge {
  const vendors = laterDataFile('oui.bin', openVendors);
  const countries = laterDataFile('country.bin', openCountries);
  const networks = laterDataFile('asn.bin', openNetworks);
  return {
    vendors: { vendorOf: (mac) => vendors().vendorOf(mac) },
    countries: { countryOf: (octets) => countries().countryOf(octets) },
    networks: { asOf: (octets) => networks().asOf(octets) },
    destinations: destinationList(ruleFolders, language),
    data: JSON.parse(dataFile('data.json').toString('utf8')) as DataDescription,
  };
}

/** The compiled list where it is of these very files, else the files themselves: the user's folders come last and override. */
function destinationList(ruleFolders: readonly string[], language: Language): DestinationList {
  const files: DestinationFile[] = [];
  for (const folder of [BUILT_IN_RULES, ...ruleFolders]) {
    const shown = folder === BUILT_IN_RULES ? 'rules' : folder;
    for (const { path, text } of yamlFiles(join(folder, 'destinations'))) files.push({ path: path.replace(folder, shown), text });
  }
  const compiled = loadCompiled(dataFile('destinations.json').toString('utf8'), destinationsHash(files));
  if (compiled !== null) return compiled;
  const { list, errors } = parseDestinations<Problem>(files, {
    reporterOf: (path, text) => new Reporter(path, text),
    readYaml,
    nearestName,
  });
  if (errors.length > 0) {
    const details = errors.map((problem) => problemLine(problem, language));
    throw new CommandError(EXIT.usage, 'cli.error.rules', { count: errors.length }, details);
  }
  return list;
}
