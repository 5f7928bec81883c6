import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { copyablesOf, wiresharkOf } from '../../src/ui/copyables.ts';
import type { UiState } from '../../src/ui/state.ts';
import { aDestination, aDevice, aSnapshot } from '../builders/snapshot.ts';
import { aState, LIVE, NO_NOTES, press } from './frames.ts';

const texts = (state: UiState): readonly string[] => copyablesOf(state).map(({ text }) => text);

describe('copyablesOf', () => {
  it('offers of a device its names and addresses', () => {
    expect(texts(press(aState(), '2'))).toEqual(
      ['talking-bear', '02:00:00:00:00:01', '192.168.4.20', 'fe80::1', 'eth.addr == 02:00:00:00:00:01'], // prettier-ignore
    );
    const nameless = aDevice({ id: 'ip:192.0.2.7' as DeviceId, hostname: [], model: [], addresses: ['192.0.2.7'] });
    expect(texts(press(aState({}, aSnapshot({ devices: [nameless] })), '2'))).toEqual(['192.0.2.7', 'ip.addr == 192.0.2.7']);
  });

  it('offers of a finding what names it and leads to its packets', () => {
    const finding = press(aState(), '4', 'enter');
    expect(texts(finding)).toEqual([
      ...['f0000001', 'cleartext-profile', 'api.bear.example', '203.0.113.10', 'frame.number in {12, 48, 51}'],
      'wireshark -r talking-bear.pcapng -Y "frame.number in {12, 48, 51}"',
    ]);
    expect(wiresharkOf(finding).map(({ label }) => label)).toEqual(['ui.copy.command', 'ui.copy.filter']);
  });

  it('names no file where the capture lies in none', () => {
    const labels = (state: UiState): readonly string[] => wiresharkOf(press(state, '4', 'enter')).map(({ label }) => label);
    expect(labels(aState({ status: LIVE }))).toEqual(['ui.copy.filter']);
    const recordings = [{ name: 'a.pcapng', sha256: null, firstFrame: 1, frames: 100, octets: 0 }];
    expect(labels(aState({ status: LIVE }, aSnapshot({ notes: { ...NO_NOTES, recordings } })))).toEqual([
      'ui.copy.command',
      'ui.copy.filter',
    ]);
  });

  it('offers of a group its name', () => {
    expect(texts(press(aState(), '4', 'b'))).toEqual(['cleartext-profile']);
    const companies = press(aState(), '3', 'b', '/', ...'bear', 'enter');
    expect(texts(companies)).toEqual(['Bear Toys']);
    const unknown = aSnapshot({ destinations: [aDestination({ owner: null })] });
    expect(texts(press(aState({}, unknown), '3', 'b'))).toEqual([]);
  });

  it.each(['6', '7'])('offers nothing on screen %s', (screen) => expect(texts(press(aState(), screen))).toEqual([]));
});
