import type { Fact } from '@weibao/exchange';
import type { RecordableFact, Side } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { commonFaults, twiceFault, unknownFaults } from './record-checks.js';
import { StandingFacts } from './standing-facts.js';

const now = '2026-07-01T09:00:00+08:00';
const second = (n: number): string => `2026-07-01T09:00:0${n}+08:00`;

function recording(fact: RecordableFact, more: { side?: Side | null; trial?: boolean; facts?: Fact[] } = {}) {
  const { side = 'hospital', trial = false, facts = [] } = more;
  return { contract: 'c', trial, side, nowMs: Date.parse(now), fact, standing: new StandingFacts(facts) };
}
const codes = (fact: RecordableFact, more = {}) =>
  commonFaults(recording(fact, more)).map(({ code, place }) => `${code} ${place}`);

describe('when it happened', () => {
  const accepted = (at: string): RecordableFact => ({ type: 'demand.accepted', demand: 'D', at });
  it('just before and at the server’s time it may have; a second after it has not', () => {
    expect(codes(accepted('2026-07-01T08:59:59+08:00'))).toEqual([]);
    expect(codes(accepted(now))).toEqual([]);
    expect(codes(accepted(second(1)))).toEqual(['RECORD.FUTURE_INSTANT at']);
  });
  it('is judged as an instant, whatever the offset', () => {
    expect(codes(accepted('2026-07-01T01:00:00Z'))).toEqual([]);
    expect(codes(accepted('2026-07-01T01:00:01Z'))).toEqual(['RECORD.FUTURE_INSTANT at']);
  });
  it('a trial takes any instant', () => expect(codes(accepted(second(1)), { trial: true })).toEqual([]));
  it('a decision’s moment is the server’s', () => {
    const decided: RecordableFact = { type: 'deduction.decided', clause: 'BY-8-GEN', outcome: 'confirmed' };
    expect(codes(decided)).toEqual([]);
    expect(codes({ ...decided, at: now } as RecordableFact)).toEqual(['RECORD.NOT_BACK_DATED at']);
  });
  it('maintenance may lie ahead, a time without monitoring may not', () => {
    const span = { system: 'HIS', from: second(1), to: second(2) };
    expect(codes({ type: 'maintenance.agreed', ...span })).toEqual([]);
    expect(codes({ type: 'monitoring.gap', ...span })).toEqual([
      'RECORD.FUTURE_INSTANT from',
      'RECORD.FUTURE_INSTANT to',
    ]);
  });
  it('a backup of today is one, of tomorrow none', () => {
    const backup = (day: string): RecordableFact => ({ type: 'backup.finished', day, kind: 'full', ok: true });
    expect(codes(backup('2026-07-01'))).toEqual([]);
    expect(codes(backup('2026-07-02'))).toEqual(['RECORD.FUTURE_INSTANT day']);
  });
  it('a span ends after its start, not at it', () => {
    const span = (to: string): RecordableFact => ({ type: 'maintenance.agreed', system: 'HIS', from: second(1), to });
    expect(codes(span(second(1)))).toEqual(['RECORD.RANGE_EMPTY to']);
    expect(codes(span(second(2)))).toEqual([]);
  });
});

describe('who says it', () => {
  const outage = (by?: Fact['by']): RecordableFact => ({ type: 'outage.started', outage: 'O', system: 'HIS', by });
  it('is the own side; a monitor speaks through the hospital’s token', () => {
    expect(codes(outage())).toEqual([]);
    expect(codes(outage('hospital'))).toEqual([]);
    expect(codes(outage('monitor'))).toEqual([]);
    expect(codes(outage('vendor'))).toEqual(['RECORD.BY by']);
    expect(codes(outage('both'))).toEqual(['RECORD.BY by']);
  });
  it('no monitor accepts a demand', () => {
    expect(codes({ type: 'demand.accepted', demand: 'D', by: 'monitor' })).toEqual(['RECORD.BY by']);
  });
});

it('an amount below zero is a credit note or a mistake', () => {
  expect(codes({ type: 'invoice.received', payment: 'P1', amount: '-1.00' })).toEqual([]);
  expect(codes({ type: 'payment.made', payment: 'P1', amount: '-1.00' })).toEqual(['RECORD.AMOUNT_NEGATIVE amount']);
  expect(codes({ type: 'payment.made', payment: 'P1', amount: '0.00' })).toEqual([]);
});

describe('what a fact names', () => {
  const filed: Fact = { type: 'demand.filed', id: 'f1', at: now, demand: 'D-1' };
  const unknown = (fact: RecordableFact, facts: Fact[]) =>
    unknownFaults(recording(fact, { facts })).map(({ place }) => place);
  it('stands in the record', () => {
    const accepted: RecordableFact = { type: 'demand.accepted', demand: 'D-1' };
    expect(unknown(accepted, [filed])).toEqual([]);
    expect(unknown(accepted, [])).toEqual(['demand']);
    expect(unknown({ type: 'demand.accepted', demand: 'D-2' }, [filed])).toEqual(['demand']);
  });
  it('does not stand when it was withdrawn, and does when the withdrawal was', () => {
    const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w1', at: now, fact: 'f1' };
    const back: Fact = { type: 'fact.withdrawn', id: 'w2', at: now, fact: 'w1' };
    const accepted: RecordableFact = { type: 'demand.accepted', demand: 'D-1' };
    expect(unknown(accepted, [filed, withdrawn])).toEqual(['demand']);
    expect(unknown(accepted, [filed, withdrawn, back])).toEqual([]);
  });
  it('an outage ends that began, a duty is signed that was planned or done', () => {
    expect(unknown({ type: 'outage.ended', outage: 'O' }, [])).toEqual(['outage']);
    expect(
      unknown({ type: 'outage.ended', outage: 'O' }, [{ type: 'outage.started', id: 'o', at: now, outage: 'O' }]),
    ).toEqual([]);
    expect(unknown({ type: 'duty.signed', duty: 'X' }, [])).toEqual(['duty']);
    expect(unknown({ type: 'duty.signed', duty: 'X' }, [{ type: 'duty.done', id: 'd', at: now, duty: 'X' }])).toEqual(
      [],
    );
  });
});

it('what stands already is told with who recorded it, when, and which fact', () => {
  const first = {
    type: 'demand.filed',
    id: 'f1',
    at: now,
    demand: 'D-1',
    actor: { account: 'duty' },
  } as unknown as Fact;
  const { code, zh, en } = twiceFault({ type: 'demand.filed', demand: 'D-1' }, first);
  expect(code).toBe('RECORD.TWICE');
  for (const text of [zh, en]) for (const said of ['duty', '2026-07-01 09:00:00', 'f1']) expect(text).toContain(said);
});
