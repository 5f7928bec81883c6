import { describe, expect, it } from 'vitest';
import { surveyManager } from '../../../src/machine/hotspot/manager.ts';
import { aMachine } from './a-machine.ts';

const RUNNING = 'nmcli --wait 5 -t -f RUNNING general';
const DEVICES = 'nmcli --wait 5 -t -f DEVICE,STATE device status';
const ACTIVE = 'nmcli --wait 5 -t -f DEVICE,UUID connection show --active';
const RADIO = 'nmcli --wait 5 -t -f WIFI radio';

describe('surveyManager', () => {
  it('says what NetworkManager has, and leaves alone', async () => {
    const found = await surveyManager(
      aMachine({
        [RUNNING]: 'running\n',
        [DEVICES]: 'wlan0:connected\neth0:connected (externally)\neth1:unmanaged\nwl\\:an1:disconnected\n\n',
        [ACTIVE]: 'wlan0:11111111-2222-4333-8444-555555555555\nlo:66666666-2222-4333-8444-555555555555\n',
        [RADIO]: 'disabled\n',
      }),
    );
    expect(found!.radiosOff).toBe(true);
    expect([...found!.devices]).toEqual([
      ['wlan0', { managed: true, profile: '11111111-2222-4333-8444-555555555555', connected: true }],
      ['eth0', { managed: true, profile: null, connected: true }],
      ['eth1', { managed: false, profile: null, connected: false }],
      ['wl:an1', { managed: true, profile: null, connected: false }],
    ]);
  });

  it.each([
    ['is not there', {}],
    ['does not run', { [RUNNING]: { status: 8, stderr: 'Error: NetworkManager is not running.' } }],
    ['is starting', { [RUNNING]: 'starting\n' }],
  ])('is null where it %s', async (_name, answers) => expect(await surveyManager(aMachine(answers))).toBeNull());
});
