import { isMessageKey, message, type MessageKey, type Parameters } from '../language/message.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import type { Plan } from '../machine/hotspot/plan.ts';
import type { HotspotSettings } from '../machine/hotspot/settings.ts';
import type { Client, HotspotStatus } from '../machine/hotspot/status.ts';
import { shownCommand, shownUndo, type Step } from '../machine/hotspot/step.ts';
import { drawQr, wifiPayload } from '../machine/hotspot/wifi-qr.ts';
import type { Language } from '../model/text.ts';
import { Page } from '../report/page.ts';

const INDENT = 2;
const LABEL_CELLS = 15;
/** Bright white on black, whatever the terminal's own colours are: light modules have to be light. */
const LIGHT_ON_DARK = '\x1b[97;40m';
const PLAIN = '\x1b[0m';

export interface PageOptions {
  readonly columns: number;
  readonly color: boolean;
  /** With the QR code of the Wi-Fi. */
  readonly qr: boolean;
  /** Just switched on: what to do next, instead of what would be undone. */
  readonly fresh: boolean;
  /** What commands about this hotspot must be given to find it: ` --state FOLDER`, or nothing. */
  readonly place: string;
}

/** The hotspot as it is, for a person. */
export function statusPage(status: HotspotStatus | null, language: Language, options: PageOptions): SafeText {
  const page = new Page(options.columns, options.color);
  if (status === null) {
    page.paragraph(message(language, 'hotspot.off'), 0);
    return page.text();
  }
  page.heading(message(language, `hotspot.${status.state === 'up' ? 'on' : status.state}`));
  if (status.state !== 'restarted') {
    writeSettings(page, status.record.head.settings, language);
    if (!options.fresh) writeState(page, status, language);
    if (options.qr) writeQr(page, status.record.head.settings, language, options.color);
    if (!options.fresh) writeClients(page, status.clients, language);
  }
  page.blank();
  if (options.fresh) {
    page.paragraph(message(language, 'hotspot.next.watch', { link: status.record.head.settings.link }), 0);
    page.paragraph(message(language, 'hotspot.next.down', { place: options.place }), 0);
  } else if (status.undo.length > 0) {
    page.paragraph(message(language, 'hotspot.undo.heading'), 0);
    for (const undo of status.undo) page.verbatim(safeText(shownUndo(undo), 1_024), INDENT);
  }
  return page.text();
}

/** What would be done, for a person: every file and command, and how each is undone. */
export function planPage({ settings, steps, notices }: Plan, language: Language, options: PageOptions): SafeText {
  const page = new Page(options.columns, options.color);
  page.heading(message(language, 'hotspot.plan.heading', { count: steps.length }));
  for (const [at, step] of steps.entries()) writeStep(page, step, at + 1, language);
  page.blank();
  writeSettings(page, settings, language);
  page.blank();
  if (settings.wireless !== null) page.paragraph(message(language, 'hotspot.plan.random'), 0);
  for (const { code, parameters } of notices) page.paragraph(message(language, `hotspot.notice.${code}`, parameters), 0);
  return page.text();
}

function writeStep(page: Page, { id, parameters, action, undo }: Step, number: number, language: Language): void {
  const text = message(language, `hotspot.step.${id}`, parameters);
  page.paragraph(message(language, 'hotspot.plan.step', { number, text }), 0);
  if (action.do === 'write') {
    for (const line of action.contents.trimEnd().split('\n')) page.verbatim(safeText(line.replaceAll('\t', '    '), 4_096), 2 * INDENT + 2);
  } else {
    const command = action.do === 'set' ? `echo ${action.value} > ${action.path}` : shownCommand(action.command);
    page.verbatim(`$ ${safeText(command, 4_096)}` as SafeText, 2 * INDENT);
  }
  for (const each of undo) {
    page.verbatim(message(language, 'hotspot.plan.undone', { command: shownUndo(each) }), 2 * INDENT);
  }
}

function writeSettings(page: Page, settings: HotspotSettings, language: Language): void {
  const { wireless, range, link, prefix, upstream, dns, time, lanAllowed } = settings;
  const field = fieldOf(page, language);
  const own = message(language, 'hotspot.value.this-machine', { address: range.router });
  if (wireless !== null) {
    field('ssid', safeText(wireless.ssid));
    field('passphrase', safeText(wireless.passphrase));
    field('channel', message(language, 'hotspot.value.channel', { channel: wireless.channel, band: decimal(wireless.band, language) }));
  }
  field('interface', message(language, 'hotspot.value.interface', { link, address: `${range.router}/${range.prefixLength}` }));
  field(
    'upstream',
    message(language, upstream === null ? 'hotspot.value.no-upstream' : 'hotspot.value.upstream', { link: upstream ?? '' }),
  );
  field('ipv6', message(language, prefix === null ? 'hotspot.value.ipv6-off' : 'hotspot.value.ipv6-on', { prefix: prefix ?? '' }));
  field('dns', dns === null ? own : safeText(dns));
  field(
    'time',
    time.from === 'nowhere' ? message(language, 'hotspot.value.no-time') : time.from === 'address' ? safeText(time.address) : own,
  );
  field('lan', message(language, lanAllowed ? 'hotspot.value.lan-open' : 'hotspot.value.lan-closed'));
}

function writeState(page: Page, { record, lacking, heldBack }: HotspotStatus, language: Language): void {
  const field = fieldOf(page, language);
  field('since', safeText(`${record.head.since.slice(0, 19).replace('T', ' ')} UTC`));
  const counts = Object.entries(heldBack)
    .filter(([, count]) => count > 0)
    .flatMap(([why, count]) => {
      const key = `hotspot.held-back.${why}`;
      return isMessageKey(key) ? [message(language, key, { count })] : [];
    });
  field('held-back', counts.length === 0 ? message(language, 'hotspot.held-back.none') : (counts.join(', ') as SafeText));
  for (const lack of lacking) field('missing', message(language, `hotspot.lack.${lack}`));
}

function writeQr(page: Page, { wireless }: HotspotSettings, language: Language, color: boolean): void {
  if (wireless === null) return;
  page.blank();
  page.paragraph(message(language, 'hotspot.scan'), INDENT);
  for (const row of drawQr(wifiPayload(wireless.ssid, wireless.passphrase))) {
    page.verbatim((color ? `${LIGHT_ON_DARK}${row}${PLAIN}` : row) as SafeText, INDENT);
  }
}

function writeClients(page: Page, clients: readonly Client[], language: Language): void {
  page.blank();
  if (clients.length === 0) return page.paragraph(message(language, 'hotspot.clients.none'), 0);
  page.paragraph(message(language, 'hotspot.clients', { count: clients.length }), 0);
  for (const { mac, addresses, hostname, present, signal } of clients) {
    const parts = [safeText(mac), ...addresses.map((address) => safeText(address))];
    if (hostname !== null) parts.push(safeText(hostname));
    if (signal !== null) parts.push(message(language, 'hotspot.client.signal', { signal: String(signal) }));
    if (!present) parts.push(message(language, 'hotspot.client.away'));
    page.paragraph(parts.join('  ') as SafeText, INDENT);
  }
}

function fieldOf(page: Page, language: Language): (label: Label, text: SafeText) => void {
  return (label, text) => page.field(message(language, `hotspot.label.${label}`), text, INDENT, LABEL_CELLS);
}

type LabelOf<Key> = Key extends `hotspot.label.${infer Name}` ? Name : never;
type Label = LabelOf<MessageKey>;

function decimal(text: string, language: Language): NonNullable<Parameters[string]> {
  return language === 'fr' ? text.replace('.', ',') : text;
}
