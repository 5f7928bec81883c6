/** A text that a person reads, in every language that the program speaks. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}
export type Language = keyof Text;
export const LANGUAGES = ['en', 'fr'] as const satisfies readonly Language[];
