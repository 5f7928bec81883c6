import type { WirelessSettings } from './settings.ts';

/** The configuration of hostapd (its own hostapd.conf describes each key): WPA2 with AES, which every device of the last fifteen years knows. */
export function hostapdConfig(wireless: WirelessSettings, radio: string, bridge: string | null): string {
  const lines = [
    `interface=${radio}`,
    ...(bridge === null ? [] : [`bridge=${bridge}`]),
    'driver=nl80211',
    // In hex: a name may hold anything.
    `ssid2=${Buffer.from(wireless.ssid).toString('hex')}`,
    ...(isAscii(wireless.ssid) ? [] : ['utf8_ssid=1']),
    ...(wireless.country === null ? [] : [`country_code=${wireless.country}`, 'ieee80211d=1']),
    `hw_mode=${wireless.band === '5' ? 'a' : 'g'}`,
    `channel=${wireless.channel}`,
    'ieee80211n=1',
    ...(wireless.band === '5' ? ['ieee80211ac=1'] : []),
    'wmm_enabled=1',
    'auth_algs=1',
    'wpa=2',
    'wpa_key_mgmt=WPA-PSK',
    'rsn_pairwise=CCMP',
    `wpa_passphrase=${wireless.passphrase}`,
    ...(wireless.isolated ? ['ap_isolate=1'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
