import { createHash } from 'node:crypto';
import { ROLES } from '../model/destination.ts';
import type { Role } from '../model/destination.ts';
import type { Text } from '../model/text.ts';
import { DestinationList, OWNER_KINDS } from './destination-list.ts';
import type { DestinationEntry, Owner, OwnerKind } from './destination-list.ts';

/** A file of rules/destinations as it was read. */
export interface DestinationFile {
  /** As errors and judgements name it, such as `rules/destinations/samba-tv.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** A value of a YAML file and the offset where it starts. */
export type Node =
  | { readonly type: 'scalar'; readonly at: number; readonly value: string | number | boolean | null }
  | { readonly type: 'list'; readonly at: number; readonly items: readonly Node[] }
  | {
      readonly type: 'map';
      readonly at: number;
      readonly entries: readonly { readonly key: string; readonly keyAt: number; readonly value: Node }[];
    };

/** Takes what is wrong with one file. */
export interface Problems<P> {
  readonly problems: readonly P[];
  report(offset: number, message: Text, expected?: string, nearest?: string | null): void;
}

/** How files are read and problems are worded: the same tools as for rule files, given by the caller. */
export interface FileTools<P> {
  reporterOf(path: string, text: string): Problems<P>;
  readYaml(text: string, problems: Problems<P>): Node | null;
  nearestName(name: string, known: Iterable<string>): string | null;
}

const NAME_MAX = 128;
const SUFFIX = /^(?:[a-z0-9_-]|\{n\}(?!\{))+(?:\.(?:[a-z0-9_-]|\{n\}(?!\{))+)*$/;
const FILE_KEYS = ['owner', 'destinations'];
const OWNER_KEYS = ['name', 'kind', 'group', 'vendors'];
const ENTRY_KEYS = ['suffix', 'owner', 'roles', 'devices', 'references', 'unreviewed'];

const TEXTS = {
  unknownKey: (key: string): Text => ({ en: `unknown key "${key}"`, fr: `clé inconnue « ${key} »` }),
  missing: (key: string): Text => ({ en: `"${key}" is missing`, fr: `« ${key} » manque` }),
  wrongType: (): Text => ({ en: 'a value of another type is expected', fr: 'une valeur d’un autre type est attendue' }),
  unknownValue: (value: string): Text => ({ en: `unknown value "${value}"`, fr: `valeur inconnue « ${value} »` }),
  notSuffix: (value: string): Text => ({
    en: `"${value}" is not a domain name in lower case`,
    fr: `« ${value} » n’est pas un nom de domaine en minuscules`,
  }),
  repeated: (value: string): Text => ({ en: `"${value}" stands twice in this file`, fr: `« ${value} » figure deux fois dans ce fichier` }),
} as const;

/**
 * Reads destination files: who owns which names, and what these are for.
 *
 * The owner's id is the file's name without ending. A file may also list destinations of several owners, each entry with
 * an `owner` of its own: the id of a known owner, or a name. Files are taken in the order given; later ones override.
 */
export function parseDestinations<P>(
  files: readonly DestinationFile[],
  tools: FileTools<P>,
): { list: DestinationList; errors: readonly P[] } {
  const owners = new Map<string, Owner>();
  const entries: DestinationEntry[] = [];
  const errors: P[] = [];
  for (const file of files) {
    const problems = tools.reporterOf(file.path, file.text);
    const root = tools.readYaml(file.text, problems);
    if (root !== null) new FileReader(file.path, problems, tools, owners, entries).read(root);
    errors.push(...problems.problems);
  }
  const named = new Set([...owners.keys()]);
  for (const entry of entries) if (!named.has(entry.owner)) owners.set(entry.owner, strangerOf(entry.owner));
  return { list: new DestinationList(resolveGroups([...owners.values()]), entries), errors };
}

/** A hash over files in the order given: tells whether a compiled list is of these very files. */
export function destinationsHash(files: readonly DestinationFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0${file.text}\0`);
  return hash.digest('hex');
}

/** A list as text, to be read back by `loadCompiled` without parsing any YAML. */
export function compileDestinations(list: DestinationList, hash: string): string {
  return JSON.stringify({ hash, owners: list.owners, entries: list.entries });
}

/** The compiled list, where it was compiled from files with this hash; else null. */
export function loadCompiled(compiled: string, hash: string): DestinationList | null {
  if (!compiled.startsWith(`{"hash":"${hash}"`)) return null;
  const { owners, entries } = JSON.parse(compiled) as { owners: Owner[]; entries: DestinationEntry[] };
  return new DestinationList(owners, entries);
}

function strangerOf(name: string): Owner {
  return { id: name, name, kind: 'service', group: name, vendors: [] };
}

/** Groups as the topmost owner. Owners that name each other in a circle are one group, under the first of their ids. */
function resolveGroups(owners: readonly Owner[]): Owner[] {
  const groups = new Map(owners.map((owner) => [owner.id, owner.group]));
  return owners.map((owner) => ({ ...owner, group: topOf(owner.group, groups) }));
}

function topOf(start: string, groups: ReadonlyMap<string, string>): string {
  const passed = [start];
  for (let at = start; ;) {
    const next = groups.get(at);
    if (next === undefined || next === at) return at;
    const circle = passed.indexOf(next);
    if (circle >= 0) return passed.slice(circle).sort()[0]!;
    passed.push((at = next));
  }
}

/** Reads one file's tree; what is wrong is reported and left out. */
class FileReader<P> {
  readonly #path: string;
  readonly #problems: Problems<P>;
  readonly #tools: FileTools<P>;
  readonly #owners: Map<string, Owner>;
  readonly #entries: DestinationEntry[];
  readonly #suffixes = new Set<string>();

  constructor(path: string, problems: Problems<P>, tools: FileTools<P>, owners: Map<string, Owner>, entries: DestinationEntry[]) {
    this.#path = path;
    this.#problems = problems;
    this.#tools = tools;
    this.#owners = owners;
    this.#entries = entries;
  }

  read(root: Node): void {
    const fields = this.#fields(root, FILE_KEYS);
    if (fields === null) return;
    const id = /([^/\\]*?)(?:\.ya?ml)?$/.exec(this.#path)![1]!;
    const owner = fields.get('owner');
    if (owner !== undefined) this.#owner(id, owner);
    const rows = fields.get('destinations');
    if (rows === undefined) this.#problems.report(root.at, TEXTS.missing('destinations'), 'list');
    else if (rows.type !== 'list') this.#problems.report(rows.at, TEXTS.wrongType(), 'list');
    else for (const row of rows.items) this.#entry(row, owner === undefined ? null : id);
  }

  #owner(id: string, node: Node): void {
    const fields = this.#fields(node, OWNER_KEYS);
    if (fields === null) return;
    const name = this.#text(fields.get('name'), node.at, 'name');
    const kind = this.#oneOf(fields.get('kind'), OWNER_KINDS, node.at, 'kind');
    const group = fields.has('group') ? this.#text(fields.get('group'), node.at, 'group') : id;
    if (name === null || kind === null || group === null) return;
    this.#owners.set(id, { id, name, kind: kind as OwnerKind, group, vendors: this.#texts(fields.get('vendors')) });
  }

  #entry(node: Node, fileOwner: string | null): void {
    const fields = this.#fields(node, ENTRY_KEYS);
    if (fields === null) return;
    const suffix = this.#text(fields.get('suffix'), node.at, 'suffix');
    const own = fields.get('owner');
    const owner = own === undefined && fileOwner !== null ? fileOwner : this.#text(own, node.at, 'owner');
    if (suffix === null || owner === null) return;
    const at = fields.get('suffix')!.at;
    if (suffix.length > 253 || !SUFFIX.test(suffix))
      return this.#problems.report(at, TEXTS.notSuffix(suffix.slice(0, NAME_MAX)), 'example.com');
    if (this.#suffixes.has(suffix)) return this.#problems.report(at, TEXTS.repeated(suffix));
    this.#suffixes.add(suffix);
    const unreviewed = fields.get('unreviewed');
    if (unreviewed !== undefined && (unreviewed.type !== 'scalar' || typeof unreviewed.value !== 'boolean'))
      this.#problems.report(unreviewed.at, TEXTS.wrongType(), 'true | false');
    this.#entries.push({
      suffix,
      owner,
      roles: this.#roles(fields.get('roles'), node.at),
      devices: this.#texts(fields.get('devices')),
      references: this.#texts(fields.get('references')),
      unreviewed: unreviewed?.type === 'scalar' && unreviewed.value === true,
      source: this.#path,
    });
  }

  #roles(node: Node | undefined, at: number): Role[] {
    if (node === undefined) this.#problems.report(at, TEXTS.missing('roles'), ROLES.join(' | '));
    const roles: Role[] = [];
    for (const item of this.#items(node)) {
      const role = this.#oneOf(item, ROLES, at, 'roles');
      if (role !== null) roles.push(role as Role);
    }
    return roles;
  }

  #fields(node: Node, known: readonly string[]): Map<string, Node> | null {
    if (node.type !== 'map') {
      this.#problems.report(node.at, TEXTS.wrongType(), known.join(' | '));
      return null;
    }
    const fields = new Map<string, Node>();
    for (const { key, keyAt, value } of node.entries) {
      if (known.includes(key)) fields.set(key, value);
      else this.#problems.report(keyAt, TEXTS.unknownKey(key.slice(0, NAME_MAX)), known.join(' | '), this.#tools.nearestName(key, known));
    }
    return fields;
  }

  #text(node: Node | undefined, at: number, key: string): string | null {
    if (node?.type === 'scalar' && typeof node.value === 'string' && node.value !== '') return node.value;
    if (node === undefined) this.#problems.report(at, TEXTS.missing(key), 'string');
    else this.#problems.report(node.at, TEXTS.wrongType(), 'string');
    return null;
  }

  #oneOf(node: Node | undefined, known: readonly string[], at: number, key: string): string | null {
    const value = this.#text(node, at, key);
    if (value === null || known.includes(value)) return value;
    this.#problems.report(node!.at, TEXTS.unknownValue(value.slice(0, NAME_MAX)), known.join(' | '), this.#tools.nearestName(value, known));
    return null;
  }

  #items(node: Node | undefined): readonly Node[] {
    if (node === undefined) return [];
    if (node.type === 'list') return node.items;
    this.#problems.report(node.at, TEXTS.wrongType(), 'list');
    return [];
  }

  #texts(node: Node | undefined): string[] {
    const texts: string[] = [];
    for (const item of this.#items(node)) {
      const value = this.#text(item, item.at, '');
      if (value !== null) texts.push(value);
    }
    return texts;
  }
}
