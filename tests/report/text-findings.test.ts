import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { writeFindings } from '../../src/report/text-findings.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aFinding, anEvidence, aRule, aSnapshot } from '../builders/snapshot.ts';

const written = (more: Partial<Snapshot> = {}, options: { verbose?: boolean; language?: 'en' | 'fr' } = {}): string =>
  writtenBy(writeFindings, viewOf(aSnapshot(more), options));

describe('writeFindings', () => {
  it.each([
    ['letter and title', '[H] Sends a child’s profile without encryption'],
    ['severity and confidence in words', 'high severity; certain'],
    ['meaning', 'Meaning Anyone between the device and the server'],
    ['device', 'Device talking-bear (02:00:00:00:00:01)'],
    ['destination', 'To api.bear.example'],
    ['how often and when', 'When 3 times: first 2023-11-14 22:13:21 UTC, last 2023-11-14 22:23:20 UTC'],
    ['the frames that prove it', 'Proof frames 12, 48, 51 of talking-bear.pcapng'],
    ['why', 'Because http.request: destination.scope is "internet" ("internet"); not method is "GET" ("POST")'],
    ['that it may be innocent', 'May be fine The profile may be a sample'],
    ['advice', 'What to do Ask the maker for encryption (HTTPS).'],
    ['clauses', 'Related ETSI EN 303 645 5.5-1'],
    ['notes in one line', '[i] Announces its name in the home network – talking-bear (02:00:00:00:00:01) – frames 12, 48, 51'],
  ])('tells %s', (_name, expected) => {
    expect(written()).toContain(expected);
  });

  it('tells a rule once with all its destinations', () => {
    const text = written();
    expect(text.split('Sends a child’s profile')).toHaveLength(2);
    expect(text).toContain('To www.bear.example When 1 time: 2023-11-14 22:13:21 UTC Proof frame 77 of talking-bear.pcapng');
  });

  it('says in French how sure it is', () => {
    expect(written({}, { language: 'fr' })).toContain('gravité élevée ; constat certain');
  });

  it('tells everything where everything is wanted', () => {
    const text = written({}, { verbose: true });
    expect(text).toContain('Rule cleartext-profile, version 2; privacy, readable on the way; read directly in the capture');
    expect(text).toContain('[i] Announces its name in the home network note; certain');
  });

  it('shows the first of many destinations', () => {
    const findings = Array.from({ length: 8 }, (_, i) =>
      aFinding({ id: `f${i}`, destination: `host${i}.example` }),
    ) as unknown as Snapshot['findings'];
    expect(written({ findings })).toContain('and 3 more like it');
    expect(written({ findings }, { verbose: true })).toContain('host7.example');
  });

  it('counts as destinations of a note only what is one, and names the frames of all of it', () => {
    const note = aRule({ id: 'offers', severity: 'info', title: { en: 'Offers a service', fr: 'Offre un service' } });
    const port = (id: string, frame: number, destination: string | null = null) =>
      aFinding({ id, rule: note, destination, evidence: [anEvidence({ frames: [frame] })] });
    const ports = written({ findings: [port('a', 5), port('b', 9), port('c', 7)] });
    expect(ports).toContain('– 3 findings – frames 5, 7, 9 of talking-bear.pcapng');
    expect(ports).not.toContain('destination');
    expect(written({ findings: [port('a', 5, 'x.example'), port('b', 9, 'x.example')] })).toContain('– x.example – frames 5, 9');
    expect(written({ findings: [port('a', 5, 'x.example'), port('b', 9, 'y.example')] })).toContain('– 2 destinations – frames 5, 9');
  });

  it('says what people said of a finding, beside it', () => {
    const review = { finding: 'f0000001', verdict: 'exception' as const, reason: 'our own test', untilMs: Date.UTC(2027, 0, 31), atMs: 0 };
    const notes = { marks: [], names: [], recordings: [], reviews: [review] };
    expect(written({ notes })).toContain(
      'Reviewed a known exception, on 1970-01-01 00:00:00 UTC, until 2027-01-31 00:00:00 UTC: our own test To www.bear.example',
    );
    expect(written({ notes: { ...notes, reviews: [{ ...review, untilMs: 5 }] } })).toContain('THIS HAS PASSED: our own test');
    expect(written()).not.toContain('Reviewed');
  });

  it('shows the first of many rules', () => {
    const findings = Array.from({ length: 103 }, (_, i) => aFinding({ id: `f${i}`, rule: aRule({ id: `r${i}` }) }));
    expect(written({ findings })).toContain('and 3 more like it');
  });

  it('names a device that is not listed, and none where none is concerned', () => {
    expect(written({ findings: [aFinding({ device: '02:00:00:00:00:77' as DeviceId })] })).toContain('Device 02:00:00:00:00:77');
    expect(written({ findings: [aFinding({ device: null, destination: null })] })).not.toMatch(/Device|To api/);
  });

  it('says so where nothing was found', () => {
    expect(written({ findings: [] })).toContain('None. The rules found nothing to report in what could be seen.');
  });
});
