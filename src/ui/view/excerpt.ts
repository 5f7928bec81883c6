import { TEXT_CELLS_MAX, type SafeText } from '../../language/safe-text.ts';
import type { Evidence } from '../../model/finding.ts';
import { keptValue } from '../../model/kept-fields.ts';
import type { RecordValue, Scalar, Value } from '../../model/observation.ts';
import type { Row } from '../row.ts';
import type { Show } from '../show.ts';
import { paragraph } from './prose.ts';

/** Fields of a message that are shown; the others are counted. */
const FIELDS_MAX = 12;
/** Items of a list that are shown. */
const ITEMS_MAX = 8;

/** What was in the packets of a piece of evidence, field by field, as far as it may be shown: what a person typed is left out of it. */
export function excerptRows({ fields }: Pick<Evidence, 'fields'>, show: Show, width: number): readonly Row[] {
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  const rows = known.slice(0, FIELDS_MAX).flatMap(([name, value]) => {
    const text = `${show.foreign(name)}: ${valueText(keptValue(name, value), show)}` as SafeText;
    return paragraph(text, width, 'plain', '   ');
  });
  const left = known.length - FIELDS_MAX;
  return left > 0 ? [...rows, ...paragraph(show.say('ui.more', { count: left }), width, 'dim', '   ')] : rows;
}

function valueText(value: Value | readonly Scalar[], show: Show): SafeText {
  if (!Array.isArray(value)) return scalarText(value as Scalar, show);
  const items = (value as readonly (Scalar | RecordValue)[]).slice(0, ITEMS_MAX).map((item) => itemText(item, show));
  const left = value.length - ITEMS_MAX;
  return (left > 0 ? `${items.join(', ')} ${show.say('ui.more', { count: left })}` : items.join(', ')) as SafeText;
}

function itemText(item: Scalar | RecordValue, show: Show): SafeText {
  return typeof item === 'object' && item !== null ? show.foreign(JSON.stringify(item).slice(0, TEXT_CELLS_MAX)) : scalarText(item, show);
}

function scalarText(value: Scalar, show: Show): SafeText {
  return typeof value === 'boolean' ? show.say(value ? 'ui.yes' : 'ui.no') : show.foreign(String(value));
}
