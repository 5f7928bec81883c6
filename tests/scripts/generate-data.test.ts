import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateData, readDestinationFiles, vendorRows } from '../../scripts/generate-data.ts';
import { parseAddress } from '../../src/bytes/address.ts';
import { loadRules } from '../../src/engine/loader.ts';
import { destinationsHash, loadCompiled } from '../../src/knowledge/destination-files.ts';
import type { DataDescription } from '../../src/knowledge/knowledge.ts';
import { openCountries, openNetworks } from '../../src/knowledge/networks.ts';
import { openVendors } from '../../src/knowledge/vendors.ts';
import { vocabulary } from '../../src/pipeline/vocabulary.ts';

let folder = '';
const read = (name: string): Buffer => readFileSync(join(folder, name));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mouchard-data-'));
  generateData(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('generated data', () => {
  it('knows well-known addresses', () => {
    const countries = openCountries(read('country.bin'));
    const networks = openNetworks(read('asn.bin'));
    expect(countries.countryOf(parseAddress('193.0.6.139')!)).toBe('NL');
    expect(countries.countryOf(parseAddress('2001:67c:2e8:22::c100:68b')!)).toBe('NL');
    expect(networks.asOf(parseAddress('8.8.8.8')!)).toMatchObject({ asn: 15_169 });
    expect(networks.asOf(parseAddress('2606:4700:4700::1111')!)).toMatchObject({ asn: 13_335 });
    for (const address of ['192.168.1.1', '224.0.0.1', 'ff02::1', 'fe80::1']) {
      expect([countries.countryOf(parseAddress(address)!), networks.asOf(parseAddress(address)!)], address).toEqual([null, null]);
    }
  });

  it('knows prefixes of all three lengths', () => {
    const vendors = openVendors(read('oui.bin'));
    expect(vendors.vendorOf('00:00:00:12:34:56')).toBe('XEROX CORPORATION');
    const registry = JSON.parse(readFileSync(new URL('../../node_modules/oui-data/index.json', import.meta.url), 'utf8')) as Record<
      string,
      string
    >;
    const rows = [...vendorRows(registry)];
    for (const digits of [6, 7, 9]) {
      const ofLength = rows.filter(
        ([prefix, name]) => prefix.length === digits && name !== '' && (Number.parseInt(prefix.slice(0, 2), 16) & 3) === 0,
      );
      expect(ofLength.length).toBeGreaterThan(1_000);
      for (let i = 0; i < ofLength.length; i += 997) {
        const [prefix, name] = ofLength[i]!;
        const mac = prefix
          .toLowerCase()
          .padEnd(12, 'e')
          .replace(/(..)(?=.)/g, '$1:');
        const finer = rows.some(([other]) => other.length > digits && prefix.padEnd(12, 'E').startsWith(other));
        if (!finer) expect(vendors.vendorOf(mac), prefix).toBe(name);
      }
    }
  });

  it('holds the destination files that it was made from', () => {
    const files = readDestinationFiles(new URL('../../rules/destinations', import.meta.url).pathname);
    const list = loadCompiled(read('destinations.json').toString(), destinationsHash(files));
    expect(list?.match('cid.samba.tv')).toMatchObject({ owner: { name: 'Samba TV' }, entry: { roles: ['acr'] } });
  });

  it('holds the rules that it was made from', () => {
    const directory = new URL('../../rules', import.meta.url).pathname;
    const compiled = read('rules.json').toString();
    expect(loadRules([directory], vocabulary(), compiled)).toStrictEqual(loadRules([directory], vocabulary()));
    const renamed = compiled.replace('"title":{"en":"', '"title":{"en":"Compiled: ');
    expect(loadRules([directory], vocabulary(), renamed).rules[0]!.summary.title.en).toMatch(/^Compiled: /);
  });

  it('says how old it is and whom to thank', () => {
    const { sources } = JSON.parse(read('data.json').toString()) as DataDescription;
    expect(sources.map((source) => source.id)).toEqual(['oui', 'country', 'asn']);
    for (const source of sources.slice(1)) expect(source.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(sources[1]).toMatchObject({ licence: 'CC-BY-4.0', links: ['https://db-ip.com'] });
  });

  it('stays small', () => {
    const octets = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(octets.reduce((sum, size) => sum + size, 0)).toBeLessThan(16_000_000);
  });
});
