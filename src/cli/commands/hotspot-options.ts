import { Option, type Command } from 'commander';
import { parseAddress } from '../../bytes/address.ts';
import { message, type MessageKey } from '../../language/message.ts';
import { addressRange, type AddressRange } from '../../machine/hotspot/address-range.ts';
import { chooseChannel } from '../../machine/hotspot/channels.ts';
import { isInterfaceName, isPassphrase, isSsid } from '../../machine/hotspot/credentials.ts';
import { STATE_FOLDER } from '../../machine/hotspot/places.ts';
import type { Backend, Band, HotspotRequest } from '../../machine/hotspot/settings.ts';
import type { Language } from '../../model/text.ts';
import { CommandError } from '../command-error.ts';
import { addOutputOptions, single, type Kind, type RawOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';

/** What all three commands take. */
export interface RawHotspot extends RawOptions {
  state: string;
  qr?: boolean;
}

/** What `up` takes beside it, as commander hands it over. */
export interface RawUp extends RawHotspot {
  interface?: string;
  bridge?: string;
  upstream?: string;
  backend?: Backend;
  ssid?: string;
  passphrase?: string;
  band?: Band;
  channel?: number;
  country?: string;
  isolate?: boolean;
  range?: AddressRange;
  ipv6?: 'on' | 'off';
  dns?: string;
  ntp?: string;
  allowLan?: boolean;
  dryRun?: boolean;
}

const INTERFACE: Kind<string> = { expected: 'cli.hotspot.expected.interface', read: (value) => (isInterfaceName(value) ? value : null) };
const SSID: Kind<string> = { expected: 'cli.hotspot.expected.ssid', read: (value) => (isSsid(value) ? value : null) };
const PASSPHRASE: Kind<string> = { expected: 'cli.hotspot.expected.passphrase', read: (value) => (isPassphrase(value) ? value : null) };
const CHANNEL: Kind<number> = {
  expected: 'cli.hotspot.expected.channel',
  read: (value) => (/^\d{1,3}$/.test(value) && chooseChannel(null, Number(value)) !== null ? Number(value) : null),
};
const COUNTRY: Kind<string> = {
  expected: 'cli.hotspot.expected.country',
  read: (value) => (/^[a-z]{2}$/i.test(value) ? value.toUpperCase() : null),
};
const RANGE: Kind<AddressRange> = { expected: 'cli.hotspot.expected.range', read: addressRange };
const ADDRESS: Kind<string> = { expected: 'cli.hotspot.expected.address', read: (value) => (isIpv4(value) ? value : null) };
const TIME: Kind<string> = { expected: 'cli.hotspot.expected.time', read: (value) => (value === 'off' || isIpv4(value) ? value : null) };
const FOLDER: Kind<string> = { expected: 'cli.hotspot.expected.folder', read: (value) => (value.startsWith('/') ? value : null) };

/** The command `hotspot` with its own: `up`, `down`, `status`, and `serve-time`, which nobody types. */
export function addHotspot(program: Command, edges: Edges, language: Language, exit: (code: number) => void): void {
  const say = (key: MessageKey): string => message(language, key);
  const hotspot = program.command('hotspot').description(say('cli.hotspot'));
  const module = () => import('./hotspot.ts');
  const add = (name: string, description: MessageKey, formats: readonly string[], own?: (command: Command) => void): Command => {
    const command = hotspot.command(name, { isDefault: name === 'status' }).description(say(description));
    own?.(command);
    const text = message(language, 'cli.hotspot.option.state', { folder: STATE_FOLDER });
    const state = single(new Option(`--state <${say('cli.value.folder')}>`, text), FOLDER, language).default(STATE_FOLDER);
    return addOutputOptions(command.addOption(state), language, formats);
  };
  const up = add('up', 'cli.hotspot.up', ['text', 'json'], (command) => addUpOptions(command, language));
  up.action(async (raw: RawUp) => exit(await (await module()).up(edges, language, raw)));
  add('down', 'cli.hotspot.down', []).action(async (raw: RawHotspot) => exit(await (await module()).down(edges, language, raw)));
  const status = add('status', 'cli.hotspot.status', ['text', 'json'], (command) =>
    command.option('--no-qr', say('cli.hotspot.option.no-qr')),
  );
  status.action(async (raw: RawHotspot) => exit(await (await module()).status(edges, language, raw)));
  const serve = hotspot.command('serve-time', { hidden: true }).description(say('cli.hotspot.serve-time'));
  serve.argument(`<${say('cli.hotspot.value.address')}>`, say('cli.hotspot.arg.address'));
  serve.action(async (address: string) => exit(await (await import('./hotspot-time.ts')).serveTimeAt(edges, address)));
}

function addUpOptions(up: Command, language: Language): void {
  const say = (key: MessageKey): string => message(language, key);
  const add = <T>(flag: string, value: MessageKey, description: MessageKey, kind: Kind<T>): void =>
    void up.addOption(single(new Option(`${flag} <${say(value)}>`, say(description)), kind, language));
  const oneOf = (flag: string, description: MessageKey, values: readonly string[]): void =>
    void up.addOption(
      single(
        new Option(`${flag} <${values.join('|')}>`, say(description)),
        { expected: 'cli.hotspot.expected.one-of', values, read: (value) => (values.includes(value) ? value : null) },
        language,
      ),
    );
  add('--interface', 'cli.hotspot.value.interface', 'cli.hotspot.option.interface', INTERFACE);
  add('--bridge', 'cli.hotspot.value.interface', 'cli.hotspot.option.bridge', INTERFACE);
  add('--upstream', 'cli.hotspot.value.interface', 'cli.hotspot.option.upstream', INTERFACE);
  oneOf('--backend', 'cli.hotspot.option.backend', ['network-manager', 'hostapd']);
  add('--ssid', 'cli.hotspot.value.text', 'cli.hotspot.option.ssid', SSID);
  add('--passphrase', 'cli.hotspot.value.text', 'cli.hotspot.option.passphrase', PASSPHRASE);
  oneOf('--band', 'cli.hotspot.option.band', ['2.4', '5']);
  up.addOption(single(new Option('--channel <n>', say('cli.hotspot.option.channel')), CHANNEL, language));
  up.addOption(single(new Option('--country <xx>', say('cli.hotspot.option.country')), COUNTRY, language));
  up.option('--isolate', say('cli.hotspot.option.isolate'));
  up.addOption(single(new Option('--range <cidr>', say('cli.hotspot.option.range')), RANGE, language));
  oneOf('--ipv6', 'cli.hotspot.option.ipv6', ['on', 'off']);
  add('--dns', 'cli.hotspot.value.address', 'cli.hotspot.option.dns', ADDRESS);
  add('--ntp', 'cli.hotspot.value.address', 'cli.hotspot.option.ntp', TIME);
  up.option('--allow-lan', say('cli.hotspot.option.allow-lan'));
  up.option('--dry-run', say('cli.hotspot.option.dry-run'));
  up.option('--no-qr', say('cli.hotspot.option.no-qr'));
}

/** What was asked for, with null for all that was left open. */
export function hotspotRequest(raw: RawUp, language: Language): HotspotRequest {
  const [band, channel] = [raw.band ?? null, raw.channel ?? null];
  if (chooseChannel(band, channel) === null) {
    const expected = message(language, 'cli.hotspot.expected.channel-of-band', { band: band! });
    throw new CommandError(EXIT.usage, 'cli.error.bad-value', { option: '--channel', value: String(channel), expected });
  }
  return {
    interface: raw.interface ?? null,
    bridge: raw.bridge ?? null,
    upstream: raw.upstream ?? null,
    backend: raw.backend ?? null,
    ssid: raw.ssid ?? null,
    passphrase: raw.passphrase ?? null,
    band,
    channel,
    country: raw.country ?? null,
    isolated: raw.isolate ?? false,
    range: raw.range ?? null,
    ipv6: raw.ipv6 === undefined ? null : raw.ipv6 === 'on',
    dns: raw.dns ?? null,
    ntp: raw.ntp ?? null,
    lanAllowed: raw.allowLan ?? false,
  };
}

function isIpv4(text: string): boolean {
  return parseAddress(text)?.length === 4;
}
