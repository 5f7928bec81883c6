/** A text of at most `max` UTF-16 units, with a mark where something was left out; no character is cut in two. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const splits = last >= 0xd800 && last <= 0xdbff; /* high surrogate */
  return `${text.slice(0, splits ? max - 1 : max)}…`;
}
