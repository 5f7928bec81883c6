import type { Event, ScalarEvent } from 'js-yaml';
import { CORE_SCHEMA, EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import { MESSAGES } from './messages.ts';
import type { Reporter } from './problem.ts';
import { yamlReason } from './yaml-reason.ts';

/** Bounds of one file: RELIABILITY of hostile rule files rests on them. */
export const YAML_LENGTH_MAX = 1 << 20;
const DEPTH_MAX = 32;
const NODES_MAX = 20_000;

/** A value of the file and where it starts. */
export interface YamlScalar {
  readonly type: 'scalar';
  readonly at: number;
  readonly value: string | number | boolean | null;
}
export interface YamlList {
  readonly type: 'list';
  readonly at: number;
  readonly items: YamlNode[];
}
export interface YamlEntry {
  readonly key: string;
  readonly keyAt: number;
  readonly value: YamlNode;
}
export interface YamlMap {
  readonly type: 'map';
  readonly at: number;
  readonly entries: YamlEntry[];
}
export type YamlNode = YamlScalar | YamlList | YamlMap;

/**
 * Reads one YAML document into a tree that knows where each value stands.
 * Core schema only; anchors, aliases, tags, duplicate keys and a second document are refused. Null where nothing could be read.
 */
export function readYaml(text: string, reporter: Reporter): YamlNode | null {
  if (text.length > YAML_LENGTH_MAX) {
    reporter.report(0, MESSAGES.fileTooLong(YAML_LENGTH_MAX));
    return null;
  }
  try {
    return new TreeBuilder(text, reporter).build(parseEvents(text, { maxDepth: DEPTH_MAX }));
  } catch (error) {
    const reason = yamlReason(error instanceof YAMLException ? error.reason : '');
    const offset = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
    reporter.report(offset, MESSAGES.notYaml(reason));
    return null;
  }
}

/** An open list or map; a map waits for a key first, then for that key's value. */
interface Open {
  readonly node: YamlList | YamlMap;
  readonly keys: Set<string>;
  key: { readonly name: string; readonly at: number; readonly repeated: boolean } | null;
}

class TreeBuilder {
  readonly #text: string;
  readonly #reporter: Reporter;
  readonly #stack: Open[] = [];
  #root: YamlNode | null = null;
  #documents = 0;
  #nodes = 0;
  /** Where the last thing seen stood: the place of an empty value. */
  #last = 0;

  constructor(text: string, reporter: Reporter) {
    this.#text = text;
    this.#reporter = reporter;
  }

  build(events: readonly Event[]): YamlNode | null {
    const before = this.#reporter.problems.length;
    for (const event of events) if (!this.#take(event)) return null;
    if (this.#reporter.problems.length > before) return null;
    if (this.#root === null) this.#reporter.report(0, MESSAGES.empty());
    return this.#root;
  }

  /** False ends the reading: what follows could not be understood. */
  #take(event: Event): boolean {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return ++this.#documents === 1 || this.#refuse(this.#text.length, MESSAGES.severalDocuments());
      case EVENT_ID.POP:
        this.#stack.pop();
        return true;
      case EVENT_ID.ALIAS:
        return this.#refuse(event.anchorStart - 1, MESSAGES.anchor());
      case EVENT_ID.SCALAR:
        return this.#plain(event) && this.#scalar(event);
      case EVENT_ID.SEQUENCE:
        return this.#plain(event) && this.#open({ type: 'list', at: event.start, items: [] });
      case EVENT_ID.MAPPING:
        return this.#plain(event) && this.#open({ type: 'map', at: event.start, entries: [] });
    }
  }

  #refuse(offset: number, message: { readonly en: string; readonly fr: string }): false {
    this.#reporter.report(offset, message);
    return false;
  }

  /** Neither tag nor anchor, and room for one more node. */
  #plain(event: { readonly tagStart: number; readonly anchorStart: number }): boolean {
    if (event.tagStart >= 0) return this.#refuse(event.tagStart, MESSAGES.tag());
    if (event.anchorStart >= 0) return this.#refuse(event.anchorStart - 1, MESSAGES.anchor());
    return ++this.#nodes <= NODES_MAX || this.#refuse(this.#last, MESSAGES.tooManyNodes(NODES_MAX));
  }

  #open(node: YamlList | YamlMap): boolean {
    const top = this.#stack.at(-1);
    if (top !== undefined && top.node.type === 'map' && top.key === null) return this.#refuse(node.at, MESSAGES.keyNotText());
    this.#last = node.at;
    this.#place(node);
    this.#stack.push({ node, keys: new Set(), key: null });
    return true;
  }

  #scalar(event: ScalarEvent): boolean {
    const at = scalarStart(event, this.#last);
    this.#last = at;
    const text = event.valueStart < 0 ? '' : getScalarValue(this.#text, event);
    const top = this.#stack.at(-1);
    if (top !== undefined && top.node.type === 'map' && top.key === null) {
      const repeated = top.keys.has(text);
      if (repeated) this.#reporter.report(at, MESSAGES.repeatedKey(text));
      top.keys.add(text);
      top.key = { name: text, at, repeated };
      return true;
    }
    const value = event.style === SCALAR_STYLE.PLAIN ? (CORE_SCHEMA.resolveImplicitScalarTag(text).value as YamlScalar['value']) : text;
    this.#place({ type: 'scalar', at, value });
    return true;
  }

  #place(node: YamlNode): void {
    const top = this.#stack.at(-1);
    if (top === undefined) this.#root ??= node;
    else if (top.node.type === 'list') top.node.items.push(node);
    else {
      const key = top.key!;
      if (!key.repeated) top.node.entries.push({ key: key.name, keyAt: key.at, value: node });
      top.key = null;
    }
  }
}

function scalarStart(event: ScalarEvent, fallback: number): number {
  if (event.valueStart < 0) return fallback;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}
