import { message } from '../../language/message.ts';
import type { Language } from '../../model/text.ts';
import type { Edges } from '../edges.ts';
import { Rights } from './rights.ts';

/**
 * Gives up what root may and the command does not need: everything is found, and made, as by who ran `sudo`. `captures`: files that it
 * reads; where one may be read by root alone, it is opened as root, and nothing else is done so.
 */
export function giveUpRoot(edges: Edges, language: Language, captures: readonly string[] = [], quiet = false): Edges {
  const rights = edges.rights ?? Rights.take(edges);
  rights.dropToRead(captures);
  const { remark } = rights;
  // Root that nobody is behind has a home of its own, and is at home there.
  if (remark !== null && remark.key !== 'live.rights.root' && !quiet) {
    edges.stderr.write(`${message(language, remark.key, remark.parameters)}\n`);
  }
  return { ...edges, rights };
}
