import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { UiStatus } from '../../../src/ui/feed.ts';
import { waitingText } from '../../../src/ui/view/waiting.ts';
import { aCapture, aCoverage, aDestination, aDevice, aSnapshot } from '../../builders/snapshot.ts';
import { aState, DONE, english, french, LIVE, NO_NOTES } from '../frames.ts';

const TOY = '02:00:00:00:00:01' as never;

describe('what is being waited for', () => {
  const router = aDevice({ id: 'router' as never, gateway: true });
  const empty: UiStatus = { ...DONE, frames: 0 };
  const unread = { framesRead: 3, framesDecoded: 0, notDecoded: [{ layer: 'link', reason: 'unsupported', count: 3 }] };
  it.each<[string, UiStatus, Partial<Snapshot>, string | null]>([
    ['a capture that starts', { ...LIVE, state: 'starting', frames: 0 }, {}, 'The capture is starting.'],
    ['silence', { ...LIVE, frames: 0 }, {}, 'No packet has come in on wlan0 yet.'],
    ['an interface without a link', { ...LIVE, frames: 0, link: 'no-link' }, {}, 'wlan0 has no link'],
    ['an interface without an address', { ...LIVE, frames: 0, link: 'no-address' }, {}, 'It has no address of its own'],
    ['frames that nobody reads', LIVE, { coverage: aCoverage(unread) }, 'none of a kind that can be taken apart'],
    ['no device', LIVE, { devices: [router] }, 'Has the device joined?'],
    ['a device that is silent', LIVE, { devices: [router, aDevice()], destinations: [aDestination({ scope: 'lan' })] }, '1 device is here'],
    ['a device that is left out', LIVE, { devices: [aDevice()], notes: { ...NO_NOTES, excluded: [TOY] } }, 'devices that are left out'],
    ['a device that speaks', LIVE, { devices: [aDevice()], destinations: [aDestination()] }, null],
    ['the end of a file', { ...DONE, done: false }, {}, 'still being read'],
    ['a file without packets', empty, { captures: [aCapture({ frames: 0 })] }, 'The capture holds no packets.'],
    ['a file that cannot be told', empty, { captures: [] }, null],
    ['a kind of file', DONE, { coverage: aCoverage(unread), captures: [aCapture({ linkTypes: ['LINKTYPE_189'] })] }, '(LINKTYPE_189)'],
    ['nothing', DONE, {}, null],
    ['an engine that does not answer', { ...LIVE, frames: 0, heardMs: 1 }, {}, null],
    ['nothing any more', { ...LIVE, state: 'failed' }, {}, null],
  ])('%s', (_name, status, snapshot, text) => {
    const state = aState({ status }, aSnapshot(snapshot));
    if (text === null) expect(waitingText(state, english)).toBeNull();
    else {
      expect(waitingText(state, english)).toContain(text);
      expect(waitingText(state, french)).not.toBe(waitingText(state, english));
    }
  });
});
