import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../src/bytes/chunk.ts';
import { Panel } from '../../src/pipeline/panel.ts';
import { Rider } from '../../src/pipeline/rider.ts';
import { dissector, type Dissector, type Verdict } from '../../src/protocols/dissector.ts';

const asked: string[] = [];
const faults: string[] = [];
const events = { observed: () => undefined, fault: (name: string) => faults.push(name) };

function named(name: string, over: 'tcp' | 'udp' | 'arp', ports: readonly number[], verdict: Verdict | Error): Dissector {
  return dissector({
    name,
    over,
    ports,
    content: 'text',
    observes: {},
    probe: () => {
      asked.push(name);
      if (verdict instanceof Error) throw verdict;
      return verdict;
    },
    open: () => ({ data: () => 0, gap: () => undefined }),
  });
}

const chunk: Chunk = { buffer: Buffer.from('x'), start: 0, end: 1, sender: 0 };
const rider = (panel: Panel, carrier: 'tcp' | 'udp', ports: [number, number]): Rider =>
  new Rider(3, null as never, panel.candidates(carrier), ...ports);

function probe(panel: Panel, carrier: 'tcp' | 'udp', ports: [number, number], who = rider(panel, carrier, ports)) {
  asked.length = 0;
  const claimed = panel.probe(who, carrier, chunk);
  return { claimed, asked: [...asked], rider: who };
}

describe('Panel', () => {
  it('asks those that know a port first, then the others, and only those of the carrier', () => {
    const panel = new Panel(
      [named('a', 'tcp', [1], 'not-mine'), named('b', 'tcp', [2], 'not-mine'), named('c', 'udp', [2], 'mine')],
      events,
    );
    expect(probe(panel, 'tcp', [50_000, 2]).asked).toEqual(['b', 'a']);
  });

  it('does not ask again who has said no; one that is unsure is asked again', () => {
    const panel = new Panel([named('a', 'tcp', [], 'not-mine'), named('b', 'tcp', [], 'unsure')], events);
    const first = probe(panel, 'tcp', [1, 2]);
    expect(probe(panel, 'tcp', [1, 2], first.rider).asked).toEqual(['b']);
  });

  it('on its own port a datagram protocol is asked for every datagram', () => {
    const panel = new Panel([named('a', 'udp', [2], 'not-mine'), named('b', 'udp', [9], 'not-mine')], events);
    const first = probe(panel, 'udp', [1, 2]);
    expect(probe(panel, 'udp', [1, 2], first.rider).asked).toEqual(['a']);
  });

  it('opens a session of the one that claimed', () => {
    const panel = new Panel([named('a', 'tcp', [], 'not-mine'), named('b', 'tcp', [], 'mine')], events);
    const { claimed, rider: who } = probe(panel, 'tcp', [1, 2]);
    expect(claimed).toBe(true);
    panel.open(who);
    expect([who.state, panel.serviceOf(who)?.name]).toEqual(['known', 'b']);
  });

  it('names no flow after one that only guesses that it is its own', () => {
    const session = { data: () => 0, gap: () => undefined, guess: true };
    const panel = new Panel([{ ...named('a', 'udp', [], 'mine'), open: () => session }], events);
    const { rider: who } = probe(panel, 'udp', [1, 2]);
    panel.open(who);
    expect([panel.serviceOf(who), panel.claimantOf(who)?.name]).toEqual([null, 'a']);
    session.guess = false;
    expect(panel.serviceOf(who)?.name).toBe('a');
  });

  it('a probe that throws has said no, and is told', () => {
    const panel = new Panel([named('a', 'tcp', [], new Error('x')), named('b', 'tcp', [], 'mine')], events);
    expect(probe(panel, 'tcp', [1, 2]).claimed).toBe(true);
    expect(faults).toEqual(['a']);
  });

  it('refuses more dissectors than a bit set can hold', () => {
    const many = Array.from({ length: 31 }, (_, i) => named(`d${i}`, 'tcp', [], 'unsure'));
    expect(() => new Panel(many, events)).toThrow(RangeError);
  });
});
