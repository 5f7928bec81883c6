import type { SafeText } from '../language/safe-text.ts';
import type { Severity } from '../model/finding.ts';

/** What a stretch of text is, for those who see colours; every mark is also said in words. */
export type Tone = 'plain' | 'heading' | 'strong' | 'dim' | Severity;

/** SGR parameters (ECMA-48, 8.3.117): 16 colours only, so that the reader's own palette decides the contrast. */
const CODES: Readonly<Record<Exclude<Tone, 'plain'>, string>> = {
  heading: '1;4',
  strong: '1',
  dim: '2',
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '2',
};

/** Wraps a text in the colour of its tone; without colours it stays as it is. */
export function paint(text: SafeText, tone: Tone, color: boolean): SafeText {
  if (!color || tone === 'plain' || text === '') return text;
  return `\x1b[${CODES[tone]}m${text}\x1b[0m` as SafeText;
}
