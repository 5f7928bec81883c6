import Database from 'better-sqlite3';
import { pin } from '../../src/store/pin.ts';

/** A database of a test, kept from the collector as the store keeps its own (see pin.ts). */
export default class PinnedDatabase extends Database {
  constructor(path: string, options?: Database.Options) {
    super(path, options);
    pin(this);
  }
}
