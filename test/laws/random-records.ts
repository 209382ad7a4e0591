import { formatInstant, type Fact } from '@weibao/exchange';
import type { Draw } from './draw.js';

/** Outages, and twelve kinds of other work, papers and money. */
export function randomRecords(draw: Draw): void {
  const { world, whole, pick, chance, someTime, later, at, date, add } = draw;
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
}

/** Notes, rulings, losses, a withdrawal, a decision. */
export function randomRulings(draw: Draw): void {
  const { world, whole, pick, chance, someTime, at, date, add, facts } = draw;
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
      clause: pick(world.further.decided),
      subject: 'I1',
      outcome: pick(['confirmed', 'waived', 'disputed'] as const),
      note: 'heard both sides',
      ...at(someTime()),
    });
}
