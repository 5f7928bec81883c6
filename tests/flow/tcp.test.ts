import { describe, expect, it } from 'vitest';
import { handshake, originator, play, playWith, responder, type Step } from '../builders/play.ts';
import { hear, listener } from './listener.ts';

const opened = (...steps: Step[]): ReturnType<typeof play> => play(...handshake(), ...steps);

describe('TcpReassembler in order', () => {
  const { ack, sends, fin } = originator;
  const cases: [string, ReturnType<typeof play>, [string, string], string][] = [
    ['both directions', opened(sends('GET'), responder.sends('200'), fin(), responder.fin()), ['GET', '200'], 'ShADdFf'],
    ['retransmission', opened(sends('one'), sends('one', { at: 0 }), sends('two')), ['onetwo', ''], 'ShADT'],
    [
      'retransmission with other bounds',
      opened(sends('one'), sends('ne two', { at: 1 }), sends('!', { at: 7 })),
      ['one two!', ''],
      'ShADT',
    ],
    ['keep-alive probe', opened(sends('one'), sends('\0', { at: 2 }), ack(), sends('two')), ['onetwo', ''], 'ShAD'],
    ['two swapped', opened(sends('two', { at: 3 }), sends('one', { at: 0 })), ['onetwo', ''], 'ShAD'],
    ['three in reverse', opened(sends('c', { at: 2 }), sends('b', { at: 1 }), sends('a', { at: 0 })), ['abc', ''], 'ShAD'],
    ['no SYN: the first payload sets the position', play(sends('abc', { at: 100 }), sends('def', { at: 103 })), ['abcdef', ''], 'D'],
    ['answer first, no SYN', play(responder.sends('abc'), sends('def')), ['def', 'abc'], '^dD'],
    ['SYN-ACK first', play(responder.synAck(), ack(), sends('x')), ['x', ''], '^hAD'],
    ['SYN with payload', play(originator.opensWith('fast'), responder.synAck(), ack(), sends('er')), ['faster', ''], 'SDhA'],
    ['FIN with payload', opened(fin('bye'), responder.ack()), ['bye', ''], 'ShADFa'],
    ['RST, then payload all the same', opened(responder.rst(), sends('still here')), ['still here', ''], 'ShArD'],
    ['zero window', opened(sends('a'), responder.ack({ window: 0 }), sends('b')), ['ab', ''], 'ShADaw'],
    ['SYN repeated', play(originator.syn(), originator.syn(), responder.synAck(), ack(), sends('x')), ['x', ''], 'ShAD'],
  ];
  it.each(cases)('%s', (_name, frames, streams, history) => {
    const heard = hear(frames);
    expect(heard.streams).toEqual(streams);
    expect(heard.last.history).toBe(history);
    expect(heard.last.payload).toEqual([streams[0].length, streams[1].length]);
    expect(heard.tcp.gaps).toBe(0);
    expect(heard.tcp.heldCost).toBe(0);
  });

  it.each([4, 6])('crosses the end of the sequence space over IPv%i', (family) => {
    const addresses = family === 4 ? (['192.0.2.1', '192.0.2.2'] as const) : (['2001:db8::1', '2001:db8::2'] as const);
    const steps = [...handshake(), originator.sends('abcdef'), originator.sends('jkl', { at: 9 }), originator.sends('ghi', { at: 6 })];
    for (let back = 0; back < 14; back += 1) {
      const heard = hear(playWith({ addresses, initial: [2 ** 32 - 1 - back, 2 ** 31 - back] }, ...steps));
      expect(heard.streams[0]).toBe('abcdefghijkl');
    }
  });
});

