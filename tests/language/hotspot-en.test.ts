import { describe, expect, it } from 'vitest';
import { hotspotEn } from '../../src/language/hotspot-en.ts';
import { LACKS } from '../../src/machine/hotspot/status.ts';
import { STEP_IDS } from '../../src/machine/hotspot/step.ts';
import { expectEnglish } from '../builders/catalogue.ts';
import { sourcesOf } from '../builders/sources.ts';

describe('hotspotEn', () => {
  it('is written as English is', () => expectEnglish(hotspotEn));

  const settings = sourcesOf('machine').find(({ name }) => name.endsWith('settings.ts'))!.text;
  const codes = (from: RegExp): string[] => [...(from.exec(settings)?.[1] ?? '').matchAll(/'([a-z0-9-]+)'/g)].map(([, code]) => code!);
  const families: readonly (readonly [prefix: string, codes: readonly string[]])[] = [
    ['hotspot.step', STEP_IDS],
    ['hotspot.lack', LACKS],
    ['hotspot.refusal', codes(/export type RefusalCode =([^;]+);/)],
    ['hotspot.notice', codes(/readonly code: ('no-upstream'[^;]+);/)],
  ];
  it.each(families)('has a text for every code of %s, and no other', (prefix, all) => {
    const keys = Object.keys(hotspotEn).filter((key) => key.startsWith(`${prefix}.`));
    expect(keys.map((key) => key.slice(prefix.length + 1)).sort()).toEqual([...all].sort());
  });
});
