import type { SafeText } from '../language/safe-text.ts';
import type { Confidence, Severity } from '../model/finding.ts';
import type { Ellipsis } from './cells.ts';

/** Every sign on the screens that is not a word. Severity is told by shape, letter and colour together, never by colour alone. */
export interface Glyphs {
  readonly severity: Readonly<Record<Severity, SafeText>>;
  readonly confidence: Readonly<Record<Confidence, SafeText>>;
  readonly ellipsis: Ellipsis;
  readonly rule: SafeText;
  /** Between two panes. */
  readonly divider: SafeText;
  readonly cursor: SafeText;
  readonly caret: SafeText;
  readonly reading: SafeText;
  readonly done: SafeText;
  readonly paused: SafeText;
  readonly falling: SafeText;
  readonly rising: SafeText;
  readonly arrow: SafeText;
  readonly into: SafeText;
  readonly dot: SafeText;
  readonly held: SafeText;
  readonly notHeld: SafeText;
  readonly bar: SafeText;
  readonly barRest: SafeText;
  /** Keys that are drawn and not called by their name. */
  readonly keys: Readonly<Record<string, SafeText>>;
  /** From silence to the most there was; none where nothing is drawn. */
  readonly levels: readonly SafeText[];
  /** A stretch of time that a phase took, and the cells at its ends. */
  readonly phase: SafeText;
  readonly mark: SafeText;
  /** Where nothing is known, and where something was there but its volume over time is not known. */
  readonly nothing: SafeText;
  readonly present: SafeText;
  readonly chosen: SafeText;
  readonly notChosen: SafeText;
}

const signs = <T extends Readonly<Record<string, string>>>(texts: T): { readonly [K in keyof T]: SafeText } =>
  texts as unknown as { readonly [K in keyof T]: SafeText };

export const UNICODE_GLYPHS: Glyphs = {
  severity: signs({ critical: '█', high: '▲', medium: '◆', low: '▪', info: '·' }),
  confidence: signs({ certain: '●●●', firm: '●●○', tentative: '●○○' }),
  ellipsis: '…',
  ...signs({ rule: '─', cursor: '>', caret: '█', reading: '●', done: '■', paused: '‖', falling: '▼', rising: '▲', arrow: '→', into: '›' }),
  ...signs({ dot: '·', held: '✓', notHeld: '✗', bar: '█', barRest: '░', divider: '│' }),
  keys: signs({ up: '↑', down: '↓', left: '←', right: '→', enter: '⏎' }),
  levels: [...'▁▂▃▄▅▆▇█'] as unknown as readonly SafeText[],
  ...signs({ phase: '─', mark: '▲', nothing: ' ', present: '·', chosen: '■', notChosen: '□' }),
};

/** For terminals without UTF-8, and the Linux console, whose font lacks most of the signs above. */
export const ASCII_GLYPHS: Glyphs = {
  severity: signs({ critical: '#', high: '!', medium: '*', low: '-', info: '.' }),
  confidence: signs({ certain: '3/3', firm: '2/3', tentative: '1/3' }),
  ellipsis: '~',
  ...signs({ rule: '-', cursor: '>', caret: '_', reading: '*', done: '=', paused: '|', falling: 'v', rising: '^', arrow: '->', into: '>' }),
  ...signs({ dot: '-', held: '+', notHeld: '-', bar: '#', barRest: '.', divider: '|' }),
  keys: {},
  levels: [...'_.:-=+*#'] as unknown as readonly SafeText[],
  ...signs({ phase: '-', mark: '^', nothing: ' ', present: '.', chosen: 'x', notChosen: ' ' }),
};

/** For screen readers, which read every sign aloud: nothing is drawn. */
export const PLAIN_GLYPHS: Glyphs = {
  ...ASCII_GLYPHS,
  severity: signs({ critical: '', high: '', medium: '', low: '', info: '' }),
  ...signs({ rule: '', cursor: '', caret: '', reading: '', done: '', paused: '', falling: '', rising: '', arrow: ',', into: ',', dot: '' }),
  ...signs({ held: '+', notHeld: '-', bar: '', barRest: '', nothing: '', divider: '' }),
  levels: [],
};
