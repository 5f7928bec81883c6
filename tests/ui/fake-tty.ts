import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';

/** A keyboard that the test types on. */
export class FakeKeyboard extends EventEmitter {
  isTTY = true;
  raw = false;
  flowing = false;
  gone = false;

  setRawMode(raw: boolean): this {
    if (this.gone) throw new Error('EIO');
    this.raw = raw;
    return this;
  }

  resume(): this {
    this.flowing = true;
    return this;
  }

  pause(): this {
    this.flowing = false;
    return this;
  }

  type(text: string): void {
    this.emit('data', Buffer.from(text));
  }

  get stream(): ReadStream {
    return this as unknown as ReadStream;
  }
}

/** A terminal that keeps every octet that it was sent. */
export class FakeScreen extends EventEmitter {
  isTTY = true;
  writable = true;
  columns: number;
  rows: number;
  written = '';

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(octets: string): boolean {
    this.written += octets;
    return true;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  get stream(): WriteStream {
    return this as unknown as WriteStream;
  }
}
