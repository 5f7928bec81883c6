import { describe, expect, it } from 'vitest';
import { newLedger } from '../../../src/capture/live/ledger.ts';
import type { SourcePlan } from '../../../src/capture/live/live-source.ts';
import { tcpdumpPlan } from '../../../src/capture/live/tcpdump.ts';

const PLAN: SourcePlan = {
  kind: 'tcpdump',
  program: '/usr/bin/tcpdump',
  interfaces: ['eth0'],
  snapLength: 96,
  filter: '-x or host 10.0.0.1',
  bufferMebibytes: 16,
};

describe('tcpdumpPlan', () => {
  it('writes nanoseconds to standard output, and takes no filter for an option', () => {
    const { args } = tcpdumpPlan(PLAN, '/usr/bin/tcpdump', 'eth0');
    expect(args).toEqual([
      ...['-i', 'eth0', '-n', '-U', '-w', '-', '--time-stamp-precision=nano', '-B', '16384'],
      ...['-s', '96', '--', '-x or host 10.0.0.1'],
    ]);
  });

  it('hears when it captures and what was lost, again and again', () => {
    const { hear } = tcpdumpPlan(PLAN, '/usr/bin/tcpdump', 'eth0');
    const ledger = newLedger();
    hear('tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes', ledger);
    expect(ledger).toEqual({ capturing: true, kernelDrops: null, interfaceDrops: null, programDrops: null });
    hear('tcpdump: 3 packets captured, 3 packets received by filter, 1 packet dropped by kernel', ledger);
    expect(ledger).toEqual({ capturing: true, kernelDrops: 1, interfaceDrops: 0, programDrops: 0 });
    hear('5 packets dropped by kernel', ledger);
    hear('2 packets dropped by interface', ledger);
    expect(ledger).toEqual({ capturing: true, kernelDrops: 5, interfaceDrops: 2, programDrops: 0 });
  });
});
