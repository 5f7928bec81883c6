/** A space at which a line may end: none before the high punctuation of French, nor inside its quotation marks. */
const BREAK = /(?<!«) (?![;:!?»](?:[ .,;)]|$))/u;

/** A text in the pieces between which a line may be broken, each without the space that follows it. */
export function unbroken(text: string): string[] {
  return text.split(BREAK);
}
