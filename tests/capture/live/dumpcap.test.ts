import { describe, expect, it } from 'vitest';
import { dumpcapPlan } from '../../../src/capture/live/dumpcap.ts';
import { newLedger } from '../../../src/capture/live/ledger.ts';
import type { SourcePlan } from '../../../src/capture/live/live-source.ts';

const PLAN: SourcePlan = {
  kind: 'dumpcap',
  program: '/usr/bin/dumpcap',
  interfaces: ['eth0', 'wlan0'],
  snapLength: null,
  filter: null,
  bufferMebibytes: 16,
};

describe('dumpcapPlan', () => {
  it('captures whole frames of every interface', () => {
    const { args } = dumpcapPlan(PLAN, '/usr/bin/dumpcap');
    expect(args).toEqual(['-q', '-w', '-', '-B', '16', '-i', 'eth0', '-i', 'wlan0']);
  });

  it('says snap length and filter for each interface', () => {
    const { args } = dumpcapPlan({ ...PLAN, snapLength: 96, filter: 'not port 22' }, '/usr/bin/dumpcap');
    expect(args.slice(5)).toEqual(['-i', 'eth0', '-s', '96', '-f', 'not port 22', '-i', 'wlan0', '-s', '96', '-f', 'not port 22']);
  });

  it('hears when it captures, and adds up what each interface lost', () => {
    const { hear } = dumpcapPlan(PLAN, '/usr/bin/dumpcap');
    const ledger = newLedger();
    hear("Capturing on 'eth0' and 'wlan0'", ledger);
    expect(ledger.capturing).toBe(false);
    hear('File: -', ledger);
    expect(ledger).toEqual({ capturing: true, kernelDrops: null, interfaceDrops: null, programDrops: null });
    hear("Packets received/dropped on interface 'eth0': 90/12 (pcap:7/dumpcap:3/flushed:1/ps_ifdrop:1) (88.2%)", ledger);
    hear("Packets received/dropped on interface 'wlan0': 3/0 (pcap:2/dumpcap:0/flushed:0/ps_ifdrop:0) (100.0%)", ledger);
    expect(ledger).toEqual({ capturing: true, kernelDrops: 9, interfaceDrops: 1, programDrops: 4 });
  });
});
