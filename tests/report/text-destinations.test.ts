import { describe, expect, it } from 'vitest';
import type { Destination } from '../../src/model/destination.ts';
import { whoText, writeDestinations } from '../../src/report/text-destinations.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aDestination, aSnapshot } from '../builders/snapshot.ts';

const written = (destinations: readonly Destination[], verbose = false): string =>
  writtenBy((view) => writeDestinations(view, destinations), viewOf(aSnapshot(), { verbose }));

describe('writeDestinations', () => {
  const text = written(aSnapshot().destinations);

  it.each([
    ['owner and party', 'Who the maker itself: Bear Toys'],
    ['an entry that nobody reviewed', 'Who another company: Ad Example (list entry not yet reviewed)'],
    ['the network where nothing else is known', 'Who company not known – network of Bear Hosting (AS64500)'],
    ['what it is for', 'For what advertising, tracking'],
    ['who calls it a tracker', 'Tracker yes, says rules/destinations/ad-example.yaml (tracker.example)'],
    ['the country as an estimate', 'Where United States (estimate from the address, DB-IP 2026-06)'],
    ['an address of many countries', 'Where cannot be told: the address is answered in many countries at once'],
    ['protection', 'Content anyone on the way could read it'],
    ['volume', 'Traffic 54.3 kB sent, 1.23 kB received'],
    ['what stays at home', 'In the home network: 1 destination (54.3 kB sent; listed with --verbose)'],
  ])('tells %s', (_name, expected) => {
    expect(text).toContain(expected);
  });

  it('puts trackers first, then volume', () => {
    const order = ['ads.tracker.example', '198.51.100.7', 'api.bear.example'].map((name) => text.indexOf(name));
    expect(order).not.toContain(-1);
    expect(written([aDestination({ name: 'small.example', octetsUp: 1 }), aDestination({ name: 'large.example' })])).toMatch(
      /large\.example.*small\.example/,
    );
    expect(order[0]).toBe(Math.min(...order));
  });

  it('shows the first of many, and all where everything is wanted', () => {
    const many = Array.from({ length: 20 }, (_, i) => aDestination({ name: `host${i}.example` }));
    expect(written(many)).toContain('and 5 more destinations');
    expect(written(many, true)).toContain('host19.example');
  });

  it('lists what stays at home where everything is wanted', () => {
    expect(written(aSnapshot().destinations, true)).toContain('224.0.0.251 Where to a group in the home network');
  });
});

describe('whoText', () => {
  it.each([
    [aDestination({ party: 'support', owner: 'Cloud Co' }), 'un prestataire technique\u00a0: Cloud Co'],
    [aDestination({ party: 'unknown', owner: null, asn: null }), 'entreprise inconnue'],
  ])('%#', (destination, expected) => {
    expect(whoText('fr', destination)).toBe(expected);
  });
});
