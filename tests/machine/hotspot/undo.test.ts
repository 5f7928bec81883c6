import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../src/machine/hotspot/journal.ts';
import type { Undo } from '../../../src/machine/hotspot/step.ts';
import { undoAll } from '../../../src/machine/hotspot/undo.ts';
import { aSettings } from './a-hotspot.ts';
import { aMachine, type Answers } from './a-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-undo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINKS = JSON.stringify([
  { ifname: 'eth1', flags: ['UP'], link_type: 'ether', master: 'br0', addr_info: [{ local: '10.73.0.1', prefixlen: 24, scope: 'global' }] },
]);
const ip = { 'ip -j -d address show': LINKS, ip: '' };
const failing = { status: 1, stderr: 'no\n' };

async function outcomes(undo: readonly Undo[], answers: Answers, files: Record<string, string> = {}, boot = 'boot') {
  const hands = aMachine(answers, { '/proc/sys/kernel/random/boot_id': `${boot}\n`, ...files });
  const record: JournalRecord = {
    head: { version: 1, token: 'token', boot: 'boot', process: { id: 1, started: '' }, since: '', settings: aSettings() },
    steps: undo.map((each) => ({ step: 'set-value', parameters: {}, undo: [each] })),
    complete: true,
  };
  const done = await undoAll(hands, record);
  return { done: done.map(({ outcome }) => outcome.outcome), ran: hands.ran.filter((line) => !line.includes(' -j ')) };
}

const again: Undo = { undo: 'start-profile', uuid: 'u', wait: true };
const started = ['nmcli --wait 20 connection up uuid u'];

describe('undoAll', () => {
  it.each<[string, Undo, Answers, string, readonly string[]]>([
    [
      'an address that is there',
      { undo: 'remove-address', link: 'eth1', address: '10.73.0.1/24' },
      ip,
      'undone',
      ['ip address delete 10.73.0.1/24 dev eth1'],
    ],
    ['one that has gone', { undo: 'remove-address', link: 'eth1', address: '10.73.0.2/24' }, ip, 'not-needed', []],
    ['one of an interface that has gone', { undo: 'remove-address', link: 'eth9', address: '10.73.0.1/24' }, ip, 'not-needed', []],
    ['a link', { undo: 'remove-link', link: 'eth1' }, ip, 'undone', ['ip link delete dev eth1']],
    ['no link', { undo: 'remove-link', link: 'br9' }, ip, 'not-needed', []],
    ['a port', { undo: 'leave-bridge', link: 'eth1', bridge: 'br0' }, ip, 'undone', ['ip link set dev eth1 nomaster']],
    ['a port of another by now', { undo: 'leave-bridge', link: 'eth1', bridge: 'br7' }, ip, 'not-needed', []],
    ['a state', { undo: 'link-state', link: 'eth1', up: false }, ip, 'undone', ['ip link set dev eth1 down']],
    ['the same state', { undo: 'link-state', link: 'eth1', up: true }, ip, 'not-needed', []],
    ['where ip fails', { undo: 'remove-link', link: 'eth1' }, { ...ip, ip: failing }, 'failed', ['ip link delete dev eth1']],
    ['a table', { undo: 'remove-table', table: 'm' }, { nft: '' }, 'undone', ['nft list table inet m', 'nft -f -']],
    ['no table', { undo: 'remove-table', table: 'm' }, { nft: failing }, 'not-needed', ['nft list table inet m']],
    ['a profile', { undo: 'forget-profile', uuid: 'u' }, { nmcli: '' }, 'undone', ['nmcli --wait 20 connection delete uuid u']],
    [
      'no such profile',
      { undo: 'forget-profile', uuid: 'u' },
      { nmcli: { status: 10 } },
      'not-needed',
      ['nmcli --wait 20 connection delete uuid u'],
    ],
    [
      'a profile that stays',
      { undo: 'forget-profile', uuid: 'u' },
      { nmcli: failing },
      'failed',
      ['nmcli --wait 20 connection delete uuid u'],
    ],
    ['a profile that starts again', again, { nmcli: '' }, 'undone', started],
    ['a profile whose network does not answer', again, { nmcli: { status: 3 } }, 'undone', started],
    ['a profile whose network is gone', again, { nmcli: { status: 4 } }, 'undone', started],
    ['a profile that somebody deleted', again, { nmcli: { status: 10 } }, 'not-needed', started],
    ['a profile without NetworkManager', again, { nmcli: { status: 8 } }, 'not-needed', started],
    ['a profile that cannot be asked for', again, { nmcli: failing }, 'failed', started],
    ['a command', { undo: 'run', command: ['iw', 'reg', 'set', 'FR'] }, { iw: '' }, 'undone', ['iw reg set FR']],
    ['a command that is not there', { undo: 'run', command: ['iw', 'reg', 'set', 'FR'] }, {}, 'failed', ['iw reg set FR']],
    ['a program that does not run', { undo: 'end', mark: '/a/dnsmasq.conf' }, {}, 'not-needed', []],
  ])('%s', async (_name, undo, answers, outcome, ran) => {
    expect(await outcomes([undo], answers)).toEqual({ done: [outcome], ran });
  });

  it('sets back a value that is still ours, and those that went along; no other', async () => {
    const [path, along] = [join(folder, 'value'), join(folder, 'along')];
    const undo: Undo = {
      undo: 'restore',
      path,
      ours: '1',
      before: '0',
      along: [
        { path: along, before: '7' },
        { path: join(folder, 'gone'), before: '7' },
      ],
    };
    for (const [now, outcome, after] of [
      ['1', 'undone', '7'],
      ['0', 'not-needed', 'x'],
      ['2', 'left', 'x'],
    ] as const) {
      writeFileSync(path, now);
      writeFileSync(along, 'x');
      expect((await outcomes([undo], {}, { [path]: `${now}\n` })).done).toEqual([outcome]);
      expect(readFileSync(along, 'utf8')).toBe(after);
    }
    expect((await outcomes([undo], {})).done).toEqual(['not-needed']);
  });

  it('goes backwards, tries all, and after a restart undoes only what lasts', async () => {
    const undo: Undo[] = [
      { undo: 'run', command: ['iw', 'first'], lasts: true },
      { undo: 'run', command: ['missing'] },
      { undo: 'run', command: ['iw', 'last'] },
    ];
    expect(await outcomes(undo, { iw: '' })).toEqual({ done: ['undone', 'failed', 'undone'], ran: ['iw last', 'missing', 'iw first'] });
    expect(await outcomes(undo, { iw: '' }, {}, 'another')).toEqual({ done: ['undone'], ran: ['iw first'] });
  });
});
