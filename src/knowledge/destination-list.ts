import type { Role } from '../model/destination.ts';

/** What an owner is, where no device is looked at. */
export const OWNER_KINDS = ['maker', 'tracker', 'support', 'platform', 'service'] as const;
/**
 * `maker`: makes devices. `tracker`: lives on knowing people (advertising, audience measurement, analytics).
 * `support`: hosting, CDN, DNS, time, certificates. `platform`: runs the cloud of several makers' devices. `service`: the rest.
 */
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** An organisation to which destinations belong. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly kind: OwnerKind;
  /** Id of the owner that it belongs to; its own id where it stands alone. */
  readonly group: string;
  /** Names under which the owner's devices show (IEEE registry, DHCP, mDNS …), as the words they begin with. */
  readonly vendors: readonly string[];
}

/** One suffix and what the lists say of it. */
export interface DestinationEntry {
  readonly suffix: string;
  /** Id of the owner. */
  readonly owner: string;
  readonly roles: readonly Role[];
  /** Devices that were seen to contact it. */
  readonly devices: readonly string[];
  readonly references: readonly string[];
  /** Nobody has reviewed the roles by hand. */
  readonly unreviewed: boolean;
  /** The file that says so. */
  readonly source: string;
}

/** An entry with its owner. */
export interface Match {
  readonly entry: DestinationEntry;
  readonly owner: Owner;
}

/**
 * Who owns which names. A name matches the longest suffix that ends at a label boundary;
 * `{n}` in a suffix stands for a run of digits.
 */
export class DestinationList {
  readonly owners: readonly Owner[];
  readonly entries: readonly DestinationEntry[];
  readonly #owners = new Map<string, Owner>();
  readonly #entries = new Map<string, Match>();
  /** Suffixes with `{n}`, by what they are when every run of digits is written so. */
  readonly #templates = new Map<string, { readonly pattern: RegExp; readonly match: Match }>();
  /** First words of vendor names, to the names that begin with them and their owners. */
  readonly #vendors = new Map<string, { readonly words: string; readonly owner: Owner }[]>();

  /** Of two entries for one suffix the later holds: a user's own list comes after the built-in one. */
  constructor(owners: readonly Owner[], entries: readonly DestinationEntry[]) {
    this.owners = owners;
    this.entries = entries;
    for (const owner of owners) {
      this.#owners.set(owner.id, owner);
      for (const vendor of owner.vendors) this.#addVendor(wordsOf(vendor), owner);
    }
    for (const entry of entries) {
      const owner = this.#owners.get(entry.owner);
      if (owner === undefined) continue;
      const match = { entry, owner };
      if (entry.suffix.includes('{n}')) this.#templates.set(withoutDigits(entry.suffix), { pattern: patternOf(entry.suffix), match });
      else this.#entries.set(entry.suffix, match);
    }
  }

  /** What is said of this name (lower case, without last dot); null where it is not listed. */
  match(name: string): Match | null {
    for (let at = 0; ;) {
      const suffix = at === 0 ? name : name.slice(at);
      const match = this.#entries.get(suffix) ?? this.#template(suffix);
      if (match !== undefined) return match;
      at = name.indexOf('.', at) + 1;
      if (at === 0) return null;
    }
  }

  /** The owner whose device a vendor's name announces, such as `Amazon Technologies Inc.`; null where none is known. */
  ownerOfVendor(vendor: string): Owner | null {
    const words = wordsOf(vendor);
    const candidates = this.#vendors.get(firstWord(words)) ?? [];
    for (const candidate of candidates) if (words === candidate.words || words.startsWith(`${candidate.words} `)) return candidate.owner;
    return null;
  }

  #template(suffix: string): Match | undefined {
    const form = withoutDigits(suffix);
    const template = form === suffix ? undefined : this.#templates.get(form);
    return template?.pattern.test(suffix) === true ? template.match : undefined;
  }

  #addVendor(words: string, owner: Owner): void {
    const first = firstWord(words);
    const list = this.#vendors.get(first) ?? [];
    list.push({ words, owner });
    // The longest name first: "Philips Lighting" is not "Philips".
    list.sort((a, b) => b.words.length - a.words.length);
    this.#vendors.set(first, list);
  }
}

function withoutDigits(suffix: string): string {
  return suffix.replace(/\d+/g, '{n}');
}

/** The suffix as a pattern; every repetition in it is of digits between other characters, so it runs in linear time. */
function patternOf(suffix: string): RegExp {
  return new RegExp(`^${suffix.replaceAll('.', '\\.').replaceAll('{n}', '\\d+')}$`);
}

/** Letters and digits in lower case, everything between them one space. */
function wordsOf(text: string): string {
  return text
    .slice(0, 128)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function firstWord(words: string): string {
  const space = words.indexOf(' ');
  return space < 0 ? words : words.slice(0, space);
}
