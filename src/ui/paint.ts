import type { SafeText } from '../language/safe-text.ts';
import type { Role, Row } from './row.ts';

/** A finished line: safe text and our own colours (SGR), nothing else. */
export type Painted = string & { readonly brand: 'painted' };

// ECMA-48, 8.3.117 (SGR): one code a sequence, each with the code that ends it. The 16 colours that the user's own theme defines.
const BOLD = ['\x1b[1m', '\x1b[22m'] as const;
const DIM = ['\x1b[2m', '\x1b[22m'] as const;
const UNDERLINE = ['\x1b[4m', '\x1b[24m'] as const;
const INVERSE = ['\x1b[7m', '\x1b[27m'] as const;
const RED = ['\x1b[31m', '\x1b[39m'] as const;
const YELLOW = ['\x1b[33m', '\x1b[39m'] as const;
const MAGENTA = ['\x1b[35m', '\x1b[39m'] as const;
const CYAN = ['\x1b[36m', '\x1b[39m'] as const;
const BRIGHT_BLUE = ['\x1b[94m', '\x1b[39m'] as const;

type Codes = Readonly<Record<Role, readonly (readonly [string, string])[]>>;

const UNCOLOURED: Codes = {
  ...{
    plain: [],
    title: [BOLD],
    dim: [DIM],
    warning: [BOLD],
    critical: [BOLD, UNDERLINE],
    high: [BOLD],
    medium: [UNDERLINE],
    low: [],
    info: [DIM],
  },
};

/**
 * Ways to colour: `default`; `deuter`, in which nothing hangs on telling red from green; `trit`, the same for blue and yellow; and `mono`,
 * without any colour. Whatever the palette, severity has a shape and a letter as well.
 */
const PALETTES = {
  default: { ...UNCOLOURED, warning: [YELLOW], critical: [BOLD, RED], high: [RED], medium: [YELLOW], low: [CYAN] },
  deuter: { ...UNCOLOURED, warning: [YELLOW], critical: [BOLD, YELLOW], high: [YELLOW], medium: [BRIGHT_BLUE], low: [] },
  trit: { ...UNCOLOURED, warning: [MAGENTA], critical: [BOLD, RED], high: [RED], medium: [MAGENTA], low: [CYAN] },
  mono: UNCOLOURED,
} as const satisfies Readonly<Record<string, Codes>>;

export type Palette = keyof typeof PALETTES;
export const PALETTE_NAMES = Object.keys(PALETTES) as readonly Palette[];

/** The line in the colours of a palette; without one, without any code at all. */
export function paint(row: Row, palette: Palette | null): Painted {
  const bar = row.selected ? (row.bar ?? row.spans.length) : 0;
  let line = '';
  for (const { text } of row.spans.slice(0, bar)) line += text;
  if (palette !== null) line = wrapped(line as SafeText, [INVERSE]);
  for (const { text, role } of row.spans.slice(bar)) line += palette !== null ? wrapped(text, PALETTES[palette][role]) : text;
  return line as Painted;
}

function wrapped(text: SafeText, codes: readonly (readonly [string, string])[]): string {
  if (text === '') return '';
  let line: string = text;
  for (const [start, end] of codes) line = start + line + end;
  return line;
}
