import type { RecordValue } from '../model/observation.ts';
import type { DeviceEntry } from './device-entry.ts';
import { hostName } from './host-name.ts';

/** Names kept over all devices. */
const NAMES_MAX = 262_144;
/** How often an answer is gone through for a chain of aliases; in their usual order one time is enough. */
const ALIASES_MAX = 8;
const NONE: readonly string[] = [];
const HINT_KEYS = ['ipv4hint=', 'ipv6hint='] as const;

/** Which name each device had asked for when it was given an address. The latest answer holds, however long ago it was. */
export class Names {
  readonly #perDeviceMax: number;
  readonly #alike: (name: string, other: string) => boolean;
  #count = 0;
  /** Names that were forgotten (the oldest of a device first) or not kept. */
  dropped = 0;

  /** `alike`: of both names the lists say the same. */
  constructor(perDeviceMax: number, alike: (name: string, other: string) => boolean = () => true) {
    this.#perDeviceMax = perDeviceMax;
    this.#alike = alike;
  }

  /**
   * Learns from an answer: every address that the name asked leads to, through whatever chain of aliases, goes by that name. Of others in
   * it (RFC 5452, 6: a resolver must not believe them either) nothing is learned.
   */
  learn(device: DeviceEntry, asked: string, answers: readonly RecordValue[]): void {
    const name = hostName(asked);
    if (name === null) return;
    let chain: ReadonlySet<string> | null = null;
    for (const { name: owner, type, data, section } of answers) {
      if (typeof data !== 'string' || section === 'additional') continue;
      if (typeof owner === 'string' && owner !== asked && !(chain ??= aliasesOf(asked, answers)).has(owner.toLowerCase())) continue;
      if (type === 'A' || type === 'AAAA') this.#keep(device, data, name);
      else if (type === 'HTTPS' || type === 'SVCB') for (const address of hintedAddresses(data)) this.#keep(device, address, name);
    }
  }

  /** The name by which this device last got to the address. */
  of(device: DeviceEntry, address: string): string | null {
    return device.names.get(address) ?? null;
  }

  #keep(device: DeviceEntry, address: string, name: string): void {
    const { names } = device;
    // Asking for the same again is the common case. The order matters only where names may soon have to be forgotten.
    const known = names.get(address);
    if (known === name && names.size * 2 < this.#perDeviceMax) return;
    if (known !== undefined && known !== name && !this.#alike(known, name)) device.sharedAddresses.add(address);
    if (names.delete(address)) this.#count -= 1;
    if (names.size >= this.#perDeviceMax) {
      names.delete(names.keys().next().value!);
      this.#count -= 1;
      this.dropped += 1;
    }
    if (this.#count >= NAMES_MAX) {
      this.dropped += 1;
      return;
    }
    names.set(address, name);
    this.#count += 1;
  }
}

/** The addresses in the text of an SVCB or HTTPS record (RFC 9460, 7.3). */
function hintedAddresses(data: string): readonly string[] {
  let found = NONE;
  for (const key of HINT_KEYS) {
    for (let at = data.indexOf(key); at >= 0; at = data.indexOf(key, at + 1)) {
      if (at > 0 && data[at - 1] !== ' ') continue;
      const end = data.indexOf(' ', at);
      const listed = data.slice(at + key.length, end < 0 ? data.length : end).replaceAll('"', '');
      found = [...found, ...listed.split(',')];
    }
  }
  return found;
}

/** The name asked and all that it is an alias of by these records, in lower case. Their order is up to the server (RFC 1034, 3.6.2). */
function aliasesOf(asked: string, answers: readonly RecordValue[]): ReadonlySet<string> {
  const chain = new Set([asked.toLowerCase()]);
  for (let pass = 0, before = 0; pass < ALIASES_MAX && before < chain.size; pass++) {
    before = chain.size;
    for (const { name, type, data } of answers) {
      if (type === 'CNAME' && typeof name === 'string' && typeof data === 'string' && chain.has(name.toLowerCase())) {
        chain.add(data.toLowerCase());
      }
    }
  }
  return chain;
}
