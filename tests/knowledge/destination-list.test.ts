import { describe, expect, it } from 'vitest';
import { DestinationList } from '../../src/knowledge/destination-list.ts';
import type { DestinationEntry, Owner } from '../../src/knowledge/destination-list.ts';

const owner = (id: string, vendors: readonly string[] = []): Owner => ({ id, name: id.toUpperCase(), kind: 'maker', group: id, vendors });
const entry = (suffix: string, of: string): DestinationEntry => ({
  suffix,
  owner: of,
  roles: ['telemetry'],
  devices: [],
  references: [],
  unreviewed: false,
  source: `${of}.yaml`,
});

const list = new DestinationList(
  [owner('acme', ['Acme', 'Acme Light Works']), owner('lights', ['Acme Lights'])],
  [
    entry('acme.example', 'acme'),
    entry('log.acme.example', 'acme'),
    entry('node{n}.acme.example', 'acme'),
    entry('a{n}.b{n}.acme.example', 'lights'),
    entry('nobody.example', 'missing'),
  ],
);

describe('destination list', () => {
  it.each([
    ['acme.example', 'acme.example'],
    ['www.acme.example', 'acme.example'],
    ['eu.log.acme.example', 'log.acme.example'],
    ['notacme.example', null],
    ['acme.example.org', null],
    ['example', null],
    ['node12.acme.example', 'node{n}.acme.example'],
    ['x.node7.acme.example', 'node{n}.acme.example'],
    ['node.acme.example', 'acme.example'],
    ['a1.b22.acme.example', 'a{n}.b{n}.acme.example'],
    ['nobody.example', null],
    ['', null],
  ])('%j matches %j', (name, suffix) => {
    expect(list.match(name)?.entry.suffix ?? null).toBe(suffix);
  });

  it('lets a later entry override an earlier one', () => {
    const both = new DestinationList([owner('one'), owner('two')], [entry('x.example', 'one'), entry('x.example', 'two')]);
    expect(both.match('x.example')?.owner.id).toBe('two');
  });

  it.each([
    ['Acme, Inc.', 'acme'],
    ['ACME', 'acme'],
    ['Acme Lights B.V.', 'lights'],
    ['Acmeville', null],
    ['The Acme', null],
    ['', null],
  ])('%j is a device of %j', (vendor, id) => {
    expect(list.ownerOfVendor(vendor)?.id ?? null).toBe(id);
  });
});
