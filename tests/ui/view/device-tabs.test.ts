import { describe, expect, it } from 'vitest';
import type { DeviceTab } from '../../../src/ui/device-tab.ts';
import type { SessionNotes, Snapshot } from '../../../src/model/snapshot.ts';
import { deviceTabView } from '../../../src/ui/view/device-tabs.ts';
import { aClaim, aDestination, aDevice, aFinding, aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, french, NO_NOTES, textOf } from '../frames.ts';

const SECOND = 1_000_000;
const at = (seconds: number): number => 1_700_000_000 * SECOND + seconds * SECOND;
const bear = aDevice({ firstSeen: at(0), lastSeen: at(60) });

describe('the tabs of a device that are text', () => {
  const shown = (tab: DeviceTab, snapshot: Snapshot, device = bear, show = english): string =>
    textOf(deviceTabView(aState({}, snapshot), device, tab, show, 100));

  it('connections: by whom they went to, the newest first', () => {
    const destinations = [
      aDestination({ name: 'old.example', flows: 3, ports: ['tcp/80', 'udp/53'], firstSeen: at(1), lastSeen: at(2) }),
      aDestination({ name: 'new.example', flows: 1_200, ports: ['tcp/443'], firstSeen: at(1), lastSeen: at(9) }),
    ];
    const lines = shown('connections', aSnapshot({ destinations })).split('\n');
    expect(lines[1]).toMatch(/Last +First +Destination +Ports +Conn\. +Sent +Received/);
    expect(lines[2]).toMatch(/^ {2}22:13:29 22:13:21 new\.example +tcp\/443 +1,200 /);
    expect(lines[3]).toMatch(/^ {2}22:13:22 22:13:21 old\.example +tcp\/80 udp\/53 +3 /);
    expect(shown('connections', aSnapshot({ destinations: [] }), bear, french)).toContain('Aucune connexion');
  });

  it('names: what it is called and who says so, then whose names it used, in their order', () => {
    const device = aDevice({
      hostname: [aClaim('bear-1', { source: 'dhcp.hostname', at: at(3), frame: 7 })],
      ...{ model: [], vendor: [aClaim('Toys', { source: 'oui', at: at(3), frame: null })], category: [] },
    });
    const destinations = [
      aDestination({
        name: 'second.example',
        nameSource: 'sni',
        firstSeen: at(5),
        firstFrame: 12,
        addresses: ['192.0.2.1', '192.0.2.2', '192.0.2.3'],
      }),
      aDestination({ name: 'first.example', nameSource: 'dns', firstSeen: at(4), firstFrame: 9, addresses: [] }),
      aDestination({ name: '192.0.2.9', nameSource: 'address', firstSeen: at(1) }),
    ];
    const text = shown('names', aSnapshot({ destinations }), device);
    expect(text).toMatch(/Name +bear-1 \(the device said so \(DHCP\); .*\), 2023-11-14.22:13:23.UTC, packet 7/);
    expect(text).toMatch(/Maker +Toys \(.*\), 2023-11-14.22:13:23.UTC\n/);
    expect(text).toMatch(/ 22:13:24 {2}first\.example, as the device had looked it up, packet 9\n 22:13:25 {2}second\.example/);
    expect(text.replace(/\n /g, ' ')).toContain('packet 12, 192.0.2.1 192.0.2.2 … 1 more');
    expect(text).not.toContain('192.0.2.9');
    expect(shown('names', aSnapshot({ destinations: [] }))).toContain('It used no name that could be seen.');
  });

  it('names: of very many, only some are put into words', () => {
    const destinations = Array.from({ length: 700 }, (_, i) => aDestination({ name: `n${i}.example`, addresses: [] }));
    expect(shown('names', aSnapshot({ destinations }))).toContain('… 200 more');
    expect(shown('connections', aSnapshot({ destinations }))).toContain('… 200 more');
  });

  it('notes: what people said of it and of its findings, now and before, and what happened while it was there', () => {
    const [one, two] = [aFinding({ id: 'f1' }), aFinding({ id: 'f2' })];
    const review = { verdict: 'reviewed' as const, untilMs: null, atMs: 0 };
    const notes: SessionNotes = {
      ...NO_NOTES,
      marks: [
        { at: at(10), text: 'said the wake word' },
        { at: at(99), text: 'after it had gone' },
      ],
      reviews: [{ ...review, finding: 'f1', reason: 'looked at it' }],
      excluded: [bear.id],
      earlierReviews: [{ ...review, finding: 'f2', reason: 'taken back', endedMs: 60_000 }],
    };
    const phases = [
      { name: 'play', first: at(5), last: at(20) },
      { name: 'before', first: at(-20), last: at(-10) },
    ];
    const device = { ...bear, hostname: [aClaim('Anna’s bear', { source: 'user' })] };
    const text = shown('notes', aSnapshot({ devices: [device], findings: [one, two], notes, phases }), device);
    expect(text).toMatch(/^Named +Anna’s bear\nIn reports +no: left out/);
    expect(text).toMatch(/reviewed, on 1970-01-01.00:00:00.UTC: looked at it/);
    expect(text.replace(/\n +/g, ' ')).toMatch(/taken back; until it was changed on 1970-01-01.00:01:00.UTC/);
    expect(text).toMatch(/play\n.* said the wake word$/);
    expect(text).not.toMatch(/after it had gone|before/);
  });

  it('notes: says how to make some where there are none', () => {
    expect(shown('notes', aSnapshot({ phases: [] }))).toBe(
      ' Nobody has noted anything of this device. R names it, x leaves it out, and a reviews a finding.',
    );
  });
});
