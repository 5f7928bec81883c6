/** ASCII: what lies beyond may stand for a letter where case is ignored (U+017F for s, U+212A for k), so that it excludes nothing. */
const ASCII = 128;
/** Sets that one pass over a value can look for: the bits of a number. */
const SETS_MAX = 30;
const DEPTH_MAX = 16;

/** Characters of which a match holds at least one, by code. */
type Needed = ReadonlySet<number>;

/** Shorter runs exclude too little to be looked for. */
const RUN_MIN = 4;

/** So many characters in a row, all of the set, of which a match holds at least one such row. */
interface Run {
  readonly set: Needed;
  readonly length: number;
}

/**
 * What cannot be missing from a value in which a pattern occurs, found in one pass over it: most values lack a `=`, a `?` or a `%`, or a
 * dozen hexadecimal digits in a row, and need not be matched at all. Null where the pattern needs nothing that could be told, or is written
 * in a way not read here.
 */
export function neededCharacters(source: string): ((value: string) => boolean) | null {
  const reader = new PatternReader(source);
  const sets = reader.alternatives(0);
  if (!reader.atEnd || reader.isUnread) return null;
  const run = reader.run === null ? null : holdsRun(reader.run);
  const characters = sets.length === 0 ? null : holdsCharacters(sets);
  if (run === null || characters === null) return run ?? characters;
  return (value) => run(value) && characters(value);
}

function holdsCharacters(sets: readonly Needed[]): (value: string) => boolean {
  const bits = new Int32Array(ASCII);
  const used = sets.slice(0, SETS_MAX);
  for (const [index, set] of used.entries()) for (const code of set) bits[code]! |= 1 << index;
  const all = (1 << used.length) - 1;
  return (value) => {
    let found = 0;
    for (let i = 0; i < value.length; i += 1) {
      const code = value.charCodeAt(i);
      if (code >= ASCII) return true;
      found |= bits[code]!;
      if (found === all) return true;
    }
    return false;
  };
}

/** Looks at the last character of each possible run first: where it is none of the set, the run can only begin behind it. */
function holdsRun({ set, length }: Run): (value: string) => boolean {
  const allowed = new Uint8Array(ASCII);
  for (const code of set) allowed[code] = 1;
  return (value) => {
    let begin = 0;
    for (let at = length - 1; at < value.length;) {
      const code = value.charCodeAt(at);
      if (code < ASCII && allowed[code] === 0) {
        begin = at + 1;
        at += length;
      } else if (at === begin) return true;
      else at -= 1;
    }
    return false;
  };
}

/** Reads the part of RE2's syntax that rules are written in; anything else makes the whole unread. */
class PatternReader {
  isUnread = false;
  /** The longest run that every match holds. */
  run: Run | null = null;
  readonly #source: string;
  #at = 0;
  #ignoresCase = false;

  constructor(source: string) {
    this.#source = source;
    if (source.startsWith('(?i)')) {
      this.#ignoresCase = true;
      this.#at = 4;
    }
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  /** What all alternatives need together: of several, one set with what each needs most. */
  alternatives(depth: number): readonly Needed[] {
    if (depth > DEPTH_MAX) this.isUnread = true;
    const first = this.#sequence(depth);
    if (this.#peek() !== '|') return first;
    if (depth === 0) this.run = null;
    const union = new Set<number>();
    let alwaysNeeded = add(union, first);
    while (!this.isUnread && this.#peek() === '|') {
      this.#at += 1;
      alwaysNeeded = add(union, this.#sequence(depth)) && alwaysNeeded;
      if (depth === 0) this.run = null;
    }
    return alwaysNeeded ? [union] : [];
  }

  #sequence(depth: number): readonly Needed[] {
    const needed: Needed[] = [];
    while (!this.isUnread && !this.atEnd && this.#peek() !== '|' && this.#peek() !== ')') {
      const isGroup = this.#peek() === '(';
      const sets = this.#item(depth);
      const times = this.#timesAtLeast();
      if (times > 0) needed.push(...sets);
      if (depth === 0 && !isGroup && sets.length === 1 && times >= RUN_MIN) this.#noteRun({ set: sets[0]!, length: times });
    }
    return needed;
  }

  #item(depth: number): readonly Needed[] {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return this.#class();
      case '\\':
        return this.#escape();
      case '^':
      case '$':
      case '.':
        return [];
      case '*':
      case '+':
      case '?':
      case '{':
        this.isUnread = true;
        return [];
      default:
        return this.#literal(character);
    }
  }

