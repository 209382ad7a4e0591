import { settleClocks, settleDuties } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { documentRegister } from './document-register.js';

const parameters = { signedOn: '2026-01-05', startsOn: '2026-01-05', endsOn: '2028-12-31' };
const at = (day: string) => `${day}T10:00:00+08:00`;

function register(pattern: string, facts: Fact[], asOf: string, isParty = true) {
  const terms = readTermsFiles().shipped(pattern);
  if (!terms) throw new Error(`no terms ${pattern}`);
  const all: Fact[] = [
    { type: 'contract.registered', id: 'c', at: at('2026-01-05'), pattern, parameters },
    ...facts.map((fact, index) => ({ id: `f${index}`, ...fact }) as Fact),
  ];
  const input = { terms, facts: all, asOfMs: parseInstant(asOf) ?? 0 };
  return documentRegister({
    contract: pattern,
    terms,
    duties: settleDuties(input).duties.map((duty) => ({ contract: pattern, ...duty })),
    clocks: settleClocks(input).clocks,
    facts: all,
    isParty,
  });
}
const inspection: Fact = {
  type: 'inspection.ended',
  at: at('2026-03-02'),
  inspection: 'I1',
  kind: 'onsite',
  period: '2026',
};
const report = (day: string, stamped: boolean, more: Partial<Fact> = {}): Fact =>
  ({ type: 'document.filed', at: at(day), document: 'inspection-report', about: 'I1', stamped, ...more }) as Fact;

describe('JH-1.5.2-RPT5WD the stamped report of an inspection', () => {
  const row = (facts: Fact[], asOf: string) =>
    register('jiahe-icu', facts, asOf).find(({ clause }) => clause === 'JH-1.5.2-RPT5WD');

  it('stands in the register as owed from the end of the inspection, with its seal and its day', () => {
    // Ended on Monday 2 March 2026; the fifth working day after it is Monday 9 March.
    expect(row([inspection], at('2026-03-03'))).toMatchObject({
      documents: ['inspection-report'],
      about: 'I1',
      stamped: true,
      owedBy: 'vendor',
      dueOn: '2026-03-09',
      status: 'due',
      filings: [],
    });
    expect(row([inspection], at('2026-03-10'))?.status).toBe('overdue');
  });

  it('JH-1.5.2-CONTENT: names the five parts that it must state, and keeps which of them a version was said to state', () => {
    const filed = [report('2026-03-04', true), report('2026-03-05', true, { parts: ['content', 'problems'] })];
    const known = row([inspection, ...filed], at('2026-03-06'));
    expect(known?.wanted?.clause).toBe('JH-1.5.2-CONTENT');
    expect(known?.wanted?.parts.map(({ nameZh }) => nameZh)).toEqual([
      '巡检内容',
      '发现的问题',
      '风险等级',
      '整改建议',
      '整改时限',
    ]);
    expect(known?.filings.map(({ version, parts }) => [version, parts])).toEqual([
      [2, ['content', 'problems']],
      [1, null],
    ]);
    // The contract calls it a report by its seal and its day; what it leaves out is shown and not ruled.
    expect(known?.status).toBe('done');
  });

  it('filed without the seal is listed as version 1 and still owed; with it, as version 2, it is done', () => {
    const unstamped = row([inspection, report('2026-03-04', false)], at('2026-03-05'));
    expect([unstamped?.status, unstamped?.filings.map(({ version, stamped }) => [version, stamped])]).toEqual([
      'due',
      [[1, false]],
    ]);
    const facts = [inspection, report('2026-03-04', false), report('2026-03-06', true)];
    const done = row(facts, at('2026-03-07'));
    expect([done?.status, done?.filings.map(({ version, stamped }) => [version, stamped])]).toEqual([
      'done',
      [
        [2, true],
        [1, false],
      ],
    ]);
    const confirmation: Fact = {
      type: 'document.confirmed',
      at: at('2026-03-07'),
      by: 'hospital',
      document: 'inspection-report',
      about: 'I1',
    };
    expect(row([...facts, confirmation], at('2026-03-08'))?.filings[0]?.confirmedAt).toBe(at('2026-03-07'));
  });

  it('filed for another inspection, or withdrawn, is not among its filings', () => {
    const other = report('2026-03-04', true, { about: 'I2' } as Partial<Fact>);
    const withdrawn: Fact = { type: 'fact.withdrawn', at: at('2026-03-05'), fact: 'f1', note: 'wrong file' };
    expect(row([inspection, other], at('2026-03-06'))?.filings).toEqual([]);
    expect(row([inspection, report('2026-03-04', true), withdrawn], at('2026-03-06'))?.filings).toEqual([]);
  });
});

describe('the register', () => {
  it('lists what nobody owed by what it is and what it is about, its versions together', () => {
    const memo = (day: string): Fact => ({ type: 'document.filed', at: at(day), document: 'memo', about: 'year-9' });
    const rows = register('jiahe-icu', [memo('2026-03-04'), memo('2026-03-05')], at('2026-03-06'));
    const unowed = rows.filter(({ clause }) => clause === null);
    expect(unowed).toMatchObject([{ documents: ['memo'], about: 'year-9', status: null }]);
    expect(unowed[0]?.filings.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('puts the overdue before the due, and the due before what is done', () => {
    const statuses = register('jiahe-icu', [inspection, report('2026-03-04', true)], at('2026-06-01')).map(
      ({ status }) => status,
    );
    const order = ['overdue', 'due', 'done', 'upcoming'];
    expect(statuses).toEqual([...statuses].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')));
    expect(new Set(statuses)).toContain('done');
  });

  it('lists a report owed for an incident by its clock, until it is filed', () => {
    const incident: Fact = {
      type: 'incident.reported',
      at: at('2026-03-02'),
      incident: 'INC',
      level: '1',
      system: '一体化电子病历系统',
    };
    const resolved: Fact = { type: 'incident.resolved', at: '2026-03-02T12:00:00+08:00', incident: 'INC' };
    const rows = register('bayannur-emr', [incident, resolved], at('2026-03-03')).filter(
      ({ about }) => about === 'INC',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect([row.status, row.owedBy, row.dueAt !== null]).toEqual(['due', 'vendor', true]);
    const filed: Fact = {
      type: 'document.filed',
      at: '2026-03-03T09:00:00+08:00', // owed 24 hours after the report, on the 3rd at 10:00
      document: rows[0]?.documents[0] ?? '',
      about: 'INC',
    };
    const after = register('bayannur-emr', [incident, resolved, filed], at('2026-03-05')).filter(
      ({ about }) => about === 'INC',
    );
    expect(after.find(({ clause }) => clause === rows[0]?.clause)).toMatchObject({
      status: 'done',
      filings: [{ version: 1 }],
    });
  });

  it('gives the names of files to the parties alone', () => {
    const sha256 = 'a'.repeat(64);
    const files = {
      evidence: [{ sha256, bytes: 1, mediaType: 'application/pdf' }],
      fileName: '张三.pdf',
    };
    const facts = [{ type: 'document.filed', at: at('2026-03-04'), document: 'memo', ...files } as Fact];
    const names = (isParty: boolean) =>
      register('jiahe-icu', facts, at('2026-03-05'), isParty).flatMap(({ filings }) =>
        filings.flatMap(({ files: own }) => own.map(({ name }) => name)),
      );
    expect(names(true)).toEqual(['张三.pdf']);
    expect(names(false)).toEqual([null]);
  });
});
