import { firstOf } from './address-range.ts';
import type { HotspotSettings, WirelessSettings } from './settings.ts';

/**
 * A profile for NetworkManager (nm-settings-keyfile(5)) that makes the access point and sets our address, and nothing else.
 * Its `shared` method would also start a dnsmasq that takes no options of one profile, forward for every interface, and let devices
 * reach the networks that this machine is in; addresses, names and the filter are therefore ours, the same as without NetworkManager.
 */
export function managerProfile(settings: HotspotSettings, wireless: WirelessSettings, uuid: string): string {
  const { link, range, prefix } = settings;
  const lines = [
    '[connection]',
    'id=Hotspot',
    `uuid=${uuid}`,
    'type=wifi',
    `interface-name=${link}`,
    // It is switched on by `up` and never by itself.
    'autoconnect=false',
    '',
    '[wifi]',
    'mode=ap',
    // As octets: a name may hold anything.
    `ssid=${[...Buffer.from(wireless.ssid)].map((octet) => `${octet};`).join('')}`,
    `band=${wireless.band === '5' ? 'a' : 'bg'}`,
    `channel=${wireless.channel}`,
    ...(wireless.isolated ? ['ap-isolation=1'] : []),
    '',
    '[wifi-security]',
    'key-mgmt=wpa-psk',
    'proto=rsn;',
    'pairwise=ccmp;',
    'group=ccmp;',
    // Management frames are left unprotected: many devices cannot join otherwise.
    'pmf=1',
    `psk=${escaped(wireless.passphrase)}`,
    '',
    '[ipv4]',
    'method=manual',
    `address1=${range.router}/${range.prefixLength}`,
    'never-default=true',
    '',
    '[ipv6]',
    ...(prefix === null ? ['method=disabled'] : ['method=manual', `address1=${firstOf(prefix)}/64`, 'never-default=true']),
  ];
  return `${lines.join('\n')}\n`;
}

/** Backslashes are doubled; a space at either end would be cut. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(/^ /, '\\s').replace(/ $/, '\\s');
}
