import { BodyReader } from './body.ts';

/** Octets of an unfinished head that are kept in case its end is lost. */
const CUT_HEAD_MAX = 2_048;
/** Closes a line that was cut, and the head. */
const END_OF_HEAD = '\r\n\r\n';
/** What a request line was cut behind: its method, a blank, and something of its target. */
const CUT_REQUEST = /^([A-Z-]{1,16} [^ \r\n]+)/;

/** What a direction carries; told by its first head, or by the other direction's. */
export type Role = 'unknown' | 'request' | 'response';

/** A head whose end is lost, closed so that it can be read; the version in it is made up where the capture does not reach it. */
export interface CutHead {
  readonly octets: Buffer;
  readonly versionKnown: boolean;
}

/** One direction: at a head, in a body, or lost after a gap. */
export class Half {
  role: Role = 'unknown';
  state: 'head' | 'body' | 'lost' = 'head';
  /** Octets of an unfinished head that are known to hold no end. */
  searched = 0;
  malformed = 0;
  /** The body that is due was refused before any of it came: another message may come in its place. */
  refused = false;
  readonly body = new BodyReader();
  /** A copy of the unfinished head's start, for when its end turns out to be lost. */
  #kept: Buffer | null = null;
  #keptLength = 0;

  /** The head in `buffer[start, end)` is unfinished. Octets that were there before are not copied again. */
  wait(buffer: Buffer, start: number, end: number): void {
    this.searched = end - start;
    const wanted = Math.min(end - start, CUT_HEAD_MAX);
    if (wanted <= this.#keptLength) return;
    this.#kept ??= Buffer.allocUnsafeSlow(CUT_HEAD_MAX);
    buffer.copy(this.#kept, this.#keptLength, start + this.#keptLength, start + wanted);
    this.#keptLength = wanted;
  }

  /**
   * Forgets the unfinished head; gives its lines, closed by an empty one, where there are any. Of the line that was cut, the target
   * of a request and the name of its host stay as far as they go, everything else is left out.
   */
  dropHead(): CutHead | null {
    const head = this.#keptLength === 0 ? null : closed(this.#kept!.latin1Slice(0, this.#keptLength));
    this.headRead();
    return head;
  }

  /** The head is finished: nothing of it is held any longer. */
  headRead(): void {
    this.searched = 0;
    this.#kept = null;
    this.#keptLength = 0;
  }
}

function closed(text: string): CutHead | null {
  const lineStart = text.lastIndexOf('\n') + 1;
  const cut = text.slice(lineStart);
  if (lineStart > 0) {
    const isHost = /^host:[ \t]*[^ \t\r]/i.test(cut);
    const head = isHost ? `${text.trimEnd()}${END_OF_HEAD}` : `${text.slice(0, lineStart)}\r\n`;
    return { octets: Buffer.from(head, 'latin1'), versionKnown: true };
  }
  const request = CUT_REQUEST.exec(cut)?.[1];
  if (request === undefined) return null;
  return { octets: Buffer.from(`${request} HTTP/1.1${END_OF_HEAD}`, 'latin1'), versionKnown: false };
}
