import { gzipBomb } from './gzip-bomb.ts';
import { fragmentFlood, holeFlood, keyFlood, macFlood, nameFlood, synFlood } from './packet-floods.ts';
import { DAMAGED, damaged, interfaceFlood } from './pcapng-floods.ts';

/** What a run over a flood may take, and with which exit statuses it may end. */
export interface Goal {
  readonly seconds: number;
  readonly megabytes: number;
  readonly statuses: readonly number[];
}

/** A capture made to hurt. */
export interface Flood {
  readonly name: string;
  readonly extension: 'pcap' | 'pcapng';
  /** How much of it; 0 where that means nothing. Twice as much may cost no more than 2.2 times the time. */
  readonly count: number;
  readonly goal: Goal;
  write(path: string, count: number): void | Promise<void>;
}

const DONE = [0, 1, 5];

/** Everything that is thrown at the program, with what it may cost. */
export const FLOODS: readonly Flood[] = [
  { name: 'syn-flows', extension: 'pcap', count: 1_000_000, goal: { seconds: 10, megabytes: 256, statuses: DONE }, write: synFlood },
  { name: 'dns-names', extension: 'pcap', count: 500_000, goal: { seconds: 5, megabytes: 256, statuses: DONE }, write: nameFlood },
  { name: 'segment-holes', extension: 'pcap', count: 200_000, goal: { seconds: 5, megabytes: 200, statuses: DONE }, write: holeFlood },
  { name: 'macs', extension: 'pcap', count: 500_000, goal: { seconds: 4, megabytes: 200, statuses: DONE }, write: macFlood },
  { name: 'fragments', extension: 'pcap', count: 1_000_000, goal: { seconds: 10, megabytes: 150, statuses: DONE }, write: fragmentFlood },
  { name: 'gzip-bomb-mib', extension: 'pcap', count: 1_024, goal: { seconds: 1, megabytes: 150, statuses: DONE }, write: gzipBomb },
  {
    name: 'keys-random',
    extension: 'pcap',
    count: 32_768,
    goal: { seconds: 2, megabytes: 200, statuses: DONE },
    write: (path, count) => keyFlood(path, count, false),
  },
  {
    name: 'keys-crafted',
    extension: 'pcap',
    count: 32_768,
    goal: { seconds: 2, megabytes: 200, statuses: DONE },
    write: (path, count) => keyFlood(path, count, true),
  },
  {
    name: 'interfaces',
    extension: 'pcapng',
    count: 1_000_000,
    goal: { seconds: 0.5, megabytes: 150, statuses: [...DONE, 3] },
    write: interfaceFlood,
  },
  ...Object.keys(DAMAGED).map((name): Flood => ({
    name,
    extension: 'pcapng',
    count: 0,
    goal: { seconds: 0.2, megabytes: 120, statuses: [3] },
    write: (path) => damaged(path, name),
  })),
];
