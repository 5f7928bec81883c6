import { describe, expect, it } from 'vitest';
import { DeviceFilter } from '../../src/cli/device-filter.ts';
import type { Fields } from '../../src/model/observation.ts';
import type { Sighting } from '../../src/model/sighting.ts';

const TOY = '02:00:00:00:00:0a';
const PHONE = '02:00:00:00:00:0b';
const ROUTER = '02:00:00:00:00:01';

function sighting(kind: string, flow: number | null, fields: Fields = {}, mac: string | null = null): Sighting {
  const observation = { kind, at: 0, frame: 1, flow, sender: null, fields };
  return { observation, device: mac === null ? null : { mac }, destination: null, capture: 0 } as unknown as Sighting;
}

describe('DeviceFilter', () => {
  it('passes the flows of a device, whichever end it is, from beginning to end', () => {
    const filter = new DeviceFilter([TOY]);
    const seen = [
      sighting('flow.start', 1, { orig_mac: TOY, resp_mac: ROUTER }),
      sighting('flow.start', 2, { orig_mac: PHONE, resp_mac: ROUTER }),
      sighting('flow.start', 3, { orig_mac: PHONE, resp_mac: TOY }),
      sighting('dns.query', 1, {}, TOY),
      sighting('dns.query', 2, {}, PHONE),
      sighting('http.request', 3, {}, PHONE),
      sighting('flow.end', 1),
      sighting('flow.end', 2),
      sighting('dns.query', 1, {}, TOY),
    ].map((one) => filter.concerns(one));
    expect(seen).toEqual([true, false, true, true, false, true, true, false, false]);
  });

  it.each<[string, Sighting, boolean]>([
    ['what it sends without a flow', sighting('arp', null, {}, TOY), true],
    ['what names it without a flow', sighting('arp', null, { sender_mac: PHONE, target_mac: TOY }, PHONE), true],
    ['what others do', sighting('arp', null, { sender_mac: PHONE, target_mac: ROUTER }, PHONE), false],
    ['the end of a capture', sighting('capture.end', null), true],
  ])('%s', (_name, one, passes) => {
    expect(new DeviceFilter([TOY]).concerns(one)).toBe(passes);
  });
});
