import { message, type MessageKey } from '../language/message.ts';
import type { Destination } from '../model/destination.ts';
import { bestClaim, type Device } from '../model/device.ts';
import { CONFIDENCES, type Finding, type Severity } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { catalogueOf, destinationOf, deviceName, severityRank } from './catalogue.ts';
import type { Filtered } from './filter.ts';
import type { CompanyGroup, RuleGroup } from './groups.ts';
import type { ListItems, ListKind } from './lists.ts';
import { protectionOf, type Protection } from '../model/protection.ts';
import type { TimelineEvent } from './timeline.ts';

/** What is there where a row has nothing to say. */
const NOTHING = {
  ...{ device: '', host: '', severity: [], harm: null, confidence: null, parties: [], land: '', protection: '', rule: '', owner: '' },
  ...{ seen: null, first: null, review: '' },
} as const;

/** What filters see of a row. It is looked at once and thrown away: nothing is kept of a row, so that changing rows cost nothing. */
export function described<K extends ListKind>(snapshot: Snapshot, kind: K, item: ListItems[K], language: Language): Filtered {
  switch (kind) {
    case 'dashboard':
    case 'devices':
      return describeDevice(item as Device);
    case 'destinations':
      return new DestinationWords(snapshot, item as Destination, language);
    case 'rules':
      return describeRule(item as RuleGroup, language);
    case 'companies':
      return describeCompany(item as CompanyGroup);
    case 'timeline':
      return describeEvent(snapshot, item as TimelineEvent, language);
    default:
      return new FindingWords(snapshot, item as Finding, language);
  }
}

const saying =
  (text: string) =>
  (word: string): boolean =>
    text.includes(word);

/** Texts of rules in lower case: few, and each stands in many findings. */
const LOWERED = new Map<string, string>();
const LOWERED_MAX = 4_096;

function lowered(text: string): string {
  let lower = LOWERED.get(text);
  if (lower === undefined) {
    if (LOWERED.size >= LOWERED_MAX) LOWERED.clear();
    LOWERED.set(text, (lower = text.toLowerCase()));
  }
  return lower;
}

const WORDS: Readonly<Record<Language, Map<MessageKey, string>>> = { en: new Map(), fr: new Map() };

/** A text of the catalogue in lower case: asked for by row after row. */
function wordFor(language: Language, key: MessageKey): string {
  let word = WORDS[language].get(key);
  if (word === undefined) WORDS[language].set(key, (word = message(language, key).toLowerCase()));
  return word;
}

const DEVICE_TEXTS = new WeakMap<Device, string>();

function deviceText(device: Device): string {
  let text = DEVICE_TEXTS.get(device);
  if (text === undefined) {
    const names = [deviceName(device), device.mac, bestClaim(device.vendor)?.value, bestClaim(device.model)?.value, ...device.addresses];
    DEVICE_TEXTS.set(device, (text = names.join(' ').toLowerCase()));
  }
  return text;
}

function textOfDevice(snapshot: Snapshot, id: string | null): string {
  if (id === null) return '';
  const device = catalogueOf(snapshot).devices.get(id);
  return device === undefined ? id : deviceText(device);
}

function describeDevice(device: Device): Filtered {
  const text = deviceText(device);
  return { ...NOTHING, says: saying(text), device: text, first: device.firstSeen };
}

const PROTECTION_WORDS: Readonly<Record<Protection, string>> = {
  ...{ readable: 'clear', mixed: 'mixed', encrypted: 'encrypted', unknown: 'unknown', none: 'none' },
};

/** Words of a destination, each looked for where it stands. */
class DestinationWords implements Filtered {
  readonly severity: readonly string[] = NOTHING.severity;
  readonly harm = null;
  readonly confidence = null;
  readonly rule = '';
  readonly review = '';
  readonly #snapshot: Snapshot;
  readonly #destination: Destination;
  readonly #language: Language;

  constructor(snapshot: Snapshot, destination: Destination, language: Language) {
    this.#snapshot = snapshot;
    this.#destination = destination;
    this.#language = language;
  }

