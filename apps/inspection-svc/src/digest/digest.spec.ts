import { digestDays, settleDuties, strictestDues } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { digestView } from './digest.view.js';
import { leadDays } from './lead-days.js';
import { waitingFor } from './waiting.js';

const contract = 'liyang-smart-health';
const terms = readTermsFiles().shipped(contract);
if (!terms) throw new Error('no terms');
const registered = {
  type: 'contract.registered',
  id: 'r',
  at: '2022-07-20T10:00:00+08:00',
  parties: [{ organisation: 'h', part: 'customer' }],
} as Extract<Fact, { type: 'contract.registered' }>;

const settled = (day: string, ...facts: Fact[]) => {
  const asOfMs = parseInstant(`${day}T09:00:00+08:00`) as number;
  const input = { terms, facts: [registered, ...facts], asOfMs };
  const duties = settleDuties(input).duties.map((duty) => ({ contract, ...duty }));
  return { input, duties, asOfMs };
};
const none = { lines: [], older: 0 };
const digest = (day: string, ...facts: Fact[]) => {
  const { input, duties } = settled(day, ...facts);
  return digestView({
    contract,
    days: digestDays(input),
    duties,
    strictest: strictestDues(input),
    waiting: [],
    clocks: none,
  });
};
const rosterIn = (day: string, ...facts: Fact[]) => {
  const view = digest(day, ...facts);
  const of = (list: 'missed' | 'today' | 'ahead') => view[list].find(({ period }) => period === '2022-10');
  const list = (['missed', 'today', 'ahead'] as const).find((name) => of(name)?.clause === 'LY-A3.1-ROSTER28');
  return { list: list ?? null, stricter: list ? (of(list)?.stricter?.dueOn ?? null) : null };
};

describe('LY-A3.1-ROSTER28 in the digest: the roster of October, due on Wednesday 28 September 2022', () => {
  it('is reminded of by the stricter reading, the 27th, from five days before', () => {
    expect(rosterIn('2022-09-21').list).toBeNull();
    expect(rosterIn('2022-09-22')).toEqual({ list: 'ahead', stricter: '2022-09-27' });
    expect(rosterIn('2022-09-26').list).toBe('ahead');
    expect(rosterIn('2022-09-27')).toEqual({ list: 'today', stricter: '2022-09-27' });
    expect(rosterIn('2022-09-28').list).toBe('today');
  });

  it('is missed on the working day after the 28th, and counted with the older ones from then on', () => {
    expect(rosterIn('2022-09-29').list).toBe('missed');
    const before = digest('2022-09-29').overdue;
    expect(rosterIn('2022-09-30').list).toBeNull();
    expect(digest('2022-09-30').overdue).toBeGreaterThan(before);
  });

  it('has one day alone once the reading is chosen', () => {
    const chosen: Fact = {
      type: 'reading.chosen',
      id: 'c',
      at: '2022-08-01T10:00:00+08:00',
      reading: 'ly.roster',
      value: 'by-28th',
    };
    expect(rosterIn('2022-09-27', chosen)).toEqual({ list: 'ahead', stricter: null });
  });

  it('is in no list once it is filed', () => {
    const filed: Fact = {
      type: 'document.filed',
      id: 'd',
      at: '2022-09-26T10:00:00+08:00',
      document: 'roster',
      about: '2022-10',
    };
    expect(rosterIn('2022-09-27', filed).list).toBeNull();
  });
});

it('on the first day after a holiday, what fell due in it is missed since the working day before it', () => {
  // National Day 2022: off from 1 to 7 October, Saturday the 8th worked. September's month of inspection ended on the 30th.
  const view = digest('2022-10-08');
  expect(view).toMatchObject({ on: '2022-10-08', since: '2022-09-30' });
  expect(view.missed.map(({ clause, period }) => `${clause} ${period}`)).toContain('LY-A1.2.5-INSPM 2022-09');
});

it('what recurs seldom is told earlier, what recurs daily on its day', () => {
  expect(['2022-10-08', '2022-10', '2022-Q3', 'year-1-H1', 'year-1', null].map(leadDays)).toEqual([
    0, 5, 10, 20, 20, 3,
  ]);
});

it('a decision waits for those who may take it, and for nobody else', () => {
  const asked: Fact = {
    type: 'approval.asked',
    id: 'a',
    at: '2022-09-01T10:00:00+08:00',
    approval: 'A-1',
    kind: 'leave',
    about: 'p-1',
    by: 'vendor',
  };
  const { input, duties, asOfMs } = settled('2022-09-27', asked);
  const record = { registered, terms, facts: input.facts, heads: {}, trial: false };
  const of = (role: 'inspector' | 'vendor' | 'finance', side: 'hospital' | 'vendor') =>
    waitingFor({ role }, side, { record, asOfMs }, duties).map(({ kind, subject }) => `${kind} ${subject}`);
  expect(of('inspector', 'hospital')).toEqual(['approval p-1']);
  expect(of('vendor', 'vendor')).toEqual([]);
  expect(of('finance', 'hospital')).toEqual([]);
});
