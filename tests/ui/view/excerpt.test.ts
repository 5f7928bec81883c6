import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/model/observation.ts';
import { excerptRows } from '../../../src/ui/view/excerpt.ts';
import { english, french, textOf } from '../frames.ts';

describe('excerpt of evidence', () => {
  const text = (fields: Fields, show = english): string => textOf(excerptRows({ fields }, show, 100));

  it('shows what is known, field by field', () => {
    expect(text({ method: 'POST', port: 80, ok: true, gone: null, list: ['a', 'b'], answers: [{ name: 'x', ttl: 3 }] })).toBe(
      '   method: POST\n   port: 80\n   ok: yes\n   list: a, b\n   answers: {"name":"x","ttl":3}',
    );
    expect(text({ ok: false }, french)).toBe('   ok: non');
  });

  it('shows nothing of what a person typed into an address', () => {
    const shown = text({ target: '/login?user=anna&pin=1234', location: 'http://anna:secret@bear.example/#top' });
    expect(shown).toContain('/login?user=(4)&pin=(4)');
    expect(shown).not.toMatch(/anna|1234|secret/);
  });

  it('shows nothing that acts on the terminal, and not too much', () => {
    expect(text({ host: 'a\x1b[2Jb' })).toBe('   host: a\\x1b[2Jb');
    expect(text({ names: Array.from({ length: 20 }, (_, i) => `n${i}`) })).toContain('n7 … 12 more');
    const many = text(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, i])));
    expect(many.split('\n')).toHaveLength(13);
    expect(many).toContain('… 28 more');
    expect(text({ big: 'x'.repeat(10_000) }).length).toBeLessThan(400);
  });
});