  says(word: string): boolean {
    const { owner, country, party, roles, addresses } = this.#destination;
    return (
      this.host.includes(word) ||
      (owner !== null && lowered(owner).includes(word)) ||
      this.device.includes(word) ||
      wordFor(this.#language, `party.${party}`).includes(word) ||
      roles.some((role) => wordFor(this.#language, `role.${role}`).includes(word)) ||
      (country !== null && country.toLowerCase().includes(word)) ||
      addresses.some((address) => address.includes(word))
    );
  }
  get device(): string {
    return textOfDevice(this.#snapshot, this.#destination.device);
  }
  get host(): string {
    return this.#destination.name.toLowerCase();
  }
  get owner(): string {
    return (this.#destination.owner ?? '?').toLowerCase();
  }
  get parties(): readonly Destination['party'][] {
    return [this.#destination.party];
  }
  get land(): string {
    return (this.#destination.country ?? '').toLowerCase();
  }
  get protection(): string {
    return PROTECTION_WORDS[protectionOf(this.#destination)];
  }
  get seen(): number {
    return this.#destination.flows;
  }
  get first(): number {
    return this.#destination.firstSeen;
  }
}

/** Words of a finding, each looked for where it stands: most are shared with other findings and were made for the first of them. */
class FindingWords implements Filtered {
  readonly #snapshot: Snapshot;
  readonly #finding: Finding;
  readonly #language: Language;

  constructor(snapshot: Snapshot, finding: Finding, language: Language) {
    this.#snapshot = snapshot;
    this.#finding = finding;
    this.#language = language;
  }

  says(word: string): boolean {
    const { title } = this.#finding.rule;
    return (
      lowered(title[this.#language]).includes(word) || this.host.includes(word) || this.rule.includes(word) || this.device.includes(word)
    );
  }
  get device(): string {
    return textOfDevice(this.#snapshot, this.#finding.device);
  }
  get host(): string {
    return (this.#finding.destination ?? '').toLowerCase();
  }
  get severity(): readonly string[] {
    return severityNames(this.#finding.rule.severity, this.#language);
  }
  get harm(): number {
    return severityRank(this.#finding.rule.severity);
  }
  get confidence(): number {
    return CONFIDENCES.indexOf(this.#finding.rule.confidence) + 1;
  }
  get owner(): string {
    const destination = this.#destination;
    return destination === null ? '' : (destination.owner ?? '?').toLowerCase();
  }
  get parties(): readonly Destination['party'][] {
    const destination = this.#destination;
    return destination === null ? [] : [destination.party];
  }
  get land(): string {
    return (this.#destination?.country ?? '').toLowerCase();
  }
  get protection(): string {
    const destination = this.#destination;
    return destination === null ? '' : PROTECTION_WORDS[protectionOf(destination)];
  }
  get rule(): string {
    return lowered(this.#finding.rule.id);
  }
  get seen(): number {
    return this.#finding.count;
  }
  get first(): number {
    return this.#finding.first;
  }
  get review(): string {
    return catalogueOf(this.#snapshot).reviews.get(this.#finding.id)?.verdict ?? 'new';
  }

  get #destination(): Destination | null {
    return destinationOf(this.#snapshot, this.#finding);
  }
}

function describeRule({ rule, count, first }: RuleGroup, language: Language): Filtered {
  const text = `${lowered(rule.title[language])} ${lowered(rule.id)}`;
  const severity = severityNames(rule.severity, language);
  const confidence = CONFIDENCES.indexOf(rule.confidence) + 1;
  return {
    ...NOTHING,
    says: saying(text),
    rule: lowered(rule.id),
    severity,
    harm: severityRank(rule.severity),
    confidence,
    seen: count,
    first,
  };
}

function describeCompany({ id, parties, destinations }: CompanyGroup): Filtered {
  const text = id.toLowerCase();
  return { ...NOTHING, says: saying(text), owner: text, parties, seen: destinations };
}

function describeEvent(snapshot: Snapshot, event: TimelineEvent, language: Language): Filtered {
  switch (event.kind) {
    case 'finding':
      return new FindingWords(snapshot, event.finding, language);
    case 'device':
      return describeDevice(event.device);
    default:
      return { ...NOTHING, says: saying(event.text.toLowerCase()), first: event.at };
  }
}

const SEVERITY_NAMES: Readonly<Record<Language, Map<Severity, readonly string[]>>> = { en: new Map(), fr: new Map() };

/** In the language of the screen and in English, so that a filter from a guide works everywhere. */
function severityNames(severity: Severity, language: Language): readonly string[] {
  let names = SEVERITY_NAMES[language].get(severity);
  if (names === undefined) {
    names = [severity, message(language, `severity.${severity}`), message(language, `severity.letter.${severity}`)].map((name) =>
      name.toLowerCase(),
    );
    SEVERITY_NAMES[language].set(severity, names);
  }
  return names;
}
