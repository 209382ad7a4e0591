import type { Pattern } from '@weibao/contract-terms';
import { formatInstant, type Fact, type Parameters } from '@weibao/exchange';

/** A history that nobody would write by hand: valid facts of every kind a contract can meet, in and around its term. */
export interface RandomHistory {
  contract: Pattern;
  parameters: Parameters;
  facts: Fact[];
  asOfMs: number;
}

const DAY = 86_400_000;
const start = (text: string): number => Date.parse(`${text}T00:00:00+08:00`);

const worlds: Record<
  Pattern,
  {
    from: number;
    days: number;
    parameters: Parameters;
    systems: string[];
    clauses: { score: string[]; ruled: string[]; lost: string[] };
    amended: { terms?: object; parameters?: object }[];
  }
> = {
  huangpu: {
    from: start('2026-01-01'),
    days: 420,
    parameters: {
      signedOn: '2026-01-01',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      total: '50000.00',
      annualFee: '50000.00',
      settlement: 'half-year',
      share: '50%',
    },
    systems: ['检验系统'],
    clauses: {
      score: ['HP-S-2.2-S1', 'HP-S-2.3', 'HP-S-1.2b', 'HP-S-4.1'],
      ruled: ['HP-8.4-LEAK', 'HP-8.5-IP'],
      lost: ['HP-7.3-REPL', 'HP-8.6-COST'],
    },
    amended: [
      { parameters: { total: '60000.00', annualFee: '60000.00' } },
      { parameters: { settlement: 'quarter', share: '25%' } },
      { parameters: { readings: { 'hp.arrlate': 'started' } } },
    ],
  },
  'jiahe-icu': {
    from: start('2026-02-09'),
    days: 400,
    parameters: {
      signedOn: '2026-02-09',
      startsOn: '2026-02-09',
      endsOn: '2027-02-08',
      total: '120000.00',
      annualFee: '120000.00',
      settlement: 'quarter',
      share: '25%',
    },
    systems: ['嘉和重症系统'],
    clauses: { score: [], ruled: ['JH-3.3-OVERTIME'], lost: ['JH-1.9.2-CONF'] },
    amended: [
      { parameters: { total: '150000.00' } },
      { parameters: { settlement: 'half-year', share: '50%' } },
      { terms: { duties: [], counters: [] } },
    ],
  },
  'bayannur-emr': {
    from: start('2024-10-01'),
    days: 1200,
    parameters: {
      signedOn: '2024-10-01',
      workingHours: [
        ['09:00', '12:00'],
        ['14:00', '18:00'],
      ],
      coreSystems: ['一体化电子病历系统', '微小化HIS系统'],
    },
    systems: ['一体化电子病历系统', '微小化HIS系统', '统一预约系统'],
    clauses: { score: [], ruled: ['BY-8-GEN', 'BY-8-DELAY', 'BY-8-MAJ2'], lost: ['BY-8-LOSS'] },
    amended: [
      { terms: { bases: { total: { yuan: '5000000.00' } } } },
      { terms: { counters: [], rights: [] } },
      { parameters: { workingHours: [['08:00', '17:00']], readings: { 'by.gen_unit': 'per-root-cause' } } },
    ],
  },
  'tacheng-ops': {
    from: start('2024-11-18'),
    days: 420,
    parameters: {},
    systems: ['熙云开发平台'],
    clauses: { score: [], ruled: [], lost: ['TC-8.2-CAP', 'TC-8.1-STOP'] },
    amended: [{ terms: { bases: { annual: { yuan: '60000.00' } } } }, { terms: { notices: [] } }],
  },
  'liyang-smart-health': {
    from: start('2022-07-20'),
    days: 600,
    parameters: { workingHours: [['08:30', '17:30']] },
    systems: ['区域心电软件系统', '病案管理软件系统'],
    clauses: { score: [], ruled: ['LY-7.2-DELAY', 'LY-A5.5.2-1', 'LY-A5.5.2-3'], lost: ['LY-7.4-DATA'] },
    amended: [
      { terms: { bases: { total: { yuan: '500000.00' } } } },
      { terms: { payments: [], penalties: [] } },
      { parameters: { readings: { 'ly.repeat': 'linear' } } },
    ],
  },
};

