import { describe, expect, it } from 'vitest';
import { writeSummary } from '../../src/report/text-summary.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aCoverage, aSnapshot } from '../builders/snapshot.ts';

const NOTHING = aSnapshot({ findings: [], devices: [], destinations: [], coverage: aCoverage({ payloadOctets: 0 }) });

describe('writeSummary', () => {
  it('counts findings, devices, destinations on the Internet and trackers', () => {
    const text = writtenBy(writeSummary, viewOf(aSnapshot()));
    expect(text).toContain('4 findings: 2 high, 1 medium, 1 note.');
    expect(text).toContain('2 devices in the home network; 3 destinations on the Internet.');
    expect(text).toContain('1 of these destinations is on a list of trackers.');
    expect(text).toContain('could read 36.0 kB; 900 kB was encrypted');
  });

  it('does not let the number of those listed pass for that of all', () => {
    const limits = [{ code: 'findings-limited', count: 4_320, incomplete: true }];
    const text = writtenBy(writeSummary, viewOf(aSnapshot({ coverage: aCoverage({ limits }) })));
    expect(text).toContain('1 note. 4,320 further findings are not listed. 2 devices');
  });

  it('speaks of what cannot be told only where there is some', () => {
    const told = (opaqueOctets: number): string =>
      writtenBy(
        writeSummary,
        viewOf(aSnapshot({ coverage: aCoverage({ payloadOctets: 9, encryptedOctets: 9 - opaqueOctets, opaqueOctets }) })),
      );
    expect(told(0)).not.toContain('it cannot be told');
    expect(told(1)).toContain('for the rest (1\u00a0B) it cannot be told'.replace('\u00a0', ' '));
  });

  it.each([
    ['en', 'Nothing was found. This is not a clean bill of health'],
    ['fr', 'Rien n’a été trouvé. Cela ne veut pas dire que tout va bien'],
  ] as const)('never says that all is well (%s)', (language, expected) => {
    expect(writtenBy(writeSummary, viewOf(NOTHING, { language }))).toContain(expected);
  });

  it('says so where no content was exchanged', () => {
    expect(writtenBy(writeSummary, viewOf(NOTHING))).toContain('No content was exchanged');
  });
});
