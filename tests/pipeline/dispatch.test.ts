import { beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '../../src/bytes/chunk.ts';
import { BUDGET } from '../../src/model/budget.ts';
import { Dispatcher, type DispatchEvents } from '../../src/pipeline/dispatch.ts';
import { Rider } from '../../src/pipeline/rider.ts';
import { dissector, ENOUGH, SWITCH, switchAfter, type Dissector } from '../../src/protocols/dissector.ts';

/**
 * A protocol of lines: `L` opens it, each line is told; `.` ends the reading, `!` switches to
 * another protocol at its end, `>` with all that was offered; `X` is a fault of ours.
 */
const lines = dissector({
  name: 'lines',
  over: 'tcp',
  ports: [1],
  content: 'text',
  observes: { 'lines.line': { text: 'string', side: 'number' } },
  probe: ({ buffer, start }) => (buffer[start] === 0x4c ? 'mine' : buffer[start] === 0x3f ? 'unsure' : 'not-mine'),
  open: (emit) => ({
    data: ({ buffer, start, end, sender }) => {
      for (let from = start; ;) {
        const at = buffer.indexOf(0x0a, from);
        if (at < 0 || at >= end) return from - start;
        const text = buffer.latin1Slice(from, at);
        from = at + 1;
        if (text === 'X') throw new Error('a fault');
        emit('lines.line', { text, side: sender });
        if (text === '.') return ENOUGH;
        if (text === '>') return SWITCH;
        if (text === '!') return switchAfter(from - start);
      }
    },
    gap: (side, length) => emit('lines.line', { text: `gap ${length}`, side }),
  }),
});

let said: unknown[];
let events: DispatchEvents;
let calls: string[];

beforeEach(() => {
  said = [];
  calls = [];
  events = {
    observed: (_kind, fields) => said.push([fields['side'], fields['text']]),
    enough: (slot, side) => calls.push(`enough ${slot} ${side}`),
    opaque: () => calls.push('opaque'),
    fault: (name) => calls.push(`fault ${name}`),
  };
});

function rig(dissectors: readonly Dissector[] = [lines], budget = BUDGET) {
  const dispatcher = new Dispatcher(dissectors, events, budget);
  const rider = new Rider(3, null as never, dispatcher.candidates('tcp'), 50_000, 1);
  const feed = (side: Side, text: string): void => {
    const buffer = Buffer.from(`##${text}##`, 'latin1');
    dispatcher.stream(3, rider, { buffer, start: 2, end: buffer.length - 2, sender: side });
    buffer.fill(0);
  };
  return { dispatcher, rider, feed };
}

describe('Dispatcher', () => {
  it('gives up the flow that has waited longest when all together wait for too much', () => {
    const { dispatcher, rider, feed } = rig([lines], { ...BUDGET, waitingOctetsMax: 5_000 });
    const others = [4, 5].map((slot) => ({ slot, rider: new Rider(slot, null as never, dispatcher.candidates('tcp'), 50_000, 1) }));
    const stream = (n: number, text: string): void => {
      const { slot, rider: who } = others[n]!;
      dispatcher.stream(slot, who, { buffer: Buffer.from(text, 'latin1'), start: 0, end: text.length, sender: 0 });
    };
    feed(0, 'Long');
    stream(0, 'Lo');
    expect([rider.state, dispatcher.crowdedOut]).toEqual(['known', 0]);
    stream(1, 'La');
    expect([rider.state, dispatcher.crowdedOut]).toEqual(['opaque', 1]);
    feed(0, ' line\n');
    stream(0, 'ng\n');
    stream(1, 'st\n');
    expect(said).toEqual([
      [0, 'Long'],
      [0, 'Last'],
    ]);
    expect(calls).toEqual(['enough 3 0', 'enough 3 1', 'opaque']);
  });

  it('gives up the flow at hand where its own other side has waited longest', () => {
    const { dispatcher, rider, feed } = rig([lines], { ...BUDGET, waitingOctetsMax: 3_000 });
    feed(0, 'Long');
    feed(1, 'Lo');
    expect([rider.state, rider.rest(0), rider.rest(1), dispatcher.crowdedOut]).toEqual(['opaque', null, null, 1]);
    feed(1, 'ng\n');
    expect(said).toEqual([]);
  });

  it('keeps what was not consumed and offers it again, joined with what follows', () => {
    const { feed } = rig();
    for (const piece of ['Lon', 'g line\nL', 'ast', '\n']) feed(0, piece);
    expect(said).toEqual([
      [0, 'Long line'],
      [0, 'Last'],
    ]);
  });

  it('hands over what had waited, in the order in which the sides began', () => {
    const { feed } = rig();
    feed(1, '?greeting\n');
    feed(0, 'Lhello\n');
    expect(said).toEqual([
      [1, '?greeting'],
      [0, 'Lhello'],
    ]);
  });

  it('gives up a flow that nobody claims', () => {
    const { feed, rider } = rig();
    feed(0, 'zzz');
    expect(rider.state).toBe('opaque');
    expect(calls).toEqual(['enough 3 0', 'enough 3 1', 'opaque']);
  });

  it('does not wait for ever for one that cannot decide', () => {
    const { feed, rider } = rig();
    feed(0, '?'.repeat(BUDGET.probeOctetsMax + 1));
    expect(rider.state).toBe('probing');
    feed(1, '?'.repeat(BUDGET.probeOctetsMax + 1));
    expect(rider.state).toBe('opaque');
  });

  it('a side that could not tell is rejoined, behind a gap, once the other has', () => {
    const { feed } = rig();
    feed(1, '?'.repeat(BUDGET.probeOctetsMax + 1));
    feed(0, 'Lhello\n');
    feed(1, 'L2\n');
    expect(said).toEqual([
      [1, 'gap 0'],
      [0, 'Lhello'],
      [1, 'L2'],
    ]);
  });

  it('stops a direction that is enough, and only that', () => {
    const { feed } = rig();
    feed(0, 'L\n');
    feed(0, '.\nL\n');
    feed(0, 'L\n');
    feed(1, 'Lother\n');
    expect(said).toEqual([
      [0, 'L'],
      [0, '.'],
      [1, 'Lother'],
    ]);
    expect(calls).toEqual(['enough 3 0']);
  });

  it('shows both sides to the probes anew where the protocol switches', () => {
    const { feed, rider } = rig();
    feed(0, 'L\n');
    feed(1, '!\n');
    expect(rider.state).toBe('probing');
    feed(0, 'Lnew\n');
    expect(said).toEqual([
      [0, 'L'],
      [1, '!'],
      [0, 'Lnew'],
    ]);
  });

  it('shows the octets behind the switch to the probes, in the chunk of the switch too', () => {
    const { feed, rider } = rig();
    feed(0, 'L1\n!\nLnew\nLha');
    expect(rider.state).toBe('known');
    feed(0, 'lf\n');
    expect(said).toEqual([
      [0, 'L1'],
      [0, '!'],
      [0, 'Lnew'],
      [0, 'Lhalf'],
    ]);
  });

  it('shows what the other side has waiting first, and in order', () => {
    const { feed } = rig();
    feed(0, 'L1\n');
    feed(0, 'Lwait');
    feed(1, '!\nLanswer\n');
    feed(0, 'ed\n');
    expect(said).toEqual([
      [0, 'L1'],
      [1, '!'],
      [1, 'Lanswer'],
      [0, 'Lwaited'],
    ]);
  });

  it('drops the rest of the chunk only where the session took it all', () => {
    const { feed, rider } = rig();
    feed(0, 'L1\n>\nLlost\n');
    expect(rider.state).toBe('probing');
    feed(0, 'zzz');
    expect(rider.state).toBe('opaque');
    expect(said).toEqual([
      [0, 'L1'],
      [0, '>'],
    ]);
  });

  it('gives up a stream that switches again and again', () => {
    const { feed, rider } = rig();
    feed(0, 'L\n!\n'.repeat(100_000).slice(0, BUDGET.unconsumedOctetsMax));
    expect(rider.state).toBe('opaque');
    expect(said.length).toBeLessThan(30);
    expect(calls).toEqual(['enough 3 0', 'enough 3 1', 'opaque']);
  });

  it('offers a datagram again where it turns out to be another protocol’s, once', () => {
    const ping = dissector({
      name: 'ping',
      over: 'udp',
      ports: [],
      content: 'text',
      observes: { 'ping.seen': { text: 'string', side: 'number' } },
      probe: ({ buffer, start }) => (buffer[start] === 0x70 ? 'mine' : 'not-mine'),
      open: (emit) => ({
        data: ({ buffer, start, end, sender }) => {
          if (buffer[start] !== 0x70) return SWITCH;
          emit('ping.seen', { text: buffer.latin1Slice(start, end), side: sender });
          return end - start;
        },
        gap: () => undefined,
      }),
    });
    const pong = {
      ...ping,
      name: 'pong' as const,
      probe: ({ buffer, start }: Parameters<typeof ping.probe>[0]) => (buffer[start] === 0x71 ? ('mine' as const) : ('not-mine' as const)),
    };
    const dispatcher = new Dispatcher([ping, pong], events, BUDGET);
    const rider = new Rider(3, null as never, dispatcher.candidates('udp'), 1, 2);
    for (const text of ['p1', 'q2']) {
      const buffer = Buffer.from(text);
      dispatcher.datagram(3, rider, 'udp', { buffer, start: 0, end: 2, sender: 0 });
    }
    expect(said).toEqual([[0, 'p1']]);
    expect(dispatcher.serviceOf(rider)?.name).toBe('pong');
  });

  it('a gap drops what had waited and is told', () => {
    const { dispatcher, rider, feed } = rig();
    feed(0, 'L\nLhalf a li');
    dispatcher.gap(3, rider, 0, 100);
    feed(0, 'Lnext\n');
    expect(said).toEqual([
      [0, 'L'],
      [0, 'gap 100'],
      [0, 'Lnext'],
    ]);
  });

  it('a fault loses its flow and nothing else', () => {
    const { feed, rider } = rig();
    feed(0, 'L\n');
    feed(0, 'X\n');
    feed(0, 'L\n');
    expect(rider.state).toBe('opaque');
    expect(calls).toEqual(['fault lines', 'enough 3 0', 'enough 3 1', 'opaque']);
    expect(said).toEqual([[0, 'L']]);
  });

  it('bounds what may wait, and counts what it gave up', () => {
    const { dispatcher, feed, rider } = rig([lines], { ...BUDGET, unconsumedOctetsMax: 100 });
    feed(0, 'L\n');
    feed(0, 'a'.repeat(101));
    expect(rider.state).toBe('opaque');
    expect(dispatcher.waitingDropped).toBe(1);
  });

  it('names the service of a flow', () => {
    const { dispatcher, feed, rider } = rig();
    expect(dispatcher.serviceOf(rider)).toBeNull();
    feed(0, 'L\n');
    expect(dispatcher.serviceOf(rider)?.name).toBe('lines');
  });
});
