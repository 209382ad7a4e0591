import { parseInstant, type Fact } from '@weibao/exchange';
import { parseAllTerms, type Terms } from '@weibao/contract-terms';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settleDuties, type DutyLine } from './parts.js';

const terms = parseAllTerms((file) =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8'),
);
const of = (contract: string): Terms => terms.get(contract) as Terms;
const registered: Fact = {
  type: 'contract.registered',
  id: 'c',
  at: '2026-01-01T00:00:00+08:00',
  parameters: { signedOn: '2026-01-01', startsOn: '2026-01-01', endsOn: '2026-12-31', total: '400000.00' },
};
const asOfMs = parseInstant('2026-06-10T09:00:00+08:00') as number;
const duties = (contract: string, facts: Fact[] = []): DutyLine[] =>
  settleDuties({ terms: of(contract), facts: [registered, ...facts], asOfMs }).duties;
const proofOf = (contract: string, clause: string, which: Partial<DutyLine> = {}, facts: Fact[] = []) =>
  duties(contract, facts).find(
    (duty) => duty.clause === clause && Object.entries(which).every(([key, value]) => duty[key as 'clause'] === value),
  )?.proof;

describe('what proves a duty', () => {
  it('is said by the terms: the inspection of the period, the document by its kind, the work, the backup of the day', () => {
    expect(proofOf('bayannur-emr', 'BY-4.4-INSPM', { period: '2026-05' })?.facts).toEqual([
      { type: 'inspection.ended', known: { kind: 'monthly', period: '2026-05' } },
    ]);
    expect(proofOf('bayannur-emr', 'BY-4.5-MAINTQ', { period: '2026-Q2' })?.facts).toEqual([
      { type: 'duty.done', known: { kind: 'quarterly-maintenance', period: '2026-Q2' } },
      { type: 'document.filed', known: { document: 'risk-plan', about: '2026-Q2' } },
    ]);
    expect(proofOf('jiahe-icu', 'JH-1.6-FULL', { period: '2026-06-01' })?.facts).toEqual([
      { type: 'backup.finished', known: { day: '2026-06-01', kind: 'full' } },
    ]);
    expect(proofOf('huangpu', 'HP-6.2.1-DRY', { subject: 'dr-plan' })?.facts).toEqual([
      { type: 'document.filed', known: { document: 'dr-plan', about: 'year-1' } },
    ]);
    expect(proofOf('bayannur-emr', 'BY-7-NDA')?.facts).toEqual([
      { type: 'document.filed', known: { document: 'confidentiality-contract' } },
    ]);
    expect(proofOf('bayannur-emr', 'BY-7-CONF10Y')).toMatchObject({ kind: 'standing', facts: [] });
  });

  it('JH-1.5.2: an inspection report is proved by the stamped one, for the inspection that owes it', () => {
    const ended: Fact = {
      type: 'inspection.ended',
      at: '2026-06-01T10:00:00+08:00',
      inspection: 'I-1',
      kind: 'online',
    };
    expect(proofOf('jiahe-icu', 'JH-1.5.2-RPT5WD', { subject: 'I-1' }, [ended])?.facts).toEqual([
      { type: 'document.filed', known: { document: 'inspection-report', about: 'I-1', stamped: true } },
    ]);
  });

  it.each([...terms.keys()])('%s: recording what is named as the proof does the duty', (contract) => {
    const open = duties(contract).filter(({ status, proof }) => status === 'due' && proof.facts.length > 0);
    expect(open.length > 0 || contract === 'tacheng-ops').toBe(true); // Tacheng owes nothing before a notice or a plan
    for (const duty of open) {
      const [first] = duty.proof.facts;
      const own = { inspection: 'X', duty: 'X', year: 1, ok: true, locations: ['local', 'offsite'] };
      const fact = { at: '2026-06-10T08:00:00+08:00', ...own, type: first?.type, ...first?.known } as unknown as Fact;
      const after = duties(contract, [fact]).find((other) => keyOf(other) === keyOf(duty));
      expect([keyOf(duty), after?.status]).toEqual([keyOf(duty), 'done']);
    }
  });
});

const keyOf = ({ clause, titleEn, period, subject }: DutyLine) => [clause, titleEn, period, subject].join(' ');

