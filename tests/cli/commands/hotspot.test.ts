import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { englishIn } from '../../builders/catalogue.ts';
import { Lab, labLacks } from '../../machine/hotspot/lab.ts';
import { Desk, hiddenIn } from '../drive.ts';

const desk = new Desk();
const state = desk.path('state/mouchard/hotspot');

describe('mouchard hotspot', () => {
  it('without a hotspot says so, in both languages, and changes nothing', () => {
    expect(desk.run(['hotspot', 'status', '--state', state])).toEqual({ status: 0, stdout: 'The hotspot is off.\n', stderr: '' });
    expect(desk.run(['hotspot', '--state', state]).stdout).toBe('The hotspot is off.\n');
    expect(desk.run(['hotspot', 'status', '--state', state, '--lang', 'fr']).stdout).toBe('Le point d’accès est éteint.\n');
    expect(JSON.parse(desk.run(['hotspot', 'status', '--state', state, '--format', 'json']).stdout)).toMatchObject({
      state: 'down',
      clients: [],
    });
    expect(existsSync(desk.path('state'))).toBe(false);
  });

  it('down is idempotent, and quiet when told', () => {
    expect(desk.run(['hotspot', 'down', '--state', state])).toEqual({
      status: 0,
      stdout: 'No hotspot is on: nothing to undo.\n',
      stderr: '',
    });
    expect(desk.run(['hotspot', 'down', '--quiet', '--state', state])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it.skipIf(labLacks !== null)('as an ordinary user names the command that works, exit 4', () => {
    const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    mkdirSync(state, { recursive: true, mode: 0o700 });
    const lab = new Lab('usr');
    try {
      const args = ['hotspot', 'up', '--interface', 'home0', '--ssid', 'my net', '--state', '/nonexistent/hotspot'];
      const ran = lab.inside(
        lab.laptop,
        ...nobody,
        process.execPath,
        process.env['MOUCHARD_PROGRAM'] ?? join(ROOT, 'dist', 'bin.js'),
        ...args,
      );
      expect(ran).toMatchObject({ status: 4, stdout: '' });
      expect(ran.stderr).toContain(
        "This mends it: sudo mouchard hotspot up --interface home0 --ssid 'my net' --state /nonexistent/hotspot",
      );
    } finally {
      lab.close();
    }
  });
});

const ROOT = new URL('../../..', import.meta.url).pathname;

describe.skipIf(labLacks !== null)('mouchard hotspot in the lab', () => {
  const lab = labLacks === null ? new Lab('cli') : null;
  afterAll(() => lab?.close());

  it('prints the whole plan and does nothing, in both languages and as JSON', () => {
    const args = ['--interface', 'home0', '--bridge', 'br7', '--dry-run'];
    for (const language of ['en', 'fr']) {
      const { status, stdout, stderr } = lab!.hotspot('up', ...args, '--lang', language);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(hiddenIn(stdout)).toBeNull();
      for (const word of ['table inet mouchard', 'dhcp-range=', 'ip link add name br7', 'ip link delete dev br7'])
        expect(stdout).toContain(word);
      if (language === 'fr') {
        const prose = stdout
          .split('\n')
          .filter((line) => !/^ {4,}/.test(line))
          .map((line) => line.replaceAll(/\/\S+/g, ''));
        expect(prose.map(englishIn).filter((word) => word !== null)).toEqual([]);
      }
    }
    const plan = JSON.parse(lab!.hotspot('up', ...args, '--format', 'json').stdout) as {
      steps: { step: string; command: string[] | null }[];
    };
    expect(plan.steps.find(({ step }) => step === 'create-bridge')?.command?.slice(0, 5)).toEqual(['ip', 'link', 'add', 'name', 'br7']);
    expect(existsSync(lab!.state)).toBe(false);
  });

  it('says in French what it did and what comes next', () => {
    const up = lab!.hotspot('up', '--interface', 'home0', '--ipv6', 'off', '--lang', 'fr');
    expect(up).toMatchObject({ status: 0, stderr: '' });
    expect(up.stdout).toContain('Le point d’accès est allumé.');
    expect(up.stdout).toContain('mouchard watch -i home0');
    const status = lab!.hotspot('status', '--lang', 'fr').stdout;
    expect(status).toContain('Aucun appareil n’est encore arrivé.');
    expect(status).toContain('nft delete table inet mouchard');
    expect(lab!.hotspot('down', '--lang', 'fr').stdout).toMatch(/^Le point d’accès est éteint\s; \d+ changements ont été annulés\.\n$/u);
  });
});
