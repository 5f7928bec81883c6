import { RE2JS } from 're2js';
import { neededCharacters } from './needed-characters.ts';

/** Longest pattern that a rule may hold, in characters. */
export const PATTERN_MAX = 512;
/** Largest compiled pattern, in RE2 instructions: matching costs at most instructions times characters. */
export const INSTRUCTIONS_MAX = 600;
/** Longest value that a pattern is tried on; what lies beyond is not looked at. */
export const SUBJECT_MAX = 8_192;

/** A compiled pattern: true where it occurs anywhere in the value (anchors say otherwise). */
export type Pattern = (subject: string) => boolean;

/**
 * Compiles a pattern in RE2 syntax, which matches in linear time whatever pattern and value:
 * look-around and back-references do not exist. Returns the flaw as text where the pattern is refused.
 */
export function compilePattern(source: string): { readonly pattern: Pattern } | { readonly flaw: string } {
  if (source.length > PATTERN_MAX) return { flaw: `longer than ${PATTERN_MAX} characters` };
  try {
    const compiled = RE2JS.compile(source);
    if (compiled.programSize() > INSTRUCTIONS_MAX) return { flaw: `more than ${INSTRUCTIONS_MAX} instructions` };
    const pattern = remembering((subject) => compiled.test(subject.length > SUBJECT_MAX ? subject.slice(0, SUBJECT_MAX) : subject));
    const mayMatch = neededCharacters(source);
    return { pattern: mayMatch === null ? pattern : (subject) => mayMatch(subject) && pattern(subject) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not a pattern';
    return { flaw: reason.replace('error parsing regexp: ', '') };
  }
}

/** Answers kept of one pattern, and the longest value whose answer is kept: hosts and agents come again and again. */
const ANSWERS_MAX = 2_048;
const REMEMBERED_MAX = 256;

function remembering(pattern: Pattern): Pattern {
  const answers = new Map<string, boolean>();
  return (subject) => {
    if (subject.length > REMEMBERED_MAX) return pattern(subject);
    const known = answers.get(subject);
    if (known !== undefined) return known;
    if (answers.size >= ANSWERS_MAX) answers.clear();
    const answer = pattern(subject);
    answers.set(subject, answer);
    return answer;
  };
}
