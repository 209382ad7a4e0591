import { parseTerms } from '@weibao/contract-terms';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { settle } from './settle.js';

// A contract that Weibao has never seen, with clauses of known kinds: a file, and no code.
const clause = (id: string, zh: string, en: string, kind: string, service: string) => ({
  id,
  place: id.slice(3),
  zh,
  en,
  kind,
  service,
});
const clauses = [
  clause('XX-1-TERM', '合同期一年。', 'One year', 'computed', 'billing'),
  clause('XX-2-FEE', '年费十万元。', 'Annual fee', 'computed', 'billing'),
  clause('XX-3-L1', '一级：停机。', 'Level 1: down', 'computed', 'incident'),
  clause('XX-3-RESP', '一级二十分钟内响应。', 'Level 1: response within 20 minutes', 'computed', 'incident'),
  clause('XX-4-FINE', '每次超时扣年费的百分之一。', 'One per cent a miss', 'computed', 'billing'),
  clause('XX-4-CAP', '违约金以年费的百分之二为限。', 'Capped at two per cent', 'computed', 'billing'),
  clause('XX-5-PAY', '期满三十日内付清。', 'Paid within 30 days of the end', 'scheduled', 'billing'),
];
const data = {
  contract: 'sixth',
  version: '1',
  nameZh: '第六份合同',
  nameEn: 'A sixth contract',
  prefix: 'XX',
  scope: 'listed',
  term: { clause: 'XX-1-TERM', startsOn: '2025-03-03', endsOn: '2026-03-02' },
  bases: { annual: { clause: 'XX-2-FEE', yuan: '100000.00' } },
  systems: [{ name: '影像系统' }],
  levels: [
    { level: '1', clause: 'XX-3-L1', nameZh: '停机', nameEn: 'Down', definitionZh: '停机', definitionEn: 'Down' },
  ],
  incidentTargets: [
    {
      clause: 'XX-3-RESP',
      titleZh: '响应',
      titleEn: 'Response',
      levels: ['1'],
      stage: 'responded',
      from: 'reported',
      limit: { minutes: 20 },
      strict: false,
    },
  ],
  penalties: [
    { kind: 'incident-late', clause: 'XX-4-FINE', targets: ['XX-3-RESP'], amount: { share: '1/100', of: 'annual' } },
  ],
  caps: [
    {
      clause: 'XX-4-CAP',
      penalties: ['XX-4-FINE'],
      limit: { share: '2/100', of: 'annual' },
      per: 'term',
      payer: 'vendor',
    },
  ],
  payments: [
    {
      payment: 'P1',
      clause: 'XX-5-PAY',
      gross: { share: '1/1', of: 'annual' },
      milestone: { termEnd: true },
      due: { days: 30 },
      gates: [],
    },
  ],
};

describe('a sixth contract', () => {
  const parsed = parseTerms({ terms: JSON.stringify(data), clauses: JSON.stringify(clauses), readings: [] }, 'sixth');
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'));

  const miss = (incident: string, day: string): Fact[] => [
    { type: 'incident.reported', incident, at: `${day}T09:00:00+08:00`, level: '1', system: '影像系统' },
    { type: 'incident.responded', incident, at: `${day}T09:20:01+08:00` },
  ];
  const outcome = settle({
    terms: parsed.value,
    facts: [...miss('A', '2025-04-01'), ...miss('B', '2025-05-06'), ...miss('C', '2025-06-03')],
    asOfMs: parseInstant('2026-03-10T09:00:00+08:00') as number,
  });

  it('XX-3-RESP: twenty minutes and a second is late by a second', () =>
    expect(outcome.clocks).toMatchObject([
      { subject: 'A', status: 'late', lateSeconds: 1, dueAt: '2025-04-01T09:20:00+08:00' },
      { subject: 'B', status: 'late' },
      { subject: 'C', status: 'late' },
    ]));

  // 1 % of 100,000 is 1,000 a miss; the cap of 2 % = 2,000 is used up by the first two.
  it('XX-4-CAP: the third fine is computed, and nothing of it is payable', () => {
    expect(outcome.deductions.map(({ subject, computed, payable }) => [subject, computed, payable])).toEqual([
      ['A', '1000.00', '1000.00'],
      ['B', '1000.00', '1000.00'],
      ['C', '1000.00', '0.00'],
    ]);
    expect(outcome.caps).toMatchObject([{ clause: 'XX-4-CAP', limit: '2000.00', used: '2000.00' }]);
  });

  // Thirty days after 2026-03-02 end on 2026-04-01, a Wednesday.
  it('XX-5-PAY: the fee is due thirty days after the term', () =>
    expect(outcome.payments).toMatchObject([
      { payment: 'P1', gross: '100000.00', dueOn: '2026-04-01', status: 'eligible' },
    ]));
});
