import type { Fact } from '@weibao/exchange';
import type { DutyView, RecordedFact } from '@weibao/messages';

/** Records as the gateway answers them, for the specs of this folder. */
export const duty = (change: Partial<DutyView> = {}): DutyView => ({
  contract: 'bayannur-emr',
  clause: 'BY-4.4-INSPM',
  period: '2026-11',
  dueOn: '2026-11-30',
  doneAt: null,
  status: 'due',
  titleZh: '月度综合巡检',
  titleEn: 'Monthly inspection',
  owedBy: 'vendor',
  proof: {
    kind: 'inspection',
    facts: [{ type: 'inspection.ended', known: { kind: 'monthly', period: '2026-11' } }],
    signatures: { asked: true, hospitalAt: null, vendorAt: null },
  },
  ...change,
});

export const recorded = (fact: Fact, change: Partial<RecordedFact> = {}): RecordedFact => ({
  id: 'f-1',
  type: fact.type,
  at: fact.at,
  recordedAt: fact.at,
  by: 'vendor',
  account: 'vendor',
  organisation: 'demo-vendor',
  role: 'vendor',
  withdrawn: false,
  confirmed: false,
  fact,
  ...change,
});