describe('signatures of both sides', () => {
  const ended: Fact = {
    type: 'inspection.ended',
    at: '2026-05-20T10:00:00+08:00',
    inspection: 'I-5',
    kind: 'monthly',
    period: '2026-05',
    by: 'vendor',
  };
  const signed = (by: 'hospital' | 'vendor'): Fact => ({
    type: 'duty.signed',
    at: '2026-05-21T10:00:00+08:00',
    duty: 'I-5',
    by,
  });
  const signatures = (...facts: Fact[]) =>
    proofOf('bayannur-emr', 'BY-4.4-INSPM', { period: '2026-05' }, facts)?.signatures;

  it('BY-V-OBJ3: the vendor signs by its entry, the hospital by its own signature', () => {
    expect(signatures()).toEqual({ asked: true, hospitalAt: null, vendorAt: null });
    expect(signatures(ended)).toEqual({ asked: true, hospitalAt: null, vendorAt: ended.at });
    expect(signatures(ended, signed('hospital'))?.hospitalAt).toBe('2026-05-21T10:00:00+08:00');
    expect(signatures(ended, signed('vendor'))?.hospitalAt).toBeNull();
  });

  it('HP-9.1-M4: a backup is signed by its confirmed slip; other contracts ask for none', () => {
    const day = '2026-06-01';
    const backup = (confirmed: boolean): Fact => ({
      type: 'backup.finished',
      at: '2026-06-02T01:00:00+08:00',
      day,
      ok: true,
      confirmed,
    });
    const of = (contract: string, clause: string, confirmed: boolean) =>
      proofOf(contract, clause, { period: day }, [backup(confirmed)])?.signatures;
    expect(of('huangpu', 'HP-3.3-BKP-RUN', false)).toMatchObject({ asked: true, hospitalAt: null });
    expect(of('huangpu', 'HP-3.3-BKP-RUN', true)).toMatchObject({ hospitalAt: '2026-06-02T01:00:00+08:00' });
    expect(of('jiahe-icu', 'JH-1.6-FULL', false)).toMatchObject({ asked: false });
  });

  it('HP-9.1-M4: or by the sealed slip of its day or month that was filed after it, at the moment of the slip', () => {
    const backup = (at: string): Fact => ({ type: 'backup.finished', at, day: '2026-06-01', ok: true });
    const slip = (about: string, more: object = {}): Fact =>
      ({
        type: 'document.filed',
        at: '2026-06-03T10:00:00+08:00',
        document: 'backup-slip',
        about,
        stamped: true,
        ...more,
      }) as Fact;
    const signedAt = (...facts: Fact[]) =>
      proofOf('huangpu', 'HP-3.3-BKP-RUN', { period: '2026-06-01' }, facts)?.signatures.hospitalAt;
    const made = backup('2026-06-02T01:00:00+08:00');
    expect(signedAt(made, slip('2026-06-01'))).toBe('2026-06-03T10:00:00+08:00');
    expect(signedAt(made, slip('2026-06'))).toBe('2026-06-03T10:00:00+08:00');
    expect(signedAt(made, slip('2026-06-02'))).toBeNull();
    expect(signedAt(made, slip('2026-06-01', { stamped: false }))).toBeNull();
    expect(signedAt(made, slip('2026-06-01', { document: 'inspection-report' }))).toBeNull();
    // Just before, at and after the moment of the slip.
    expect(signedAt(backup('2026-06-03T09:59:59+08:00'), slip('2026-06'))).not.toBeNull();
    expect(signedAt(backup('2026-06-03T10:00:00+08:00'), slip('2026-06'))).not.toBeNull();
    expect(signedAt(backup('2026-06-03T10:00:01+08:00'), slip('2026-06'))).toBeNull();
    // Entered later with an earlier time it stood on no slip.
    expect(signedAt({ ...made, recordedAt: '2026-06-04T09:00:00+08:00' }, slip('2026-06'))).toBeNull();
    // The vendor's slip waits for the hospital's word.
    const confirmed: Fact = {
      type: 'document.confirmed',
      at: '2026-06-05T10:00:00+08:00',
      document: 'backup-slip',
      about: '2026-06',
    };
    expect(signedAt(made, slip('2026-06', { by: 'vendor' }))).toBeNull();
    expect(signedAt(made, slip('2026-06', { by: 'vendor' }), confirmed)).toBe('2026-06-05T10:00:00+08:00');
    const withdrawn: Fact = { type: 'fact.withdrawn', at: '2026-06-06T10:00:00+08:00', fact: 's', note: 'wrong month' };
    expect(signedAt(made, slip('2026-06', { id: 's' }), withdrawn)).toBeNull();
  });
});

it('duties are computed and never planned twice: another calendar, amendment or start moves them, and asking again changes nothing', () => {
  const keys = (list: readonly DutyLine[]) => list.map(keyOf);
  const once = (list: readonly DutyLine[]) => expect(new Set(keys(list)).size).toBe(list.length);
  const amended: Fact = {
    type: 'contract.amended',
    id: 'a',
    at: '2026-03-01T09:00:00+08:00',
    effectiveOn: '2026-04-01',
    changes: {},
  };
  const calendar: Fact = {
    type: 'calendar.published',
    id: 'k',
    at: '2026-01-02T09:00:00+08:00',
    year: 2026,
    holidays: ['2026-05-01', '2026-05-02'],
    workdays: [],
  };
  for (const contract of terms.keys()) {
    const before = duties(contract);
    once(before);
    expect(duties(contract)).toEqual(before);
    once(
      duties(contract, [amended, calendar, { type: 'record.started', id: 'r', at: registered.at, on: '2026-03-15' }]),
    );
    const later = { ...registered, parameters: { ...registered.parameters, startsOn: '2026-02-10' } } as Fact;
    const moved = settleDuties({ terms: of(contract), facts: [later], asOfMs }).duties;
    once(moved);
  }
});
