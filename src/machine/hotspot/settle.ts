import { addressRange, freeRange, networksOverlap, uniqueLocalPrefix, type AddressRange } from './address-range.ts';
import { chooseChannel } from './channels.ts';
import { randomPassphrase, randomSsid } from './credentials.ts';
import type { Link } from './links.ts';
import type { HotspotRequest, HotspotSettings, Refusal, TimeSource, WirelessSettings } from './settings.ts';
import type { Survey } from './survey.ts';

/** Where the devices will be: the interface of their network, and what stands behind a bridge. */
export interface Place {
  readonly link: string;
  readonly member: string | null;
  /** The bridge has to be made. */
  readonly made: boolean;
  /** The radio, where it is one. */
  readonly radio: string | null;
  /** Our address, where the link has one already. */
  readonly existing: AddressRange | null;
}

/** Fills in all that was left open, by what the machine is; or says why it cannot be. `random`: forty bits for the IPv6 prefix. */
export function settle(request: HotspotRequest, survey: Survey, random: Uint8Array): { place: Place; settings: HotspotSettings } | Refusal {
  const upstream = request.upstream ?? survey.upstream4 ?? survey.upstream6;
  if (request.upstream !== null && linkOf(survey, request.upstream) === null) return refusal('no-upstream', { link: request.upstream });
  const place = findPlace(request, survey, upstream);
  if ('code' in place) return place;
  const range = chooseRange(request, survey, place);
  if ('code' in range) return range;
  const wireless = place.radio === null ? null : chooseWireless(request, survey, place);
  if (wireless !== null && 'code' in wireless) return wireless;
  const ipv6 = request.ipv6 ?? (survey.upstream6 !== null && survey.upstream6 === upstream);
  return {
    place,
    settings: {
      link: place.link,
      member: place.member,
      wireless,
      range,
      prefix: ipv6 ? uniqueLocalPrefix(random) : null,
      upstream,
      dns: request.dns,
      time: timeSource(request, survey),
      lanAllowed: request.lanAllowed,
    },
  };
}

/** A refusal of what this machine cannot do. */
export function refusal(code: Refusal['code'], parameters: Refusal['parameters'] = {}, mend: string | null = null): Refusal {
  return { code, parameters, mend, usage: false };
}

function wrong(code: Refusal['code'], parameters: Refusal['parameters'] = {}): Refusal {
  return { code, parameters, mend: null, usage: true };
}

function findPlace(request: HotspotRequest, survey: Survey, upstream: string | null): Place | Refusal {
  const { bridge } = request;
  const there = bridge === null ? null : linkOf(survey, bridge);
  if (bridge !== null && bridge === upstream) return wrong('same-as-upstream', { link: bridge });
  if (there !== null && there.kind !== 'bridge') return wrong('not-bridge', { link: bridge! });
  if (there !== null && request.interface === null) {
    return { link: bridge!, member: null, made: false, radio: null, existing: rangeOn(there) };
  }
  const member = request.interface === null ? anyRadio(survey, upstream) : linkOf(survey, request.interface);
  if (member === null) return request.interface === null ? refusal('no-wireless') : refusal('no-interface', { link: request.interface });
  const radio = member.kind === 'wireless' ? member.name : null;
  const unfit = unfitness(member, bridge, survey, upstream);
  if (unfit !== null) return unfit;
  if (bridge !== null)
    return { link: bridge, member: member.name, made: there === null, radio, existing: there === null ? null : rangeOn(there) };
  return { link: member.name, member: null, made: false, radio, existing: radio === null ? rangeOn(member) : null };
}

/** Why an interface cannot carry the hotspot; null where it can. */
function unfitness(link: Link, bridge: string | null, survey: Survey, upstream: string | null): Refusal | null {
  if (link.name === upstream || link.kind === 'loopback') return refusal('same-as-upstream', { link: link.name });
  if (link.master !== null && link.master !== bridge) return refusal('in-bridge', { link: link.name, bridge: link.master });
  // What is a port of a bridge is reached by the bridge's addresses only.
  if (bridge !== null && link.kind !== 'wireless' && link.addresses.length > 0) return refusal('has-addresses', { link: link.name });
  if (link.kind !== 'wireless') return null;
  if (survey.clientsOnly.has(link.name)) return refusal('no-access-point', { link: link.name });
  return survey.switches.get(link.name)?.some(({ hard }) => hard) === true ? refusal('blocked', { link: link.name }) : null;
}

function anyRadio(survey: Survey, upstream: string | null): Link | null {
  const radios = survey.links.filter(({ kind, name }) => kind === 'wireless' && name !== upstream);
  return (
    radios.find(({ name }) => !survey.clientsOnly.has(name)) ?? radios[0] ?? survey.links.find(({ kind }) => kind === 'wireless') ?? null
  );
}

function chooseRange(request: HotspotRequest, survey: Survey, place: Place): AddressRange | Refusal {
  const elsewhere = survey.networks.filter(({ link }) => link !== place.link && link !== place.member);
  const range = request.range ?? place.existing ?? freeRange(elsewhere.map(({ network }) => network));
  if (range === null) return refusal('no-range');
  const taken = elsewhere.find(({ network }) => networksOverlap(network, range.network));
  return taken === undefined ? range : refusal('range-taken', { range: range.network, link: taken.link, network: taken.network });
}

function chooseWireless(request: HotspotRequest, survey: Survey, place: Place): WirelessSettings | Refusal {
  const managed = survey.managed?.get(place.radio!)?.managed === true;
  if (request.backend === 'network-manager' && !managed) return refusal('no-manager', { link: place.radio! });
  // NetworkManager would have to own the bridge too.
  const backend = request.backend ?? (managed && place.member === null ? 'network-manager' : 'hostapd');
  const chosen = chooseChannel(request.band, request.channel)!;
  // At 5 GHz the world's common rules let nobody begin to send.
  if (chosen.band === '5' && request.country === null && (survey.country ?? '00') === '00') return refusal('country', {});
  return {
    backend,
    ssid: request.ssid ?? randomSsid(),
    passphrase: request.passphrase ?? randomPassphrase(),
    ...chosen,
    country: request.country,
    isolated: request.isolated,
  };
}

function timeSource({ ntp }: HotspotRequest, { timeServer }: Survey): TimeSource {
  if (ntp === 'off') return { from: 'nowhere' };
  if (ntp !== null) return { from: 'address', address: ntp };
  return { from: timeServer ? 'machine' : 'own' };
}

/** The network of the first private IPv4 address of a link. */
function rangeOn({ addresses }: Link): AddressRange | null {
  for (const address of addresses) {
    const range = addressRange(address);
    if (range !== null && range.router === address.split('/')[0]) return range;
  }
  return null;
}

function linkOf(survey: Survey, name: string): Link | null {
  return survey.links.find((link) => link.name === name) ?? null;
}
