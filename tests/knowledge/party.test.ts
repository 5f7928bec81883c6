import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/model/destination.ts';
import type { Owner, OwnerKind } from '../../src/knowledge/destination-list.ts';
import { relate } from '../../src/knowledge/party.ts';

const owner = (id: string, kind: OwnerKind, group = id): Owner => ({ id, name: id, kind, group, vendors: [] });
const brand = owner('acme', 'maker');

const cases: readonly (readonly [string, Owner, readonly Role[], Owner | null, string, boolean])[] = [
  ['the maker’s own service', brand, ['cloud-api'], brand, 'first', false],
  ['the maker’s own telemetry is no tracker', brand, ['telemetry'], brand, 'first', false],
  ['the maker’s own screen watching is one', brand, ['acr'], brand, 'first', true],
  ['a daughter of the maker', owner('acme-eyes', 'maker', 'acme'), ['cloud-api'], brand, 'first', false],
  ['somebody else’s telemetry', owner('other', 'maker'), ['telemetry'], brand, 'third', true],
  ['somebody else’s service', owner('other', 'maker'), ['cloud-api'], brand, 'third', false],
  ['somebody else’s clock', owner('other', 'maker'), ['ntp'], brand, 'support', false],
  ['hosting', owner('host', 'support'), ['cloud-api'], brand, 'support', false],
  ['a platform', owner('platform', 'platform'), ['cloud-api'], brand, 'support', false],
  ['analytics of a host', owner('host', 'support'), ['telemetry'], brand, 'third', true],
  ['advertising', owner('ads', 'tracker'), ['ads'], brand, 'third', true],
  ['a tracker’s content network', owner('ads', 'tracker'), ['cdn'], brand, 'third', true],
  ['a maker’s telemetry, of a device whose maker is not known', owner('other', 'maker'), ['telemetry'], null, 'unknown', false],
  ['a maker’s advertising, of a device whose maker is not known', owner('other', 'maker'), ['ads'], null, 'unknown', true],
  ['analytics, of a device whose maker is not known', owner('ads', 'tracker'), ['telemetry'], null, 'third', true],
  ['a service without roles', owner('other', 'service'), [], brand, 'third', false],
];

describe('party and tracker', () => {
  it.each(cases)('%s', (_, of, roles, device, party, tracker) => {
    const entry = { suffix: 'x.example', owner: of.id, roles, devices: [], references: [], unreviewed: false, source: 'x' };
    expect(relate({ entry, owner: of }, device)).toEqual({ party, tracker });
  });
});
