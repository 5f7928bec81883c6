import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Vocabulary } from '../model/observation.ts';
import type { Emit, Session, Verdict } from './dissector.ts';
import { ENOUGH, dissector } from './dissector.ts';

const PREFIX = Buffer.from('SSH-', 'latin1');
/** The identification string, CR and LF included (RFC 4253, section 4.2). */
const BANNER_LENGTH_MAX = 255;
/** Lines that a server may send before its identification. */
const LINES_MAX = 32;
const LINE_LENGTH_MAX = 1_024;
const LINE_FEED = 0x0a;

const observes = {
  'ssh.banner': {
    /** Such as `OpenSSH_9.6`. */
    software: 'string',
    /** `2.0`, or `1.99` for servers that still take version 1 (RFC 4253, section 5.1). */
    protocol_version: 'string',
    comments: 'string?',
  },
} as const satisfies Vocabulary;

/** The identification strings of SSH (RFC 4253, section 4.2). All that follows is key exchange and encrypted. */
export const ssh = dissector({
  name: 'ssh',
  over: 'tcp',
  ports: [22],
  content: 'proven-encrypted',
  observes,
  probe,
  open: (emit) => new SshSession(emit),
});

function probe(chunk: Chunk): Verdict {
  const length = Math.min(chunk.end - chunk.start, PREFIX.length);
  for (let i = 0; i < length; i += 1) if (chunk.buffer[chunk.start + i] !== PREFIX[i]) return 'not-mine';
  if (chunk.end - chunk.start <= PREFIX.length) return 'unsure';
  const digit = chunk.buffer[chunk.start + PREFIX.length]!;
  return digit >= 0x30 /* 0 */ && digit <= 0x39 /* 9 */ ? 'mine' : 'not-mine';
}

class SshSession implements Session {
  private readonly emit: Emit<typeof observes>;
  private readonly done: [boolean, boolean] = [false, false];
  private readonly lines: [number, number] = [0, 0];

  constructor(emit: Emit<typeof observes>) {
    this.emit = emit;
  }

  data(chunk: Chunk): number {
    const { buffer, end, sender } = chunk;
    let at = chunk.start;
    while (!this.done[sender]) {
      const feed = buffer.subarray(at, Math.min(end, at + LINE_LENGTH_MAX)).indexOf(LINE_FEED);
      if (feed < 0) {
        if (end - at >= LINE_LENGTH_MAX) this.done[sender] = true;
        break;
      }
      this.line(sender, buffer, at, at + feed);
      at += feed + 1;
    }
    return this.done[sender] ? ENOUGH : at - chunk.start;
  }

  gap(sender: Side): void {
    this.done[sender] = true;
  }

  /** One line without its line feed: the identification, or one of those before it. */
  private line(sender: Side, buffer: Buffer, start: number, end: number): void {
    this.lines[sender] += 1;
    if (buffer.compare(PREFIX, 0, PREFIX.length, start, Math.min(end, start + PREFIX.length)) !== 0) {
      if (this.lines[sender] >= LINES_MAX) this.done[sender] = true;
      return;
    }
    this.done[sender] = true;
    const stop = end > start && buffer[end - 1] === 0x0d /* CR */ ? end - 1 : end;
    if (stop - start > BANNER_LENGTH_MAX) return;
    const text = buffer.utf8Slice(start + PREFIX.length, stop);
    const dash = text.indexOf('-');
    if (dash < 1) return;
    const space = text.indexOf(' ', dash);
    this.emit('ssh.banner', {
      software: text.slice(dash + 1, space < 0 ? text.length : space),
      protocol_version: text.slice(0, dash),
      comments: space < 0 ? null : text.slice(space + 1),
    });
  }
}
