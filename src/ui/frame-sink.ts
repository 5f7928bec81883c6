import { EventEmitter } from 'node:events';
import type { Painted } from './paint.ts';

/** The parts of the screen, from top to bottom. */
export const PARTS = ['head', 'body', 'foot'] as const;
export type Part = (typeof PARTS)[number];

/**
 * Takes the lines that the parts of the screen made and hands whole frames on. It stands for standard output where Ink writes to, and
 * leaves what Ink writes: the lines are finished when Ink gets to see them, and taking them apart again into characters, as Ink does for
 * every frame, costs seven times what making them does and keeps each line for ever in a table of widths.
 */
export class FrameSink extends EventEmitter {
  columns: number;
  rows: number;
  readonly isTTY = false;
  readonly #onFrame: (lines: readonly Painted[]) => void;
  readonly #parts = new Map<Part, readonly Painted[]>();

  constructor(columns: number, rows: number, onFrame: (lines: readonly Painted[]) => void) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#onFrame = onFrame;
  }

  write(): boolean {
    return true;
  }

  /** The lines of one part, for the next frame. */
  put(part: Part, lines: readonly Painted[]): void {
    this.#parts.set(part, lines);
  }

  /** All parts are there: hands the frame on. */
  show(): void {
    this.#onFrame(PARTS.flatMap((part) => this.#parts.get(part) ?? []));
  }
}
