/**
 * Regions that a user can name as home. Members as ISO 3166-1 alpha-2.
 * European Union: Treaty on European Union, article 52 (27 members). European Economic Area: with Iceland, Liechtenstein
 * and Norway (EEA Agreement, article 126). The default home region adds the United Kingdom.
 */
const EU = [
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IT',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
] as const;
const EEA = [...EU, 'IS', 'LI', 'NO'] as const;

export const REGIONS: Readonly<Record<string, readonly string[]>> = { EU, EEA, 'EEA+UK': [...EEA, 'GB'] };

/** What counts as home where the user says nothing. */
export const DEFAULT_REGION = 'EEA+UK';

/** Country codes of a region's name or of a list such as `FR,BE`; null where a part is neither. */
export function countriesOfRegion(text: string): readonly string[] | null {
  const countries = new Set<string>();
  for (const part of text.split(',').map((piece) => piece.trim().toUpperCase())) {
    if (Object.hasOwn(REGIONS, part)) for (const country of REGIONS[part]!) countries.add(country);
    else if (/^[A-Z]{2}$/.test(part)) countries.add(part);
    else return null;
  }
  return [...countries].sort();
}