describe('TcpReassembler with losses', () => {
  const { sends, fin } = originator;
  it('turns a hole into a gap at the end of the flow, and tells what follows it', () => {
    const heard = hear(opened(sends('abc'), sends('lost!', { lost: true }), sends('def')));
    expect(heard.streams[0]).toBe('abc[5]def');
    expect(heard.last).toEqual({ payload: [6, 0], missing: [5, 0], history: 'ShADG' });
    expect(heard.tcp.gaps).toBe(1);
  });

  it.each([
    ['further on', 900_000],
    ['further back', 10],
  ])('forgets the FIN of an attempt where the next one begins %s', (_name, isn) => {
    const early = play(originator.syn(), fin('', { at: 40 }));
    const again = playWith({ initial: [isn, 5_000], start: 1_700_000_001_000_000 }, ...handshake());
    const heard = hear([...early, ...again]);
    expect(heard.last).toMatchObject({ payload: [0, 0], missing: [0, 0] });
    expect(heard.tcp.gaps).toBe(0);
  });

  it('makes one gap of one hole where a FIN came before it was given up', () => {
    const heard = hear(opened(sends('abc'), sends('lost!', { lost: true }), sends('def'), fin()));
    expect(heard.streams[0]).toBe('abc[5]def');
    expect(heard.tcp.gaps).toBe(1);
  });

  it('knows from a FIN that the last octets are missing', () => {
    expect(hear(opened(sends('abc'), sends('lost!', { lost: true }), fin())).streams[0]).toBe('abc[5]');
  });

  it('gives a hole up once the receiver has acknowledged it and traffic goes on', () => {
    const { heard, take } = listener();
    const acks = Array.from({ length: 4 }, () => responder.ack());
    take(opened(sends('abc'), sends('lost!', { lost: true }), sends('def'), ...acks));
    expect(heard.streams[0]).toBe('abc[5]def');
    expect(heard.tcp.forcedGaps).toBe(0);
  });

  it('keeps waiting while the receiver has not acknowledged the hole', () => {
    const { heard, take } = listener();
    const acks = Array.from({ length: 20 }, () => responder.ack({ acknowledges: 3 }));
    take(opened(sends('abc'), sends('late!', { lost: true }), sends('def'), ...acks));
    expect(heard.streams[0]).toBe('abc');
    take(play(sends('late!', { at: 3 })));
    expect(heard.streams[0]).toBe('abclate!def');
  });

  it.each([
    ['segments', { segmentsPerSideMax: 3 }],
    ['octets of the side', { reassemblyOctetsPerSideMax: 1_000 }],
    ['octets in all', { reassemblyOctetsMax: 1_000 }],
  ])('never holds more %s than the budget allows', (_name, budget) => {
    const { heard, take } = listener(budget);
    take(opened(...Array.from({ length: 50 }, (_, i) => sends('x', { at: 1 + 2 * i }))));
    expect(heard.tcp.heldCost).toBeLessThanOrEqual(1_000);
    expect(heard.tcp.forcedGaps).toBe(47);
    heard.table.finish();
    expect(heard.streams[0]).toBe('[1]x'.repeat(50));
    expect(heard.tcp.heldCost).toBe(0);
  });

  it('tells snapped octets as missing', () => {
    const heard = hear(
      opened(sends('abcdef', { snapped: 57 }), sends('ghi'), sends('mno', { at: 12, snapped: 56 }), sends('jkl', { at: 9 })),
    );
    expect(heard.streams[0]).toBe('abc[3]ghijklmn[1]');
    expect(heard.last).toMatchObject({ payload: [15, 0], missing: [4, 0] });
    expect(heard.tcp.gaps).toBe(0);
  });

  it('goes on from another place after several segments outside any window', () => {
    const far = 2 ** 30 + 5_000;
    const heard = hear(opened(sends('abc'), ...[0, 1, 2, 3, 4].map((i) => sends(String(i), { at: far + i }))));
    expect(heard.streams[0]).toBe('abc[0]34');
    expect(heard.tcp.strays).toBe(4);
  });
});

