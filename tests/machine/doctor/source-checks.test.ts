import { describe, expect, it } from 'vitest';
import { checkChoice, checkDumpcap, checkLibpcap, checkTcpdump } from '../../../src/machine/doctor/source-checks.ts';
import { verdict } from '../../../src/machine/doctor/verdict.ts';
import { aMachine } from './a-machine.ts';

const VERSIONS = { 'dumpcap --version': 'Dumpcap (Wireshark) 4.0.17', 'tcpdump --version': 'tcpdump version 4.99.3\nlibpcap 1.10.3' };

describe('dumpcap', () => {
  it('may capture where it may open an interface', async () => {
    const machine = aMachine({ programs: { ...VERSIONS, 'dumpcap -L -i lo': 'EN10MB' } });
    expect(await checkDumpcap(machine)).toMatchObject({ level: 'ok', facts: { version: '4.0.17' }, mend: [] });
  });

  it('is mended by the group where there is one, else by the right on the file', async () => {
    const programs = { ...VERSIONS, 'dumpcap -L -i lo': 2 };
    const grouped = aMachine({ programs: { ...programs, 'getent group wireshark': 'wireshark:x:119:' } });
    expect((await checkDumpcap(grouped)).mend).toEqual(['sudo dpkg-reconfigure wireshark-common', 'sudo usermod -aG wireshark ada']);
    expect((await checkDumpcap(aMachine({ programs }))).mend).toEqual([
      'sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v dumpcap)"',
    ]);
  });

  it('is told from one that is there for a group only', async () => {
    expect(await checkDumpcap(aMachine({ files: { '/usr/bin/dumpcap': '' } }))).toMatchObject({ state: 'forbidden', level: 'warning' });
    expect(await checkDumpcap(aMachine())).toMatchObject({ state: 'missing', mend: ['sudo apt install wireshark-common'] });
  });
});

describe('tcpdump', () => {
  it.each([
    [{ ...VERSIONS, 'tcpdump -L -i lo': '' }, 'ok'],
    [{ ...VERSIONS, 'tcpdump -L -i lo': 1 }, 'forbidden'],
    [{}, 'missing'],
  ])('%j: %s', async (programs, state) => {
    expect((await checkTcpdump(aMachine({ programs }))).state).toBe(state);
  });
});

describe('libpcap in the process', () => {
  const status = (effective: string) => ({ '/proc/self/status': `Name:\tnode\nCapEff:\t${effective}\n` });
  const loads = () => Promise.resolve(true);
  it('needs the package, and CAP_NET_RAW', async () => {
    expect((await checkLibpcap(aMachine())).state).toBe('missing');
    expect((await checkLibpcap(aMachine({ files: status('0000000000002000'), more: { loads } }))).state).toBe('ok');
    expect((await checkLibpcap(aMachine({ files: status('0000000000001000'), more: { loads } }))).state).toBe('forbidden');
    expect((await checkLibpcap(aMachine({ more: { loads, user: 0 } }))).state).toBe('ok');
  });
});

describe('the choice', () => {
  const source = (id: string, state: string, mend: string[] = []) =>
    verdict(id, 'capture', { level: state === 'ok' ? 'ok' : 'note', state, mend });
  it('falls on the first that works', () => {
    expect(checkChoice([source('dumpcap', 'missing'), source('tcpdump', 'ok'), source('libpcap', 'ok')])).toMatchObject({
      level: 'ok',
      facts: { source: 'tcpdump' },
    });
  });

  it('warns where only libpcap is left, which knows neither times nor losses', () => {
    expect(checkChoice([source('dumpcap', 'missing'), source('libpcap', 'ok')])).toMatchObject({
      level: 'warning',
      state: 'without-times',
    });
  });

  it('mends what is installed before it installs anything', () => {
    const mended = checkChoice([source('dumpcap', 'missing', ['install']), source('tcpdump', 'forbidden', ['allow'])]);
    expect(mended).toMatchObject({ level: 'problem', state: 'none', mend: ['allow'] });
    expect(checkChoice([source('dumpcap', 'missing', ['install'])]).mend).toEqual(['install']);
  });
});
