import { describe, expect, it } from 'vitest';
import { AddressEntry } from '../../src/inventory/address-book.ts';
import { DestinationEntry } from '../../src/inventory/destination-entry.ts';
import { DeviceEntry } from '../../src/inventory/device-entry.ts';
import { FlowView } from '../../src/inventory/flow-view.ts';

describe('destination entry', () => {
  const device = new DeviceEntry('00:11:22:00:00:01', true, false, 8, 0);
  const facts = {
    id: 1,
    proto: 'tcp',
    origAddress: '192.168.1.10',
    origPort: 1,
    origMac: device.id,
    respAddress: '5.5.5.5',
    respPort: 443,
    respMac: null,
    forwarded: null,
  };
  const view = new FlowView(facts, new AddressEntry('192.168.1.10', 'lan'), new AddressEntry('5.5.5.5', 'internet'), 100, 7);

  const flow = (source: 'dns' | 'sni', address: string, proto: string, port: number, at: number, frame: number): FlowView => {
    const other = new FlowView({ ...facts, proto, respPort: port }, view.orig, new AddressEntry(address, 'internet'), at, frame);
    other.nameSource = source;
    return other;
  };

  it('widens with each flow, and keeps the strongest source of its name', () => {
    const entry = new DestinationEntry(view, device, { name: 'a.example', registrableDomain: null, match: null });
    entry.attach(flow('dns', '5.5.5.5', 'tcp', 443, 100, 7));
    entry.attach(flow('sni', '5.5.5.6', 'tcp', 8443, 50, 3));
    entry.attach(flow('dns', '5.5.5.6', 'icmp', 0, 200, 9));
    expect(entry).toMatchObject({
      id: '00:11:22:00:00:01 a.example',
      nameSource: 'sni',
      live: 3,
      firstSeen: 50,
      lastSeen: 200,
      firstFrame: 3,
    });
    expect([entry.addresses(), entry.portTexts()]).toEqual([
      ['5.5.5.5', '5.5.5.6'],
      ['tcp/443', 'tcp/8443'],
    ]);
  });

  it('adds payload by class, and names every class', () => {
    const entry = new DestinationEntry(view, device, { name: 'a.example', registrableDomain: null, match: null });
    expect(new Set(Object.values(entry.byClass()))).toEqual(new Set([0]));
    entry.addPayload('text', 5);
    entry.addPayload('text', 2);
    expect(entry.byClass()).toEqual({
      'proven-encrypted': 0,
      'proven-compressed': 0,
      'high-entropy': 0,
      'structured-binary': 0,
      text: 7,
      media: 0,
      unknown: 0,
    });
  });
});