  #group(depth: number): readonly Needed[] {
    if (this.#source.startsWith('?:', this.#at)) this.#at += 2;
    else if (this.#peek() === '?') this.isUnread = true;
    const sets = this.alternatives(depth + 1);
    if (this.#next() !== ')') this.isUnread = true;
    return sets;
  }

  /** A class of single characters and ranges; one that excludes needs nothing in particular. */
  #class(): readonly Needed[] {
    const set = new Set<number>();
    const excludes = this.#peek() === '^';
    if (excludes) this.#at += 1;
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      const low = this.#member();
      let high = low;
      if (this.#peek() === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at += 1;
        high = this.#member();
      }
      if (this.isUnread) return [];
      for (let code = low; code <= Math.min(high, ASCII - 1); code += 1) this.#addTo(set, code);
      // What lies beyond ASCII counts for any set.
    }
    this.#at += 1;
    return excludes ? [] : [set];
  }

  /** The code of one character of a class. */
  #member(): number {
    const character = this.#next();
    if (character === '[' || character === '') this.isUnread = true;
    if (character !== '\\') return character.charCodeAt(0);
    const escaped = this.#next();
    if (!isPunctuation(escaped)) this.isUnread = true;
    return escaped.charCodeAt(0);
  }

  #escape(): readonly Needed[] {
    const escaped = this.#next();
    if (isPunctuation(escaped)) return this.#literal(escaped);
    if (escaped === 'd') return [new Set([...'0123456789'].map((digit) => digit.charCodeAt(0)))];
    if (!/^[wWsSDbBAz]$/.test(escaped)) this.isUnread = true;
    return [];
  }

  #literal(character: string): readonly Needed[] {
    const code = character.charCodeAt(0);
    if (code >= ASCII) return [];
    const set = new Set<number>();
    this.#addTo(set, code);
    return [set];
  }

  #addTo(set: Set<number>, code: number): void {
    set.add(code);
    if (!this.#ignoresCase) return;
    const character = String.fromCharCode(code);
    set.add(character.toLowerCase().charCodeAt(0)).add(character.toUpperCase().charCodeAt(0));
  }

  #noteRun(run: Run): void {
    if (this.run === null || run.length > this.run.length) this.run = run;
  }

  /** Passes over how often the item before may stand there; 0 where it may be missing. */
  #timesAtLeast(): number {
    const [repetition] = /^(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})?\??/.exec(this.#source.slice(this.#at, this.#at + 16))!;
    this.#at += repetition.length;
    if (repetition.startsWith('{')) return Number.parseInt(repetition.slice(1), 10);
    return repetition === '' || repetition.startsWith('+') ? 1 : 0;
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #next(): string {
    const character = this.#peek();
    this.#at += 1;
    return character;
  }
}

/** Adds what one alternative needs most: the fewest characters, and such as stand in few texts. False where it needs none. */
function add(union: Set<number>, sets: readonly Needed[]): boolean {
  let best: Needed | null = null;
  for (const set of sets) if (best === null || weightOf(set) < weightOf(best)) best = set;
  for (const code of best ?? []) union.add(code);
  return best !== null;
}

function weightOf(set: Needed): number {
  let weight = 0;
  for (const code of set) weight += isPunctuation(String.fromCharCode(code)) ? 1 : 8;
  return weight;
}

function isPunctuation(character: string): boolean {
  return character !== '' && character.charCodeAt(0) < ASCII && !/^[0-9A-Za-z]$/.test(character);
}
