import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { IndexChain, type IndexEntry } from './recording-index.ts';
import type { RecordingOptions } from './recording.ts';

/** The file of an index. A line that could not be written, as on a full disk, is written with the next one: none is ever torn or left out. */
export class IndexFile {
  readonly #path: string;
  readonly #owner: RecordingOptions['owner'];
  readonly #chain = new IndexChain();
  #length = 0;
  #waiting = '';

  private constructor(path: string, owner: RecordingOptions['owner']) {
    this.#path = path;
    this.#owner = owner;
  }

  /** Makes the file `STEM.index.ndjson`; null where there is one, which then is another recording's. */
  static async create({ folder, owner }: Pick<RecordingOptions, 'folder' | 'owner'>, stem: string): Promise<IndexFile | null> {
    const index = new IndexFile(join(folder, `${stem}.index.ndjson`), owner);
    try {
      await index.#write(constants.O_EXCL);
      return index;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
      throw error;
    }
  }

  /** Adds a line, and forces it to the disk. */
  async note(entry: IndexEntry): Promise<void> {
    this.#waiting += this.#chain.line(entry);
    await this.#write();
  }

  /** Tries once more to write what could not be written. */
  async flush(): Promise<void> {
    if (this.#waiting !== '') await this.#write();
  }

  async #write(flags = 0): Promise<void> {
    const octets = Buffer.from(this.#waiting);
    const handle = await open(this.#path, constants.O_WRONLY | constants.O_CREAT | flags, 0o600);
    try {
      if (this.#owner !== null) await handle.chown(this.#owner.user, this.#owner.group).catch(() => undefined);
      // Somebody may have taken away what was there.
      const { size } = await handle.stat();
      const from = Math.min(size, this.#length);
      try {
        for (let at = 0; at < octets.length;) at += (await handle.write(octets, at, octets.length - at, from + at)).bytesWritten;
      } catch (error) {
        await handle.truncate(from).catch(() => undefined);
        throw error;
      }
      this.#length = from + octets.length;
      this.#waiting = '';
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
