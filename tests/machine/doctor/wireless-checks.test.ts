import { describe, expect, it } from 'vitest';
import { checkRadios, checkRadioSwitch, checkRegulatoryDomain } from '../../../src/machine/doctor/wireless-checks.ts';
import { aMachine } from './a-machine.ts';
import { BOARD, DONGLE, LAPTOP } from './radios.ts';

const via = (name: string) => ({ '/proc/net/route': `Iface\n${name} 00000000 01020304 0003 0 0 0 00000000 0 0 0\n` });
const DEV = 'phy#0\n\tInterface wlan0\nphy#1\n\tInterface wlan1\n';

describe('the radios', () => {
  it.each([
    ['free', BOARD, 'eth0', 'ok'],
    ['one of two', BOARD + DONGLE, 'wlan1', 'two'],
    ['upstream, and both at once', BOARD, 'wlan0', 'shared'],
    ['upstream, and not both at once', LAPTOP, 'wlan0', 'busy'],
    ['never an access point', DONGLE, 'eth0', 'no-access-point'],
    ['no channel', LAPTOP.replaceAll('(22.0 dBm)', '(disabled)'), 'eth0', 'no-channel'],
    ['none', '', 'eth0', 'none'],
  ])('%s', async (_, phy, upstream, state) => {
    const machine = aMachine({ programs: { 'iw phy': phy, 'iw dev': DEV }, files: via(upstream) });
    expect((await checkRadios(machine)).state).toBe(state);
  });

  it('are named with their interfaces and bands', async () => {
    const machine = aMachine({ programs: { 'iw phy': BOARD, 'iw dev': DEV } });
    expect((await checkRadios(machine)).facts).toEqual({ radios: ['phy0 (wlan0, 2.4 GHz, 5 GHz)'], count: 1 });
  });

  it('cannot be told without iw', async () => {
    expect(await checkRadios(aMachine())).toMatchObject({ level: 'unknown', mend: ['sudo apt install iw'] });
  });
});

describe('the regulatory domain', () => {
  it.each([
    [{ 'iw reg get': 'global\ncountry DE: DFS-ETSI\n' }, 'ok'],
    [{ 'iw reg get': 'global\ncountry 00: DFS-UNSET\n' }, 'world'],
    [{ 'iw reg get': 1 }, 'unknown'],
    [{}, 'unknown'],
  ])('%j', async (programs, state) => {
    expect((await checkRegulatoryDomain(aMachine({ programs }))).state).toBe(state);
  });
});

describe('the switch of the radio', () => {
  const radio = (type: string, soft: string, hard: string) => ({
    '/sys/class/rfkill/rfkill0/type': `${type}\n`,
    '/sys/class/rfkill/rfkill0/soft': `${soft}\n`,
    '/sys/class/rfkill/rfkill0/hard': `${hard}\n`,
  });
  it.each([
    [radio('wlan', '0', '0'), 'ok'],
    [radio('wlan', '1', '0'), 'soft'],
    [radio('wlan', '1', '1'), 'hard'],
    [radio('bluetooth', '1', '0'), 'unknown'],
    [{}, 'unknown'],
  ])('%j', (files, state) => {
    expect(checkRadioSwitch(aMachine({ files })).state).toBe(state);
  });
});
