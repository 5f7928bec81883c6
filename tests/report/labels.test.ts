import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { claimText, deviceLabel, deviceName, labelCells, paragraph, remark, shownName, shownValue, word } from '../../src/report/labels.ts';
import { cellsOf } from '../../src/language/text-cells.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { aClaim, aDevice } from '../builders/snapshot.ts';

describe('word', () => {
  it.each([
    ['en', 'role', 'ads', 'advertising'],
    ['fr', 'role', 'ads', 'publicité'],
    ['fr', 'role', 'spying', 'spying'],
    ['en', 'category', 'constructor', 'constructor'],
  ] as const)('%s: %s %s', (language, prefix, code, expected) => {
    expect(word(language, prefix, code)).toBe(expected);
  });
});

describe('remark', () => {
  it.each([
    ['limit', 'stray-segments', 1, '1 packet does not fit into its connection and was left out.'],
    ['limit', 'not-known-yet', 1_234, 'not-known-yet: 1,234'],
  ])('%s %s', (prefix, code, count, expected) => {
    expect(remark('en', prefix, code, count)).toBe(expected);
  });
});

describe('shownName', () => {
  it('keeps the end of a long host name, which says whose it is', () => {
    const shown = shownName(`${'a'.repeat(150)}.cdn.bear.example`);
    expect(shown).toMatch(/^a{36}….*\.cdn\.bear\.example$/);
    expect([...shown].length).toBe(96);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('%s is harmless and short', (_name, text) => {
    for (const shown of [shownName(text), shownValue(text), paragraph(text)])
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect([...shownName(text)].length).toBeLessThanOrEqual(96);
  });
});

describe('paragraph', () => {
  it('joins the lines of a rule file', () => {
    expect(paragraph('one\n  two\tthree \n')).toBe('one two three');
  });
});

describe('the name of a device', () => {
  it.each([
    [{}, 'talking-bear'],
    [{ hostname: [] }, 'Bear 2'],
    [{ hostname: [], model: [] }, 'Bear Toys'],
    [{ hostname: [], model: [], vendor: [] }, 'Unnamed device'],
  ])('%j', (more, expected) => {
    expect(deviceName('en', aDevice(more))).toBe(expected);
  });

  it('comes with its MAC, or its address', () => {
    expect(deviceLabel('en', aDevice())).toBe('talking-bear (02:00:00:00:00:01)');
    expect(deviceLabel('en', aDevice({ id: 'ip:192.0.2.1' as DeviceId }))).toBe('talking-bear (192.0.2.1)');
  });
});

describe('claimText', () => {
  it.each([
    ['user', 1, 'X (told by you; certain)'],
    ['dhcp.hostname', 0.9, 'X (the device said so (DHCP); likely)'],
    ['mdns.txt.md', 0.8, 'X (the device announces it (mDNS); likely)'],
    ['http.user_agent', 0.5, 'X (the device says so in web requests; uncertain)'],
    ['oui: IEEE 2026-06', 0.7, 'X (register of MAC addresses, IEEE 2026-06; likely)'],
    ['somewhere else', 0.7, 'X (somewhere else; likely)'],
  ])('%s', (source, confidence, expected) => {
    expect(claimText('en', aClaim('X', { source, confidence }), null)).toBe(expected);
  });

  it('translates the kinds of devices', () => {
    expect(claimText('fr', aClaim('toy', { source: 'user', confidence: 1 }), 'device')).toBe('jouet (indiqué par vous\u202f; certain)');
  });
});

describe('labelCells', () => {
  it('leaves room behind the widest label', () => {
    expect(labelCells('en', ['report.label.mac', 'report.label.addresses'])).toBe(cellsOf('Addresses') + 2);
  });
});
