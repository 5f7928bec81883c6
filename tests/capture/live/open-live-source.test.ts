import { describe, expect, it } from 'vitest';
import type { SourceKind, SourcePlan } from '../../../src/capture/live/live-source.ts';
import { openLiveSource } from '../../../src/capture/live/open-live-source.ts';

const planOf = (kind: SourceKind, ...interfaces: string[]): SourcePlan => ({
  kind,
  program: '/nonexistent/program',
  interfaces,
  snapLength: null,
  filter: null,
  bufferMebibytes: 1,
});

describe('openLiveSource', () => {
  it.each<[SourceKind, string[], string]>([
    ['dumpcap', ['eth0'], 'ChildSource'],
    ['dumpcap', ['eth0', 'wlan0'], 'ChildSource'],
    ['tcpdump', ['eth0'], 'ChildSource'],
    ['tcpdump', ['eth0', 'wlan0'], 'MergedSource'],
    ['libpcap', ['eth0', 'wlan0'], 'MergedSource'],
    ['stream', ['/run/pipe'], 'StreamSource'],
  ])('%s on %j', (kind, interfaces, made) => {
    const source = openLiveSource(planOf(kind, ...interfaces));
    expect([source.constructor.name, source.kind, source.interfaces]).toEqual([made, kind, interfaces]);
    expect(source.stats()).toMatchObject({ state: 'starting', received: 0 });
  });

  it('starts nothing before it is run', async () => {
    const source = openLiveSource(planOf('dumpcap', 'lo'));
    const report = await source.run(() => undefined, new AbortController().signal);
    expect(report.failure).toMatchObject({ code: 'program-missing' });
  });
});
