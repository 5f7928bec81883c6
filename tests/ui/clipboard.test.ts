import { describe, expect, it } from 'vitest';
import { safeText } from '../../src/language/safe-text.ts';
import { clipboardSequence, COPY_MAX } from '../../src/ui/clipboard.ts';

const contents = (sequence: string): string => {
  const [, base64] = /^\x1b\]52;c;([A-Za-z0-9+/=]*)\x07$/.exec(sequence)!; // eslint-disable-line no-control-regex
  return Buffer.from(base64!, 'base64').toString();
};

describe('clipboardSequence', () => {
  it.each(['talking-bear', '02:00:00:00:00:01', 'é', ''])('carries %j', (text) =>
    expect(contents(clipboardSequence(safeText(text)))).toBe(text),
  );

  it('carries nothing that acts where it is pasted', () => {
    expect(contents(clipboardSequence(safeText('a\x1b]52;c;eA==\x07\nrm')))).toBe('a\\x1b]52;c;eA==\\x07\\x0arm');
  });

  it('is bounded', () => expect(contents(clipboardSequence(safeText('a'.repeat(9_000), 9_000)))).toHaveLength(COPY_MAX));
});
