import type { SafeText } from '../../language/safe-text.ts';
import type { Glyphs } from '../glyphs.ts';

/** The newest values as bars of one cell each, the highest as high as they go; cells before the first value stay empty. */
export function sparkline({ levels, nothing }: Glyphs, values: readonly number[], cells: number): SafeText {
  const shown = values.slice(Math.max(0, values.length - cells));
  const peak = shown.reduce((highest, value) => Math.max(highest, value), 0);
  return (nothing.repeat(Math.max(0, cells - shown.length)) + shown.map((value) => levelOf(levels, value, peak)).join('')) as SafeText;
}

/** The bar of one value; only silence is the lowest. */
export function levelOf(levels: readonly SafeText[], value: number, peak: number): SafeText {
  if (value <= 0 || peak <= 0) return levels[0] ?? ('' as SafeText);
  const steps = levels.length - 1;
  return levels[Math.max(1, Math.min(steps, Math.ceil((value / peak) * steps)))] ?? ('' as SafeText);
}
