import { patterns, type Terms } from '@weibao/contract-terms';
import type { Fact, FactOf } from '@weibao/exchange';
import { MAX_MESSAGE_BYTES } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { settled } from '../outcomes/outcome.service.js';
import { readTermsFiles } from '../terms/terms-files.js';
import { contractTermsView } from './contract-terms.view.js';

const files = readTermsFiles();
const parameters = {
  signedOn: '2025-10-20',
  startsOn: '2025-10-20',
  endsOn: '2028-10-19',
  workingHours: [['09:00', '18:00']] as [string, string][],
};

function viewOf(pattern: string, more: Fact[] = [], withActivity = true) {
  const terms = files.shipped(pattern) as Terms;
  const registered = {
    id: 'r',
    type: 'contract.registered',
    at: '2025-10-20T00:00:00+08:00',
    terms: terms.version,
    parameters,
  } as FactOf<'contract.registered'>;
  const record = { contract: pattern, registered, terms, facts: [registered, ...more], heads: {}, trial: false };
  const found = settled(record, Date.parse('2026-11-20T14:00:00+08:00'));
  return { view: contractTermsView(found, { withActivity, withReasons: true }), outcome: found.outcome };
}
const reported = (id: string, at: string): Fact => ({
  id,
  type: 'incident.reported',
  incident: id,
  level: '1',
  system: '微小化HIS系统',
  at: `2026-11-20T${at}+08:00`,
});
const unit = (view: ReturnType<typeof viewOf>['view']) =>
  view.readings.find(({ option }) => option === 'by.gen_unit') ?? expect.fail('no such reading');

describe('the terms of a contract, clause by clause', () => {
  it.each(patterns)('%s fit one message, and every clause cited by a reading or a finding is listed', (pattern) => {
    const { view } = viewOf(pattern);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(MAX_MESSAGE_BYTES);
    const listed = new Set(view.clauses.map(({ id }) => id));
    expect(view.readings.flatMap(({ clauses }) => clauses).filter((id) => !listed.has(id))).toEqual([]);
    expect(view.findings.map(({ clause }) => clause).filter((id) => !listed.has(id))).toEqual([]);
  });

  it.each(patterns)('%s: what lint finds here is what the outcome says', (pattern) => {
    const { view, outcome } = viewOf(pattern);
    const own = new Set(
      view.findings.filter(({ ambiguity }) => ambiguity === null).map((f) => `${f.finding} ${f.clause}`),
    );
    const told = outcome.lint.filter(({ ambiguity }) => ambiguity === undefined).map((f) => `${f.finding} ${f.clause}`);
    expect([...own].sort()).toEqual(told.sort());
  });

  it('BY-4.1-L1-RESP: at 14:00 one clock runs, one is met, and one whose answer never came is overdue', () => {
    // Response within 10 minutes, strictly: reported 13:55 runs until 14:05; 13:00 answered at 13:05 is met; 12:00 is past 12:10.
    const { view } = viewOf('bayannur-emr', [
      reported('A', '13:55:00'),
      reported('B', '13:00:00'),
      { id: 'b1', type: 'incident.responded', incident: 'B', at: '2026-11-20T13:05:00+08:00' },
      reported('C', '12:00:00'),
    ]);
    const counts = view.activity?.filter(({ clause, list }) => clause === 'BY-4.1-L1-RESP' && list === 'clocks');
    expect(counts?.map(({ state, count }) => `${state} ${count}`).sort()).toEqual(['met 1', 'overdue 1', 'running 1']);
  });

  it('gives no counts to a role that sees no outcome', () => {
    expect(viewOf('bayannur-emr', [], false).view.activity).toBeNull();
  });
});

describe('a reading', () => {
  it('is in force by its default while nobody chose', () => {
    const [question] = unit(viewOf('bayannur-emr').view).questions;
    expect(question?.inForce).toBe(question?.default);
    expect(question?.choice).toBeNull();
  });

  it('once chosen says what, when and by whom; a choice that was withdrawn does not count', () => {
    const before = unit(viewOf('bayannur-emr').view).questions[0];
    const other = before?.values.find((value) => value !== before.default) ?? expect.fail('has only one value');
    const chosen: Fact = {
      id: 'c',
      type: 'reading.chosen',
      at: '2026-01-05T10:00:00+08:00',
      reading: 'by.gen_unit',
      value: other,
    };
    expect(unit(viewOf('bayannur-emr', [chosen]).view).questions[0]).toMatchObject({
      inForce: other,
      choice: { value: other, source: 'fact', at: '2026-01-05T10:00:00+08:00' },
    });
    const withdrawn: Fact = {
      id: 'w',
      type: 'fact.withdrawn',
      at: '2026-01-06T10:00:00+08:00',
      fact: 'c',
      note: '误选',
    };
    expect(unit(viewOf('bayannur-emr', [chosen, withdrawn]).view).questions[0]).toEqual(before);
  });

  it('that a parameter answers is settled: the hours are registered, so that B-3 asks nothing', () => {
    const { view } = viewOf('bayannur-emr');
    expect(view.readings.find(({ id }) => id === 'B-3')).toMatchObject({
      settled: true,
      questions: [{ inForce: null }],
    });
  });
});
