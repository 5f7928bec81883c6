import { formatMoment, formatOctets } from '../language/format.ts';
import { message, type MessageKey } from '../language/message.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import type { Destination } from '../model/destination.ts';
import { bestClaim, type Claim, type Device } from '../model/device.ts';
import type { Language } from '../model/text.ts';
import { claimText, deviceName, labelCells } from './labels.ts';
import { writeDestinations } from './text-destinations.ts';
import { shownOf, type View } from './view.ts';

const DEVICES_MAX = 20;
const ADDRESSES_SHOWN_MAX = 6;
const LABELS = [
  'report.label.mac', 'report.label.addresses', 'report.label.vendor', 'report.label.model', 'report.label.category',
  'report.label.hostname', 'report.label.resolvers', 'report.label.traffic', 'report.label.seen',
] as const satisfies readonly MessageKey[]; // prettier-ignore

/** Every device, what is believed of it, and whom it talks to. Routers come last: they carry the others' traffic. */
export function writeDevices(view: View): void {
  const { snapshot, language, verbose, page } = view;
  page.heading(message(language, 'report.devices'));
  if (snapshot.devices.length === 0) page.paragraph(message(language, 'report.devices.none'), 2);
  const destinations = byDevice(snapshot.destinations);
  const { shown, left } = shownOf(byWeight(snapshot.devices), DEVICES_MAX, verbose);
  for (const device of shown) {
    writeDevice(view, device);
    const own = destinations.get(device.id) ?? [];
    if (own.length > 0) writeDestinations(view, own);
    else page.paragraph(message(language, 'report.device.silent'), 4, 'dim');
    page.blank();
  }
  if (left > 0) page.paragraph(message(language, 'report.device.more', { count: left }), 2, 'dim');
}

function byDevice(destinations: readonly Destination[]): Map<string, Destination[]> {
  const lists = new Map<string, Destination[]>();
  for (const destination of destinations) {
    const list = lists.get(destination.device);
    if (list === undefined) lists.set(destination.device, [destination]);
    else list.push(destination);
  }
  return lists;
}

function byWeight(devices: readonly Device[]): Device[] {
  return [...devices].sort(
    (a, b) =>
      Number(a.gateway) - Number(b.gateway) ||
      b.octetsUp + b.octetsDown - a.octetsUp - a.octetsDown ||
      a.firstSeen - b.firstSeen ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function writeDevice({ language, page }: View, device: Device): void {
  const width = labelCells(language, LABELS);
  const field = (label: (typeof LABELS)[number], text: SafeText): void => page.field(message(language, label), text, 4, width);
  const belief = (label: (typeof LABELS)[number], claims: readonly Claim[], prefix: string | null): void => {
    const best = bestClaim(claims);
    if (best !== null) field(label, claimText(language, best, prefix));
  };
  page.paragraph(headText(language, device), 2, 'strong');
  field('report.label.mac', macText(language, device));
  if (device.addresses.length > 0) field('report.label.addresses', listText(device.addresses));
  belief('report.label.vendor', device.vendor, null);
  belief('report.label.model', device.model, null);
  belief('report.label.category', device.category, 'device');
  belief('report.label.hostname', device.hostname, null);
  if (device.dnsServers.length > 0) field('report.label.resolvers', listText(device.dnsServers));
  field('report.label.traffic', trafficText(language, device));
  const [first, last] = [formatMoment(device.firstSeen), formatMoment(device.lastSeen)];
  field('report.label.seen', message(language, 'report.device.span', { first, last }));
}

function headText(language: Language, device: Device): SafeText {
  const name = deviceName(language, device);
  return (device.gateway ? `${name} – ${message(language, 'report.device.gateway')}` : name) as SafeText;
}

function macText(language: Language, { mac, randomised }: Device): SafeText {
  if (mac.startsWith('ip:')) return message(language, 'report.device.no-mac');
  return randomised ? message(language, 'report.device.randomised', { mac }) : safeText(mac);
}

function trafficText(language: Language, { octetsUp, octetsDown, packets }: Device): SafeText {
  return message(language, 'report.device.traffic', {
    up: formatOctets(language, octetsUp),
    down: formatOctets(language, octetsDown),
    packets: message(language, 'report.count.packets', { count: packets }),
  });
}

function listText(list: readonly string[]): SafeText {
  const shown = list.slice(0, ADDRESSES_SHOWN_MAX).map((element) => safeText(element));
  return `${shown.join(', ')}${list.length > ADDRESSES_SHOWN_MAX ? ', …' : ''}` as SafeText;
}
