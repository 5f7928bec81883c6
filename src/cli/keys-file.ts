import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Reporter } from '../engine/problem.ts';
import type { YamlEntry, YamlNode } from '../engine/yaml-tree.ts';
import { message, type MessageKey, type Parameters } from '../language/message.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Language, Text } from '../model/text.ts';
import { ACTION_NAMES, ACTIONS, type Action } from '../ui/actions.ts';
import { DEFAULT_KEYS, KeyMap, type KeyBindings } from '../ui/key-map.ts';
import { KEY_NAMES, readKeyName } from '../ui/key-names.ts';
import { CommandError } from './command-error.ts';
import { EXIT, type Edges } from './edges.ts';

/** The key that always leads out. */
const RESERVED = 'ctrl-c';

/**
 * The keys of the screens: as they are, but for the actions that a file names, whose keys are then those of the file alone. `path`: the
 * file that was named; else the user's own, which need not be there. Throws CommandError with file, line and column of everything wrong.
 */
export async function readKeys({ env }: Pick<Edges, 'env'>, language: Language, path: string | undefined): Promise<KeyMap> {
  const file = path ?? join(configFolder(env), 'keys.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'EIO';
    if (path === undefined && reason === 'ENOENT') return DEFAULT_KEYS;
    throw new CommandError(EXIT.usage, 'keys.unreadable', { path: file, reason });
  }
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) return DEFAULT_KEYS;
  // What reads YAML takes a while to load, and most people have no such file.
  const { Reporter } = await import('../engine/problem.ts');
  const { readYaml } = await import('../engine/yaml-tree.ts');
  const { problemLine } = await import('./rule-pack.ts');
  const reporter = new Reporter(file, text);
  const bindings = readBindings(readYaml(text, reporter), reporter);
  const { length } = reporter.problems;
  if (length === 0) return new KeyMap(bindings);
  const details = reporter.problems.map((problem) => problemLine(problem, language));
  throw new CommandError(EXIT.usage, 'keys.problems', { count: length }, details);
}

/** Where programs keep what their user has chosen (XDG Base Directory Specification). */
function configFolder(env: Edges['env']): string {
  const folder = env['XDG_CONFIG_HOME'];
  return join(folder?.startsWith('/') === true ? folder : join(homedir(), '.config'), 'mouchard');
}

function readBindings(node: YamlNode | null, reporter: Reporter): KeyBindings {
  if (node === null) return {};
  if (node.type !== 'map') {
    reporter.report(node.at, words('keys.mapping'));
    return {};
  }
  const known = node.entries.filter(({ key }) => isAction(key));
  for (const { key, keyAt } of node.entries) {
    if (!isAction(key)) reporter.report(keyAt, words('keys.unknown-action', { action: key }), '', nearestName(key, ACTION_NAMES));
  }
  // Keys of actions that the file does not name stay theirs.
  const owners = new Map<string, Action>();
  for (const action of ACTION_NAMES)
    if (!known.some(({ key }) => key === action)) for (const name of ACTIONS[action]) owners.set(name, action);
  return Object.fromEntries(known.map((entry) => [entry.key, keysOf(entry, owners, reporter)]));
}

function isAction(name: string): name is Action {
  return Object.hasOwn(ACTIONS, name);
}

/** The keys of one action: one, or a list of them; an empty list leaves it without any. */
function keysOf({ key: action, value }: YamlEntry, owners: Map<string, Action>, reporter: Reporter): readonly string[] {
  if (value.type === 'map') reporter.report(value.at, words('keys.key-or-keys'));
  const nodes = value.type === 'list' ? value.items : value.type === 'map' ? [] : [value];
  const names = nodes.flatMap((node) => keyOf(node, action as Action, owners, reporter) ?? []);
  return [...new Set(names)];
}

/** The name of a key that was free; null where it is none, or does something else. */
function keyOf(node: YamlNode, action: Action, owners: Map<string, Action>, reporter: Reporter): string | null {
  const text = node.type === 'scalar' && node.value !== null ? String(node.value) : null;
  const name = text === null ? null : readKeyName(text);
  const owner = name === null ? undefined : owners.get(name);
  if (name !== null && name !== RESERVED && (owner === undefined || owner === action)) {
    owners.set(name, action);
    return name;
  }
  if (text === null) reporter.report(node.at, words('keys.key'));
  else if (name === null) {
    const nearest = nearestName(text.toLowerCase(), KEY_NAMES);
    reporter.report(node.at, words('keys.unknown-key', { key: text }), '', nearest);
  } else if (name === RESERVED) reporter.report(node.at, words('keys.reserved'));
  else reporter.report(node.at, words('keys.taken', { key: text, action: owner! }));
  return null;
}

function words(key: MessageKey, parameters: Parameters = {}): Text {
  return { en: message('en', key, parameters), fr: message('fr', key, parameters) };
}