describe('TcpReassembler stopped', () => {
  it('tells nothing more, and counts each octet once', () => {
    const { sends } = originator;
    const steps = [
      sends('abc'),
      sends('def'),
      sends('def', { at: 3 }),
      sends('jkl', { at: 9 }),
      sends('jk', { at: 9 }),
      sends('pqr', { at: 15 }),
    ];
    const heard = hear(opened(...steps, sends('ghi', { at: 6 })), {}, [3, Infinity]);
    expect(heard.streams[0]).toBe('abc[3]');
    expect(heard.last).toEqual({ payload: [15, 0], missing: [3, 0], history: 'ShADTG' });
  });

  it('frees what it held, and may be called while held octets are told', () => {
    const { sends } = originator;
    const { heard, take } = listener({}, [4, Infinity]);
    take(opened(sends('b', { at: 1 }), sends('cd', { at: 2 }), sends('ef', { at: 4 }), sends('h', { at: 7 }), sends('a', { at: 0 })));
    expect(heard.streams[0]).toBe('abcd');
    heard.table.finish();
    expect(heard.last).toMatchObject({ payload: [7, 0], missing: [1, 0] });
    expect(heard.tcp.heldCost).toBe(0);
  });
});

/**
 * First copy wins, told as far as it is contiguous; what is missing below the highest octet is one gap a hole. `differs`: from octets that
 * were held when the other copy came; `differsFromTold`: from octets that were told already.
 */
function model(segments: readonly { at: number; octets: string }[]): {
  text: string;
  differs: boolean;
  differsFromTold: boolean;
  missing: number;
} {
  const first: (string | undefined)[] = [];
  let told = 0;
  let differs = false;
  let differsFromTold = false;
  for (const { at, octets } of segments) {
    for (let i = 0; i < octets.length; i += 1) {
      const held = first[at + i];
      if (held === undefined) first[at + i] = octets[i]!;
      else if (held !== octets[i]) {
        if (at + i >= told) differs = true;
        else differsFromTold = true;
      }
    }
    while (first[told] !== undefined) told += 1;
  }
  let text = '';
  let hole = 0;
  let missing = 0;
  for (let i = 0; i < first.length; i += 1) {
    if (first[i] === undefined) hole += 1;
    else {
      text += hole > 0 ? `[${hole}]${first[i]}` : first[i];
      missing += hole;
      hole = 0;
    }
  }
  return { text, differs, differsFromTold, missing };
}

