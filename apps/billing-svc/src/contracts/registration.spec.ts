import { asOwnTerms, patterns, type Terms } from '@weibao/contract-terms';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { planRegistration, type RegistrationRequest } from './registration.js';

const bayannur = readTermsFiles().shipped('bayannur-emr') as Terms;
const nowMs = Date.parse('2026-11-20T10:00:00+08:00');

function plan(
  change: { contract?: string; terms?: Terms | undefined; body?: Partial<RegistrationRequest['body']> } = {},
) {
  return planRegistration({
    contract: change.contract ?? 'bayannur-emr',
    terms: 'terms' in change ? change.terms : bayannur,
    patterns,
    nowMs,
    body: {
      pattern: 'bayannur-emr',
      parameters: { signedOn: '2024-10-01', startsOn: '2024-10-01', endsOn: '2025-09-30' },
      parties: [{ organisation: 'demo-hospital', part: 'customer' }],
      trial: false,
      ...change.body,
    },
  });
}

function registered(change: Parameters<typeof plan>[0] = {}) {
  const planned = plan(change);
  if (!planned.ok) throw new Error(JSON.stringify(planned.faults));
  return planned;
}

function places(change: Parameters<typeof plan>[0]): string[] {
  const planned = plan(change);
  return planned.ok ? [] : planned.faults.map(({ place }) => place);
}

describe('registering a contract', () => {
  it('begins its record with contract.registered, known from the day on which it was signed', () => {
    expect(registered().facts[0]).toEqual({
      type: 'contract.registered',
      at: '2024-10-01T00:00:00+08:00',
      recordedAt: '2024-10-01T00:00:00+08:00',
      terms: bayannur.version,
      pattern: 'bayannur-emr',
      parameters: { signedOn: '2024-10-01', startsOn: '2024-10-01', endsOn: '2025-09-30' },
      parties: [{ organisation: 'demo-hospital', part: 'customer' }],
      trial: false,
    });
  });

  it('of a trial follows the terms that it brings, and names what is wrong in them; a real contract brings none', () => {
    const own = { ...asOwnTerms({ ...bayannur, nameZh: '自有条款' }) };
    const trial = { contract: 'trial-own', terms: undefined };
    const [fact] = registered({ ...trial, body: { own, trial: true, pattern: 'sixth' } }).facts;
    expect(fact).toMatchObject({ own: { terms: { nameZh: '自有条款' } }, pattern: 'sixth' });
    const spoilt = { ...own, terms: { ...own.terms, nameZh: 3, prefix: undefined } };
    expect(places({ ...trial, body: { own: spoilt, trial: true } }).sort()).toEqual([
      'own.terms.nameZh',
      'own.terms.prefix',
    ]);
    expect(places({ body: { own } })).toEqual(['own']);
  });

  it('writes the published years that the term touches, with one before and one after', () => {
    // 2024-10-01 … 2025-09-30: 2024 and 2025, and their neighbours 2023 and 2026
    const { facts, years } = registered();
    expect(years).toEqual([2023, 2024, 2025, 2026]);
    const of2025 = facts.find((fact) => fact.type === 'calendar.published' && fact.year === 2025);
    expect(of2025).toMatchObject({ source: 'chinese-days 1.5.7', recordedAt: '2024-10-01T00:00:00+08:00' });
    // National Day and Mid-Autumn 2025: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked
    expect(of2025).toMatchObject({
      holidays: expect.arrayContaining(['2025-10-01', '2025-10-08']),
      workdays: expect.arrayContaining(['2025-09-28', '2025-10-11']),
    });
  });

  it('invents no list for a year that is not published', () => {
    const { years } = registered({ body: { parameters: { signedOn: '2026-01-01', endsOn: '2028-12-31' } } });
    expect(years).toEqual([2025, 2026]);
  });

  it('gives a trial no calendar of its own and dates its registration before everything', () => {
    const { facts } = registered({ contract: 'trial-by-08', body: { trial: true } });
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ at: '1970-01-01T08:00:00+08:00', trial: true });
  });

  it('is known from now where the signing lies ahead', () => {
    const { facts } = registered({ body: { parameters: { signedOn: '2026-12-01' } } });
    expect(facts[0]?.at).toBe('2026-11-20T10:00:00+08:00');
  });

  it('takes the moment of signing where it is given', () => {
    const { facts } = registered({ body: { signedAt: '2024-09-30T16:30:00+08:00' } });
    expect(facts[0]?.at).toBe('2024-09-30T16:30:00+08:00');
  });
});

describe('a registration that is wrong', () => {
  it('names every fault at once, each with its place', () => {
    expect(
      places({
        contract: 'Bad.Id',
        terms: undefined,
        body: {
          pattern: 'nowhere',
          parameters: { startsOn: '2024-13-01', colour: 'red' },
          signedAt: '2027-01-01T00:00:00+08:00',
          parties: [
            { organisation: 'h', part: 'customer' },
            { organisation: 'h', part: 'customer' },
          ],
        },
      }),
    ).toEqual(['contract', 'parties[1]', 'pattern', 'parameters.startsOn', 'parameters.colour', 'signedAt']);
  });

  it('lets no real contract bear the id of a trial, nor a trial that of a real contract', () => {
    expect(places({ contract: 'trial-x' })).toEqual(['contract']);
    expect(places({ contract: 'x', body: { trial: true } })).toEqual(['contract']);
    expect(places({ contract: 'trial-x', body: { trial: true } })).toEqual([]);
  });

  it('does not take the id under which all contracts are asked for', () => {
    expect(places({ contract: 'all' })).toEqual(['contract']);
  });

  it('does not take a term that ends before it begins; one of a single day is fine', () => {
    const term = (endsOn: string) => ({ body: { parameters: { startsOn: '2024-10-01', endsOn } } });
    expect(places(term('2024-09-30'))).toEqual(['parameters.endsOn']);
    expect(places(term('2024-10-01'))).toEqual([]);
  });

  it('does not take a reading that the contract does not know', () => {
    expect(places({ body: { parameters: { readings: { 'no.such': 'x' } } } })).toEqual(['parameters.readings.no.such']);
  });

  it('does not take a signing in the future, unless for a trial', () => {
    const signedAt = '2026-11-20T10:00:00.001+08:00'; // a millisecond from now
    expect(places({ body: { signedAt } })).toEqual(['signedAt']);
    expect(places({ body: { signedAt: '2026-11-20T10:00:00+08:00' } })).toEqual([]);
    expect(places({ contract: 'trial-x', body: { trial: true, signedAt } })).toEqual([]);
  });
});
