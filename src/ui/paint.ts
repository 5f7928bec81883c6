import type { SafeText } from '../language/safe-text.ts';
import type { Role, Row } from './row.ts';

/** A finished line: safe text and our own colours (SGR), nothing else. */
export type Painted = string & { readonly brand: 'painted' };

// ECMA-48, 8.3.117 (SGR): one code a sequence, each with the code that ends it. The 16 colours that the user's own theme defines.
const BOLD = ['\x1b[1m', '\x1b[22m'] as const;
const DIM = ['\x1b[2m', '\x1b[22m'] as const;
const INVERSE = ['\x1b[7m', '\x1b[27m'] as const;
const RED = ['\x1b[31m', '\x1b[39m'] as const;
const YELLOW = ['\x1b[33m', '\x1b[39m'] as const;
const CYAN = ['\x1b[36m', '\x1b[39m'] as const;

const CODES: Readonly<Record<Role, readonly (readonly [string, string])[]>> = {
  plain: [],
  title: [BOLD],
  dim: [DIM],
  warning: [YELLOW],
  critical: [BOLD, RED],
  high: [RED],
  medium: [YELLOW],
  low: [CYAN],
  info: [DIM],
};

/** The line with its colours, or without any code at all. */
export function paint(row: Row, color: boolean): Painted {
  let line = '';
  for (const { text, role } of row.spans) line += color && !row.selected ? wrapped(text, CODES[role]) : text;
  return (color && row.selected ? wrapped(line as SafeText, [INVERSE]) : line) as Painted;
}

function wrapped(text: SafeText, codes: readonly (readonly [string, string])[]): string {
  if (text === '') return '';
  let line: string = text;
  for (const [start, end] of codes) line = start + line + end;
  return line;
}
