import type { Language } from '../model/text.ts';
import { ACTION_NAMES, ACTIONS, type Action } from './actions.ts';
import type { Key } from './keys.ts';
import { keyName } from './key-names.ts';

/** The keys that do something else than they would: all keys of each action that is named. */
export type KeyBindings = Readonly<Partial<Record<Action, readonly string[]>>>;

/** The digit row of a French keyboard without shift, which leads to the screens as the digits do; its 6 is the minus sign, which zooms. */
const FRENCH_DIGITS: Readonly<Record<string, Action>> = {
  ...{ '&': 'dashboard', é: 'devices', '"': 'destinations', "'": 'findings', '(': 'timeline', è: 'help' },
};

/** Which key does what. */
export class KeyMap {
  readonly #actions = new Map<string, Action>();
  readonly #keys: Readonly<Record<Action, readonly string[]>>;

  constructor(bindings: KeyBindings = {}) {
    this.#keys = { ...ACTIONS, ...bindings };
    for (const action of ACTION_NAMES) for (const name of this.#keys[action]) this.#actions.set(name, action);
  }

  /** What a key does; null for nothing. In French, keys without another meaning of their own may stand for the digits. */
  actionOf(key: Key, language: Language): Action | null {
    const name = keyName(key);
    if (name === null) return null;
    return this.#actions.get(name) ?? (language === 'fr' ? FRENCH_DIGITS[name] : undefined) ?? null;
  }

  /** The names of the keys that do something; the first is the one that is shown. None where none was left for it. */
  keysOf(action: Action): readonly string[] {
    return this.#keys[action];
  }
}

/** The keys as they are unless somebody says otherwise. */
export const DEFAULT_KEYS = new KeyMap();
