import type { Subject } from './device-entry.ts';

/** Categories that hints can name; `language/` has a word for each. */
export const CATEGORIES = [
  'tv',
  'streamer',
  'speaker',
  'camera',
  'doorbell',
  'plug',
  'light',
  'hub',
  'phone',
  'tablet',
  'computer',
  'printer',
  'router',
  'toy',
  'watch',
  'vacuum',
  'appliance',
  'thermostat',
  'console',
  'nas',
  'e-reader',
  'board',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a text that contains `contains` tells of the device that said it. */
interface Hint {
  readonly contains: string;
  readonly vendor?: string;
  readonly model?: string;
  readonly category?: Category;
  /** The maker's app on a phone or computer calls itself so too. */
  readonly app?: true;
}

/** What the user agents of apps hold, but those of such devices do not: frameworks of phones and computers. */
const APP_MARKS = ['cfnetwork', 'darwin/', 'okhttp', 'android', 'windows nt', 'mac os x', 'electron/'] as const;

/** Something that a text suggests. */
export interface Suggestion {
  readonly subject: Subject;
  readonly value: string;
}

/**
 * User agents, UPnP server lines, DHCP vendor classes and host names. Lower case; the first that matches holds.
 * Only words that makers put there themselves: a hint is a claim with a source, never a verdict.
 */
const HINTS: readonly Hint[] = [
  { contains: 'roku', vendor: 'Roku', category: 'streamer', app: true },
  { contains: 'appletv', vendor: 'Apple', category: 'streamer' },
  { contains: 'homepod', vendor: 'Apple', category: 'speaker' },
  { contains: 'audioaccessory', vendor: 'Apple', category: 'speaker' },
  { contains: 'iphone', vendor: 'Apple', category: 'phone' },
  { contains: 'ipad', vendor: 'Apple', category: 'tablet' },
  { contains: 'macbook', vendor: 'Apple', category: 'computer' },
  { contains: 'macintosh', vendor: 'Apple', category: 'computer' },
  { contains: 'chromecast', category: 'streamer' },
  { contains: 'crkey', category: 'streamer' },
  { contains: 'google home', vendor: 'Google', category: 'speaker' },
  { contains: 'google-home', vendor: 'Google', category: 'speaker' },
  { contains: 'nest mini', vendor: 'Google', category: 'speaker' },
  { contains: 'nest hub', vendor: 'Google', category: 'speaker' },
  { contains: 'echo dot', vendor: 'Amazon', category: 'speaker' },
  { contains: 'aeobc', vendor: 'Amazon', category: 'speaker' },
  { contains: 'aeodt', vendor: 'Amazon', category: 'speaker' },
  { contains: '; aft', vendor: 'Amazon', category: 'streamer' },
  { contains: 'fire tv', vendor: 'Amazon', category: 'streamer' },
  { contains: 'kindle', vendor: 'Amazon', category: 'e-reader' },
  { contains: 'sonos', vendor: 'Sonos', category: 'speaker', app: true },
  { contains: 'smart-tv; linux; tizen', vendor: 'Samsung', category: 'tv' },
  { contains: 'web0s', vendor: 'LG', category: 'tv' },
  { contains: 'webos', vendor: 'LG', category: 'tv' },
  { contains: 'smarttv', category: 'tv' },
  { contains: 'smart-tv', category: 'tv' },
  { contains: 'hbbtv', category: 'tv' },
  { contains: 'bravia', vendor: 'Sony', category: 'tv' },
  { contains: 'viera', vendor: 'Panasonic', category: 'tv' },
  { contains: 'vidaa', vendor: 'Hisense', category: 'tv' },
  { contains: 'playstation', vendor: 'Sony', category: 'console' },
  { contains: 'xbox', vendor: 'Microsoft', category: 'console' },
  { contains: 'nintendo', vendor: 'Nintendo', category: 'console' },
  { contains: 'philips-hue', vendor: 'Philips Hue', category: 'hub', app: true },
  { contains: 'ipbridge', vendor: 'Philips Hue', category: 'hub' },
  { contains: 'smartthings', vendor: 'SmartThings', category: 'hub', app: true },
  { contains: 'wemo', vendor: 'Belkin Wemo', category: 'plug', app: true },
  { contains: 'tasmota', category: 'plug' },
  { contains: 'shelly', vendor: 'Shelly', category: 'plug', app: true },
  { contains: 'wiz_', vendor: 'WiZ', category: 'light' },
  { contains: 'lifx', vendor: 'LIFX', category: 'light', app: true },
  { contains: 'nanoleaf', vendor: 'Nanoleaf', category: 'light', app: true },
  { contains: 'yeelink', vendor: 'Xiaomi', category: 'light', app: true },
  { contains: 'roomba', vendor: 'iRobot', category: 'vacuum', app: true },
  { contains: 'roborock', vendor: 'Roborock', category: 'vacuum', app: true },
  { contains: 'toniebox', vendor: 'Boxine', category: 'toy', app: true },
  { contains: 'ipcam', category: 'camera', app: true },
  { contains: 'hikvision', vendor: 'Hikvision', category: 'camera', app: true },
  { contains: 'reolink', vendor: 'Reolink', category: 'camera', app: true },
  { contains: 'doorbell', category: 'doorbell', app: true },
  { contains: 'ringdoor', vendor: 'Ring', category: 'doorbell', app: true },
  { contains: 'ecobee', vendor: 'ecobee', category: 'thermostat', app: true },
  { contains: 'synology', vendor: 'Synology', category: 'nas', app: true },
  { contains: 'qnap', vendor: 'QNAP', category: 'nas', app: true },
  { contains: 'officejet', vendor: 'HP', category: 'printer' },
  { contains: 'laserjet', vendor: 'HP', category: 'printer' },
  { contains: 'epson', vendor: 'Epson', category: 'printer' },
  { contains: 'raspberrypi', model: 'Raspberry Pi', category: 'board' },
  { contains: 'windows nt', category: 'computer' },
  { contains: 'msft 5.0', vendor: 'Microsoft', category: 'computer' },
  { contains: 'samsung', vendor: 'Samsung' },
]; // prettier-ignore

/** DNS-SD service types and the category of what offers them. */
const SERVICES: readonly (readonly [type: string, category: Category])[] = [
  ['_printer._tcp', 'printer'],
  ['_ipp._tcp', 'printer'],
  ['_pdl-datastream._tcp', 'printer'],
  ['_hue._tcp', 'hub'],
  ['_amzn-alexa._tcp', 'speaker'],
  ['_sonos._tcp', 'speaker'],
  ['_androidtvremote2._tcp', 'tv'],
  ['_androidtvremote._tcp', 'tv'],
  ['_nvstream._tcp', 'computer'],
  ['_adisk._tcp', 'nas'],
];

/** HomeKit accessory categories (HomeKit Accessory Protocol, accessory category identifiers: `ci` in the TXT record). */
const HOMEKIT: Readonly<Record<string, Category>> = {
  2: 'hub', 5: 'light', 7: 'plug', 9: 'thermostat', 17: 'camera', 18: 'doorbell', 24: 'streamer', 25: 'speaker', 26: 'speaker', 31: 'tv', 33: 'router', 36: 'streamer',
}; // prettier-ignore

/** Keys of TXT records that carry a model's name, by service type. */
const MODEL_KEYS: readonly (readonly [type: string, key: string])[] = [
  ['_googlecast._tcp', 'md'],
  ['_airplay._tcp', 'model'],
  ['_raop._tcp', 'am'],
  ['_hap._tcp', 'md'],
  ['_device-info._tcp', 'model'],
  ['_printer._tcp', 'ty'],
  ['_ipp._tcp', 'ty'],
  ['_pdl-datastream._tcp', 'ty'],
  ['_hue._tcp', 'modelid'],
  ['_spotify-connect._tcp', 'model'],
];

const TEXT_MAX = 512;

/** What a text that a device sent suggests of it. */
export function suggestionsOf(text: string): readonly Suggestion[] {
  const lower = text.slice(0, TEXT_MAX).toLowerCase();
  const fromApp = APP_MARKS.some((mark) => lower.includes(mark));
  const hint = HINTS.find(({ contains, app }) => lower.includes(contains) && !(fromApp && app === true));
  const found: Suggestion[] = [];
  if (hint?.vendor !== undefined) found.push({ subject: 'vendor', value: hint.vendor });
  if (hint?.model !== undefined) found.push({ subject: 'model', value: hint.model });
  if (hint?.category !== undefined) found.push({ subject: 'category', value: hint.category });
  const android = androidModel(text.slice(0, TEXT_MAX));
  if (android !== null) found.push({ subject: 'model', value: android });
  return found;
}

/** The category of what offers a service, such as `lamp._hue._tcp.local`; null where the type says nothing. */
export function categoryOfService(name: string): Category | null {
  return SERVICES.find(([type]) => name.includes(type))?.[1] ?? null;
}

/** What a TXT record (`key=value; key=value`) of a service suggests, with the key that says so. */
export function suggestionsOfService(name: string, data: string): readonly (Suggestion & { readonly key: string })[] {
  const found: (Suggestion & { readonly key: string })[] = [];
  for (const [type, key] of MODEL_KEYS) {
    const value = name.includes(type) ? valueOf(data, key) : null;
    if (value === null) continue;
    found.push({ subject: 'model', value, key });
    for (const { subject, value: suggested } of suggestionsOf(value)) found.push({ subject, value: suggested, key });
  }
  const homekit = name.includes('_hap._tcp') ? HOMEKIT[valueOf(data, 'ci') ?? ''] : undefined;
  if (homekit !== undefined) found.push({ subject: 'category', value: homekit, key: 'ci' });
  return found;
}

function valueOf(data: string, key: string): string | null {
  for (const part of data.split('; ')) {
    if (part.length > key.length && part[key.length] === '=' && part.slice(0, key.length).toLowerCase() === key)
      return part.slice(key.length + 1) || null;
  }
  return null;
}

/** `Dalvik/2.1.0 (Linux; U; Android 7.1.2; AFTMM Build/NS6265)`: the model stands between the version and ` Build/`. */
function androidModel(text: string): string | null {
  const end = text.indexOf(' Build/');
  if (end < 0 || !text.includes('Android')) return null;
  const start = text.lastIndexOf(';', end) + 1;
  return start === 0 ? null : text.slice(start, end).trim() || null;
}
