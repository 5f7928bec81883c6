import { describe, expect, it } from 'vitest';
import { destinationDetailView } from '../../../src/ui/view/destination-detail.ts';
import { aDestination, aSnapshot } from '../../builders/snapshot.ts';
import { english, textOf } from '../frames.ts';

describe('one destination', () => {
  const snapshot = aSnapshot();
  const text = (destination: Parameters<typeof aDestination>[0]): string =>
    textOf(destinationDetailView(snapshot, aDestination(destination), english, 120));

  it('is shown with who it is and which list says so', () => {
    const shown = text({});
    expect(shown).toContain('the maker itself: Bear Toys');
    expect(shown).toContain('United States (estimate from the address, DB-IP 2026-06); network of Bear Hosting (AS64500)');
    expect(shown).toContain('anyone on the way could read it');
    expect(shown).toContain('▲ H ●●● Sends a child’s profile without encryption  3 times');
    expect(shown).toContain('Bear Toys: rules/destinations/bear.yaml (bear.example)');
  });

  it('says what is not known', () => {
    expect(text({ country: null, asn: null, judgements: [] })).toContain('country not known');
    expect(text({ country: 'US', judgements: [] })).toContain('United States (estimate from the address)');
    expect(textOf(destinationDetailView(snapshot, snapshot.destinations[1]!, english, 120))).toContain('answered in many countries');
    expect(textOf(destinationDetailView(snapshot, snapshot.destinations[1]!, english, 120))).toContain('(list entry not yet reviewed)');
    expect(textOf(destinationDetailView(snapshot, snapshot.destinations[2]!, english, 120))).toMatch(
      /10.B could be read.*20.B was encrypted.*30.B cannot be told/,
    );
  });
});
