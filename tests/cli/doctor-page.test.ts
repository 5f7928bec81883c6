import { describe, expect, it } from 'vitest';
import { doctorPage } from '../../src/cli/doctor-page.ts';
import { verdict } from '../../src/machine/doctor/verdict.ts';

const node = verdict('node', 'program', { level: 'ok', state: 'ok', facts: { version: '22.1.0' } });
const none = verdict('source', 'capture', { level: 'problem', state: 'none', mend: ['sudo a', 'sudo b'] });
const clash = verdict('subnets', 'hotspot', { level: 'warning', state: 'clash', facts: { one: 'a\u001b[2J', other: 'b', network: 'n' } });

describe('the page of the doctor', () => {
  it('has a heading for each group, signs that need no colour, and commands on lines of their own', () => {
    expect(doctorPage([node, none], 'en', 80, false)).toBe(
      [
        'Program',
        '  ok Node 22.1.0',
        '',
        'Capture',
        '  !! Nothing here may capture packets.',
        '     $ sudo a',
        '     $ sudo b',
        '',
        'This machine cannot capture yet: see the lines marked with !!.',
        '',
      ].join('\n'),
    );
  });

  it('counts what deserves a look, or says that all is well', () => {
    expect(doctorPage([node, clash], 'en', 80, false)).toMatch(/One point deserves a look\.\n$/);
    expect(doctorPage([node], 'fr', 80, false)).toMatch(/Tout est en ordre\.\n$/);
  });

  it('shows foreign strings escaped, and colours only where they are wanted', () => {
    // eslint-disable-next-line no-control-regex -- that is what is looked for
    expect(doctorPage([clash], 'en', 80, false)).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    expect(doctorPage([node], 'en', 80, true)).toContain('\u001b[36m  ok\u001b[0m Node');
  });

  it('does not break a command', () => {
    const long = verdict('source', 'capture', { level: 'problem', state: 'none', mend: ['x '.repeat(60).trim()] });
    expect(doctorPage([long], 'en', 40, false)).toContain(`$ ${'x '.repeat(60).trim()}\n`);
  });
});