describe('TcpReassembler with overlaps', () => {
  const { sends } = originator;
  const page = 'HTTP/1.1 200 OK, and the rest of a page that is long enough';
  it.each([
    ['again', [sends(page), sends(page, { at: 0 })], 'ShADT', []],
    ['again, with more', [sends(page), sends(`${page}!`, { at: 0 })], 'ShADT', []],
    ['again, in part', [sends(page), sends(page.slice(0, 40), { at: 0 })], 'ShADT', []],
    ['otherwise', [sends(page), sends(page.toUpperCase(), { at: 0 })], 'ShADTI', ['0@0']],
    ['otherwise at the end', [sends(page), sends(`${page.slice(0, -1)}?`, { at: 0 })], 'ShADTI', ['0@0']],
    ['otherwise, and longer', [sends(page), sends(`${page.toUpperCase()}!`, { at: 0 })], 'ShADTI', ['0@0']],
    ['otherwise, the last but one', [sends('GET /'), sends('index'), sends('admin', { at: 0 })], 'ShADTI', ['0@0']],
    ['otherwise, what had been held', [sends('index', { at: 5 }), sends('GET /', { at: 0 }), sends('admin', { at: 5 })], 'ShADTI', ['0@5']],
    ['otherwise, as a keep-alive', [sends('one'), sends('x', { at: 2 })], 'ShAD', []],
  ] as const)('notices a segment that is sent %s', (_name, steps, history, inconsistent) => {
    const heard = hear(opened(...steps));
    expect(heard.last.history).toBe(history);
    expect(heard.inconsistent).toEqual(inconsistent);
  });

  it('does not compare with the flow that had the place before', () => {
    const { heard, take } = listener();
    const initial = [1_000, 2_000] as const;
    take(playWith({ initial, ports: [40_000, 80] }, ...handshake(), sends('GET /')));
    heard.table.finish();
    take(playWith({ initial, ports: [40_001, 80], start: 1_700_000_100_000_000 }, ...handshake(), sends('x'), sends('PUT /', { at: 0 })));
    expect(heard.inconsistent).toEqual([]);
  });

  it('agrees with a model of single octets on every three segments in a window of twelve', () => {
    const ranges: [number, number][] = [];
    for (const at of [0, 1, 3, 5, 6, 9]) for (const length of [1, 2, 4, 6, 12]) if (at + length <= 12) ranges.push([at, length]);
    let cases = 0;
    let conflicts = 0;
    const { heard, take } = listener();
    for (const a of ranges)
      for (const b of ranges)
        for (const c of ranges) {
          const segments = [a, b, c].map(([at, length], i) => ({
            at,
            octets: 'ABCDEFGHIJKLabcdefghijklmnopqrstuvwx'.slice(i * 12 + at, i * 12 + at + length),
          }));
          heard.streams[0] = '';
          heard.inconsistent.length = 0;
          const start = 1_700_000_000_000_000 + cases * 1_000;
          const initial = [(2 ** 32 - 6 + cases * 65_537) >>> 0, 9] as const;
          const ports = [1_024 + (cases % 60_000), 443] as const;
          take(playWith({ start, initial, ports }, originator.syn(), ...segments.map((s) => originator.sends(s.octets, { at: s.at }))));
          heard.table.finish();
          const expected = model(segments);
          const got = {
            text: heard.streams[0],
            differs: heard.inconsistent.length > 0,
            missing: heard.last.missing[0],
            payload: heard.last.payload[0],
          };
          if (expected.differs) conflicts += 1;
          // What differs from octets that were told is noticed where the segments begin alike (told-segments.ts).
          const noticed = got.differs === expected.differs || (got.differs && expected.differsFromTold);
          if (got.text !== expected.text || !noticed || got.missing !== expected.missing) {
            expect({ segments, ...got }).toEqual({ segments, ...expected });
          }
          cases += 1;
        }
    expect(cases).toBeGreaterThan(5_000);
    expect(conflicts).toBeGreaterThan(1_000);
    expect(heard.tcp.heldCost).toBe(0);
  });

  it('counts each octet once in whatever order it comes, read or not', () => {
    let state = 12_345;
    const below = (n: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
      return ((state >>> 8) & 0xffffff) % n;
    };
    for (let run = 0; run < 2_000; run += 1) {
      const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(3).slice(0, 1 + below(60));
      const steps = Array.from({ length: 2 + below(12) }, (_, i) => {
        const at = i === 0 ? 0 : below(text.length);
        return sends(text.slice(at, at + 1 + below(below(4) === 0 ? 40 : 12)), { at });
      });
      steps.splice(1 + below(steps.length), 0, originator.fin('', { at: text.length }));
      steps.splice(1 + below(steps.length), 0, responder.ack({ acknowledges: below(text.length + 1) }));
      const stopAt = below(2) === 0 ? below(text.length) : Infinity;
      const initial = [below(2) === 0 ? 1_000 : 2 ** 32 - below(70), 5_000] as const;
      const heard = hear(playWith({ initial }, ...handshake(), ...steps), { segmentsPerSideMax: 1 + below(8) }, [stopAt, Infinity]);
      const [told] = heard.streams;
      const { payload, missing } = heard.last;
      expect(payload[0]! + missing[0]!, told).toBe(text.length);
      expect(told).not.toMatch(/\[(?:0|-\d+)\]/);
      const whole = told.replace(/\[(\d+)\]/g, (_, length: string) => '.'.repeat(Number(length)));
      if (stopAt === Infinity) expect(whole).toMatch(new RegExp(`^${[...text].map((c) => `[${c}.]`).join('')}$`));
    }
  });
});
