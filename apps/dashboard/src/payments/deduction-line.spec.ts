import type { DeductionRecord } from '@weibao/exchange';
import type { RecordedFact, Role, Side } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { actsOn } from './decide-actions.js';
import { aboutLine, decisionsOn, type LineDecision } from './deduction-line.js';

const line = (change: Partial<DeductionRecord> = {}): DeductionRecord => ({
  clause: 'BY-8-GEN',
  subject: 'BY-0003',
  breach: 'responded',
  payer: 'vendor',
  computed: '4168.00',
  payable: '4168.00',
  decision: 'proposed',
  steps: [],
  ...change,
});
const decided = (recordedAt: string, fields: Record<string, unknown>, withdrawn = false): RecordedFact => ({
  id: recordedAt,
  type: 'deduction.decided',
  at: recordedAt,
  recordedAt,
  by: 'hospital',
  account: 'finance',
  organisation: 'demo-hospital',
  role: 'finance',
  withdrawn,
  confirmed: false,
  fact: { type: 'deduction.decided', at: recordedAt, clause: 'BY-8-GEN', ...fields } as RecordedFact['fact'],
});
const on = (day: number) => `2026-11-0${day}T10:00:00+08:00`;

describe('the decisions about one line', () => {
  const about = { subject: 'BY-0003', breach: 'responded' };
  const newestFirst = [
    decided(on(6), { ...about, outcome: 'waived' }, true),
    decided(on(5), { ...about, outcome: 'confirmed', amount: '2000.00' }),
    decided(on(4), { ...about, outcome: 'disputed', note: '已响应' }),
    decided(on(3), { subject: 'BY-0003', breach: 'restored', outcome: 'waived' }),
    decided(on(2), { subject: 'BY-0004', breach: 'responded', outcome: 'waived' }),
    decided(on(1), { ...about, clause: 'BY-8-MAJ1', outcome: 'waived' }),
  ];

  it('are its own only, oldest first, without what was withdrawn', () => {
    expect(decisionsOn(line(), newestFirst).map(({ outcome, amount }) => [outcome, amount])).toEqual([
      ['disputed', undefined],
      ['confirmed', '2000.00'],
    ]);
  });

  it('as of a moment are those known by then, the moment itself included', () => {
    expect(decisionsOn(line(), newestFirst, Date.parse(on(4)))).toHaveLength(1);
    expect(decisionsOn(line(), newestFirst, Date.parse(on(4)) - 1)).toHaveLength(0);
  });

  it('that name no breach hold for each breach of the subject', () => {
    const all = [decided(on(1), { subject: 'BY-0003', outcome: 'waived' })];
    expect(decisionsOn(line({ breach: 'restored' }), all)).toHaveLength(1);
  });

  it('are made about exactly what the line names', () => {
    expect(aboutLine(line())).toEqual({ clause: 'BY-8-GEN', subject: 'BY-0003', breach: 'responded' });
    const { subject: _, ...byPeriod } = line({ period: '2026-09-25' });
    expect(aboutLine(byPeriod)).toEqual({ clause: 'BY-8-GEN', period: '2026-09-25', breach: 'responded' });
  });
});

describe('what may be done with a line', () => {
  const past = (...outcomes: LineDecision['outcome'][]): LineDecision[] =>
    outcomes.map((outcome, place) => ({
      id: `f${place}`,
      at: on(1),
      by: 'hospital',
      account: null,
      outcome,
      amount: undefined,
      note: undefined,
    }));
  const acts = (decision: DeductionRecord['decision'], decisions: LineDecision[], role: Role, side: Side) =>
    actsOn(line({ decision }), decisions, role, side);

  it('the hospital decides what is proposed or disputed, and takes back what it decided', () => {
    expect(acts('proposed', [], 'finance', 'hospital')).toEqual(['confirm', 'waive']);
    expect(acts('disputed', past('disputed'), 'it-head', 'hospital')).toEqual(['confirm', 'waive']);
    expect(acts('waived', past('waived'), 'finance', 'hospital')).toEqual(['revoke']);
  });

  it('the vendor disputes once, before or after a confirmation, and never what is waived or the hospital’s to pay', () => {
    expect(acts('proposed', [], 'vendor', 'vendor')).toEqual(['dispute']);
    expect(acts('confirmed', past('confirmed'), 'vendor', 'vendor')).toEqual(['dispute']);
    expect(acts('confirmed', past('disputed', 'confirmed'), 'vendor', 'vendor')).toEqual([]);
    expect(acts('waived', past('waived'), 'vendor', 'vendor')).toEqual([]);
    expect(actsOn(line({ payer: 'hospital' }), [], 'vendor', 'vendor')).toEqual([]);
  });

  it.each<[Role, Side]>([
    ['auditor', 'hospital'],
    ['duty-desk', 'hospital'],
    ['wall', 'hospital'],
  ])('a %s of the %s decides nothing', (role, side) => {
    expect(acts('proposed', [], role, side)).toEqual([]);
  });
});
