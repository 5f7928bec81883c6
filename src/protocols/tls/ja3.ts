import { hash } from 'node:crypto';
import { isGrease } from './names.ts';

/** What JA3 looks at in a client hello: numbers in the order sent. */
export interface Ja3Input {
  readonly version: number;
  readonly ciphers: readonly number[];
  readonly extensions: readonly number[];
  readonly groups: readonly number[];
  readonly pointFormats: readonly number[];
}

const list = (values: readonly number[]): string => values.filter((value) => !isGrease(value)).join('-');
const md5 = (text: string): string => hash('md5', text);

/** The JA3 text before it is hashed: five comma-separated lists of decimals, GREASE left out. */
export function ja3Text(input: Ja3Input): string {
  const { version, ciphers, extensions, groups, pointFormats } = input;
  return `${version},${list(ciphers)},${list(extensions)},${list(groups)},${pointFormats.join('-')}`;
}

/** JA3: the MD5 of `ja3Text`, in lower-case hex. */
export const ja3 = (input: Ja3Input): string => md5(ja3Text(input));

/** JA3S: the MD5 of the server's legacy version, its cipher suite, and its extensions in order. */
export const ja3s = (version: number, cipher: number, extensions: readonly number[]): string =>
  md5(`${version},${cipher},${extensions.join('-')}`);