export function randomHistory(contract: Pattern, seed: number): RandomHistory {
  const world = worlds[contract];
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (below: number): number => Math.floor(random() * below);
  const pick = <T>(list: readonly T[]): T => list[whole(list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const someTime = (): number => world.from + whole(world.days * 86_400) * 1000;
  const later = (ms: number, hours: number): number => ms + whole(hours * 3600) * 1000;
  const at = (ms: number) => ({ at: formatInstant(ms) });
  const date = (ms: number): string => formatInstant(ms).slice(0, 10);
  const facts: Fact[] = [];
  let n = 0;
  const add = (fact: Fact): Fact => {
    const by = chance(0.15) ? { by: 'vendor' as const } : {};
    const recordedAt = chance(0.15) ? { recordedAt: formatInstant(later(Date.parse(fact.at), 72)) } : {};
    const full = { id: `f${(n += 1)}`, ...by, ...recordedAt, ...fact } as Fact;
    facts.push(full);
    return full;
  };

  for (let i = whole(9); i > 0; i -= 1) {
    const incident = `I${i}`;
    const reported = someTime();
    add({
      type: 'incident.reported',
      incident,
      ...at(reported),
      ...(chance(0.9) ? { level: pick(['1', '2', '3', '4'] as const) } : {}),
      system: pick(world.systems),
      ...(chance(0.05) ? { drill: true } : {}),
    });
    for (const stage of [
      'responded',
      'remote-started',
      'remote-failed',
      'onsite-requested',
      'arrived',
      'restored',
      'resolved',
      'closed',
      'fallback-started',
      'feedback-given',
    ] as const)
      if (chance(0.6)) add({ type: `incident.${stage}`, incident, ...at(later(reported, pick([1, 3, 50]))) } as Fact);
    if (chance(0.3))
      add({
        type: 'incident.graded',
        incident,
        ...at(later(reported, 5)),
        level: pick(['1', '2', '3', '4'] as const),
        impact: { usersPercent: pick([5, 10, 30, 50]), minutes: pick([10, 30, 60, 121]) },
      });
    if (chance(0.5))
      add({
        type: 'incident.caused',
        incident,
        ...at(later(reported, 9)),
        cause: pick(['vendor', 'hospital'] as const),
        problem: pick(['storage', 'network']),
      });
    if (chance(0.2)) add({ type: 'incident.wait-started', incident, ...at(later(reported, 2)), on: 'hospital' });
    if (chance(0.5))
      add({
        type: 'document.filed',
        document: pick(['fault-report', 'rca-report', 'emergency-report', 'event-report']),
        about: incident,
        ...at(later(reported, 60)),
      });
    if (i > 1 && chance(0.1))
      add({ type: 'incident.merged', incident, into: incident === 'I1' ? 'I1' : 'I1', ...at(later(reported, 4)) });
  }
  if (
    facts.some((fact) => fact.type === 'incident.merged') &&
    !facts.some((fact) => fact.type === 'incident.reported' && fact.incident === 'I1')
  )
    add({ type: 'incident.reported', incident: 'I1', ...at(someTime()), level: '1' });
  for (let i = whole(5); i > 0; i -= 1) {
    const demand = `D${i}`;
    const filed = someTime();
    add({
      type: 'demand.filed',
      demand,
      ...at(filed),
      class: pick(['ordinary', 'complex', 'consult', 'custom', 'operation', 'training']),
    });
    if (chance(0.7)) add({ type: 'demand.answered', demand, ...at(later(filed, 90)) });
    if (chance(0.6))
      add({
        type: 'demand.agreed',
        demand,
        ...at(later(filed, 90)),
        deliverBy: formatInstant(later(filed, 300)),
        by: pick(['both', 'hospital'] as const),
      });
    if (chance(0.2))
      add({
        type: 'demand.changed',
        demand,
        ...at(later(filed, 200)),
        ...(chance(0.5) ? { deliverBy: formatInstant(later(filed, 500)) } : {}),
      });
    if (chance(0.5)) add({ type: 'demand.delivered', demand, ...at(later(filed, 400)) });
    if (chance(0.3)) add({ type: 'demand.accepted', demand, ...at(later(filed, 500)) });
    if (chance(0.2)) add({ type: 'demand.business-affected', demand, ...at(later(filed, 400)) });
    if (chance(0.2))
      add({
        type: 'complaint.verified',
        complaint: `C${i}`,
        about: demand,
        target: pick(['health-commission', 'city-government'] as const),
        ...at(later(filed, 400)),
      });
  }
  for (let i = whole(4); i > 0; i -= 1) {
    const from = someTime();
    const system = pick(world.systems);
    add({ type: 'outage.started', outage: `O${i}`, system, ...at(from), by: 'monitor' });
    if (chance(0.8)) add({ type: 'outage.ended', outage: `O${i}`, system, ...at(later(from, 60)), by: 'monitor' });
    if (chance(0.3)) add({ type: 'monitoring.started', system, ...at(from), by: 'monitor' });
    if (chance(0.1)) add({ type: 'monitoring.ended', system, ...at(later(from, 300)), by: 'monitor' });
    if (chance(0.4))
      add({
        type: pick(['maintenance.agreed', 'force-majeure.agreed', 'monitoring.gap'] as const),
        system,
        ...at(from),
        from: formatInstant(from),
        to: formatInstant(later(from, 210)),
      } as Fact);
  }
  for (let i = whole(12); i > 0; i -= 1) {
    const when = someTime();
    const year = pick([1, 2, 3]);
    const payment = pick(['P1', 'P2', 'P3']);
    const make: (() => Fact)[] = [
      () => ({
        type: 'inspection.ended',
        inspection: `S${i}`,
        kind: pick(['monthly', 'quarterly', 'holiday', 'online', 'onsite', 'cloud']),
        ...at(when),
      }),
      () => ({
        type: 'document.filed',
        document: pick([
          'inspection-report',
          'annual-report',
          'purchase-record',
          'contract',
          'acceptance-form',
          'roster',
          'risk-plan',
        ]),
        about: pick([`S${i}`, `year-${year}`, payment]),
        stamped: chance(0.5),
        ...at(when),
      }),
      () => ({ type: 'document.confirmed', document: 'annual-report', about: `year-${year}`, ...at(when) }),
      () => ({
        type: 'backup.finished',
        day: date(when),
        kind: pick(['full', 'incremental'] as const),
        ok: chance(0.9),
        locations: ['local', 'offsite'],
        confirmed: chance(0.8),
        ...at(later(when, 30)),
      }),
      () => ({ type: 'duty.planned', duty: `T${i}`, kind: 'drill', dueOn: date(when), ...at(when) }),
      () => ({
        type: 'survey.returned',
        form: pick(['clinical', 'it-department', 'major-event'] as const),
        department: pick(['内科', '外科']),
        scores: [whole(101), 90, 95, 80],
        negative: chance(0.2),
        ...at(when),
      }),
      () => ({
        type: 'assessment.held',
        period: pick(['2026-H1', '2026-H2', 'year-1-Q1', 'year-1-Q2']),
        passed: chance(0.7),
        ...at(when),
      }),
      () => ({ type: 'acceptance.applied', year, ...at(when) }),
      () => ({ type: 'acceptance.held', year, passed: chance(0.6), ...at(when) }),
      () => ({ type: 'acceptance.notified', year, ...at(when) }),
      () => ({ type: 'acceptance.reheld', year, passed: chance(0.5), ...at(when) }),
      () => ({
        type: 'invoice.received',
        payment,
        amount: pick(['833600.00', '25000.00', '24000.00', '-1000.00']),
        ...at(when),
      }),
      () => ({ type: 'payment.made', payment, amount: pick(['833600.00', '490000.00', '100000.00']), ...at(when) }),
      () => ({
        type: 'effort.spent',
        kind: pick(['interface-dev', 'new-report']),
        personDays: whole(20) + 0.5,
        count: 1,
        ...at(when),
      }),
      () => ({
        type: 'notice.served',
        notice: pick(['renewal-enquiry', 'non-renewal', 'renewal-reminder', 'force-majeure']),
        channel: pick(['mail', 'hand'] as const),
        ...at(when),
      }),
      () => ({ type: 'right.exercised', right: pick(['suspend-payment', 'terminate']), ...at(when) }),
      () => ({ type: 'right.let-go', right: pick(['suspend-payment', 'terminate']), ...at(when) }),
      () => ({ type: 'security-task.ordered', task: `K${i}`, dueOn: date(later(when, 200)), ...at(when) }),
      () => ({ type: 'defect.confirmed', defect: `B${i}`, ...at(when) }),
      () => ({ type: 'restore.tested', ok: chance(0.9), ...at(when) }),
    ];
    add(pick(make)());
  }
  for (let i = whole(3); i > 0; i -= 1) {
    const { score, ruled, lost } = world.clauses;
    if (score.length > 0)
      add({ type: 'scorecard.noted', clause: pick(score), period: '2026-H1', times: whole(4), ...at(someTime()) });
    if (ruled.length > 0)
      add({ type: 'breach.ruled', clause: pick(ruled), times: 1 + whole(3), days: 1 + whole(8), ...at(someTime()) });
    if (lost.length > 0)
      add({ type: 'loss.claimed', clause: pick(lost), amount: `${whole(90_000)}.00`, ...at(someTime()) });
  }
  if (chance(0.2)) add({ type: 'record.started', on: date(someTime()), ...at(world.from) });
  if (facts.length > 0 && chance(0.3))
    add({ type: 'fact.withdrawn', fact: (pick(facts) as { id: string }).id, note: 'mistyped', ...at(someTime()) });
  if (chance(0.3) && facts.some((fact) => fact.type === 'incident.reported'))
    add({
      type: 'deduction.decided',
      clause: pick(['BY-8-GEN', 'HP-3.2-ARRLATE', 'LY-A5.3-LV1']),
      subject: 'I1',
      outcome: pick(['confirmed', 'waived', 'disputed'] as const),
      note: 'heard both sides',
      ...at(someTime()),
    });
  const asOfMs = someTime() + whole(60) * DAY;
  for (let i = chance(0.3) ? 1 + whole(2) : 0; i > 0; i -= 1) {
    const signed = someTime();
    add({
      type: 'contract.amended',
      effectiveOn: date(signed + whole(120) * DAY),
      changes: pick(world.amended),
      ...at(signed),
    });
  }
  return { contract, parameters: world.parameters, facts, asOfMs };
}
