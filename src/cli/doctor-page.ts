import { isMessageKey, message } from '../language/message.ts';
import { safeText, type SafeText } from '../language/safe-text.ts';
import { cannotCapture, type Level, type Verdict } from '../machine/doctor/verdict.ts';
import type { Language } from '../model/text.ts';
import { Page } from '../report/page.ts';
import type { Tone } from '../report/theme.ts';

/** Read without colours too. */
const SIGNS: Record<Level, string> = { ok: '  ok', note: '   -', unknown: '   ?', warning: '   !', problem: '  !!' };
const TONES: Record<Level, Tone> = { ok: 'low', note: 'dim', unknown: 'dim', warning: 'medium', problem: 'high' };
const INDENT = 5;

/** What the doctor found, for a person: a heading for each group, an entry for each check, and the commands that mend it to be copied. */
export function doctorPage(verdicts: readonly Verdict[], language: Language, columns: number, color: boolean): SafeText {
  const page = new Page(columns, color);
  for (const [i, one] of verdicts.entries()) {
    if (one.group !== verdicts[i - 1]?.group) {
      page.blank();
      page.paragraph(message(language, `doctor.group.${one.group}`), 0, 'heading');
    }
    page.marked(SIGNS[one.level] as SafeText, TONES[one.level], words(one, language), 0, 'plain');
    for (const command of one.mend) page.verbatim(`$ ${safeText(command)}` as SafeText, INDENT);
  }
  page.blank();
  const count = verdicts.filter(({ level }) => level === 'problem' || level === 'warning').length;
  const summary = cannotCapture(verdicts) ? 'cannot' : count === 0 ? 'fine' : 'drawbacks';
  page.paragraph(message(language, `doctor.summary.${summary}`, { count }), 0);
  return page.text();
}

function words({ id, state, facts }: Verdict, language: Language): SafeText {
  const key = `doctor.${id}.${state}`;
  const parameters = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, shown(value)]));
  return isMessageKey(key) ? message(language, key, parameters) : safeText(key);
}

function shown(value: Verdict['facts'][string]): string | number {
  if (typeof value === 'number') return value;
  return typeof value === 'object' ? (value ?? []).join('; ') : String(value);
}
