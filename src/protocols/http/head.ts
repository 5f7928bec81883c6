import { HTTPParser } from 'http-parser-js';
import { HEADERS_MAX } from '../heads.ts';
import { METHODS, plainRequestHead, plainResponseHead } from './head-plain.ts';
import { commonText } from '../wire/common-text.ts';
import { findOctet } from '../wire/find-octet.ts';

/** What was read of a head. */
export interface ParsedHead {
  /** Null for responses. */
  readonly method: string | null;
  readonly target: string;
  readonly status: number;
  /** Null where the capture does not reach it. */
  readonly version: string | null;
  /** Names, in any case, and values by turns. Names that nothing is said of may be left out, and so may values that are secrets. */
  readonly headers: readonly string[];
  /** Several Content-Length headers that differ: the parser refuses these, and so do most servers. */
  readonly conflict: boolean;
}

// Octets above 0x7f keep their value this way and can be read as UTF-8 afterwards; the package's default clears their top bit.
HTTPParser.encoding = 'latin1';

type Parser = InstanceType<typeof HTTPParser>;
type Info = Parameters<Parser['onHeadersComplete']>[0];

/**
 * One parser a direction, shared by all flows: it is only ever given a whole head, and starts anew after each.
 * Bodies are delimited by BodyReader, which skips what it need not see.
 */
class HeadParser {
  readonly #parser: Parser;
  readonly #type: 'REQUEST' | 'RESPONSE';
  #info: Info | null = null;

  constructor(type: 'REQUEST' | 'RESPONSE') {
    this.#type = type;
    this.#parser = new HTTPParser(type);
    this.#parser[HTTPParser.kOnHeadersComplete] = (info) => {
      this.#info = info;
      return 1; // No body follows, for all that this parser knows.
    };
  }

  /** Reads the head in `buffer[start, end)`, empty line included; null where it is malformed. */
  parse(buffer: Buffer, start: number, end: number): ParsedHead | null {
    this.#info = null;
    const outcome = this.#parser.execute(buffer, start, end - start);
    let conflict = false;
    let info: Info | null = this.#info;
    if (typeof outcome !== 'number') {
      conflict = (outcome as Error & { code?: string }).code === 'HPE_UNEXPECTED_CONTENT_LENGTH';
      info = conflict ? (this.#parser as unknown as { info: Info }).info : null;
    }
    if (info === null || typeof outcome !== 'number') this.#parser.initialize(this.#type);
    return info === null ? null : parsed(info, this.#type === 'REQUEST', conflict);
  }
}

function parsed(info: Info, request: boolean, conflict: boolean): ParsedHead {
  return {
    method: request ? (HTTPParser.methods[info.method] ?? null) : null,
    target: request ? info.url : '',
    status: request ? 0 : info.statusCode,
    version: `${info.versionMajor}.${info.versionMinor}`,
    headers: info.headers.length > HEADERS_MAX * 2 ? info.headers.slice(0, HEADERS_MAX * 2) : info.headers,
    conflict,
  };
}

const LF = 0x0a;
const BLANKS_IN_TARGET = /^([A-Z-]+) +([^ ]+) .*(HTTP\/1\.\d)\r?$/;

const requests = new HeadParser('REQUEST');
const responses = new HeadParser('RESPONSE');

/** Reads a request's head, `buffer[start, end)` with its empty line; null where it is malformed. */
export function parseRequestHead(buffer: Buffer, start: number, end: number): ParsedHead | null {
  return plainRequestHead(buffer, start, end) ?? carefulRequestHead(buffer, start, end);
}

/** Reads a response's head in the same way. */
export function parseResponseHead(buffer: Buffer, start: number, end: number): ParsedHead | null {
  return plainResponseHead(buffer, start, end) ?? carefulResponseHead(buffer, start, end);
}

/** As `parseRequestHead`, with a full parser whatever the head. A target with blanks in it is taken up to the first, as servers take it. */
export function carefulRequestHead(buffer: Buffer, start: number, end: number): ParsedHead | null {
  const head = requests.parse(buffer, start, end);
  if (head !== null) return head;
  const lf = findOctet(buffer, LF, start, end);
  const line = lf === -1 ? null : BLANKS_IN_TARGET.exec(buffer.latin1Slice(start, lf));
  if (line === null) return null;
  const mended = Buffer.concat([Buffer.from(`${line[1]} ${line[2]} ${line[3]}\n`, 'latin1'), buffer.subarray(lf + 1, end)]);
  return requests.parse(mended, 0, mended.length);
}

/** As `parseResponseHead`, with a full parser whatever the head. */
export function carefulResponseHead(buffer: Buffer, start: number, end: number): ParsedHead | null {
  return responses.parse(buffer, start, end);
}

const METHOD_LENGTH_MAX = 12;
const STATUS_PREFIX = 'HTTP/';

/** What a message starts like; `partial` where too little is there to tell. */
export type StartsLike = 'request' | 'response' | 'partial' | 'neither';

/** Tells requests from responses by their first octets (RFC 9112, 3 and 4). */
export function startsLike(buffer: Buffer, start: number, end: number): StartsLike {
  const available = Math.min(end - start, METHOD_LENGTH_MAX + 1);
  for (let i = 0; i < available; i += 1) {
    const octet = buffer[start + i]!;
    if (octet === 0x20) return METHODS.has(commonText(buffer, start, start + i)) ? 'request' : 'neither';
    if (i === 4 && octet === 0x2f) return commonText(buffer, start, start + 5) === STATUS_PREFIX ? 'response' : 'neither';
    if (octet !== 0x2d && (octet < 0x41 || octet > 0x5a)) return 'neither';
  }
  return available > METHOD_LENGTH_MAX ? 'neither' : 'partial';
}
