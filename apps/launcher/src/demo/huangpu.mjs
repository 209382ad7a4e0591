import { addMonths, dateOf, dayOf, instantOf, msOf, weekdayFrom } from './dates.mjs';
import { backups, incident, inspection, on, partiesOf, staffChange } from './story.mjs';

const minuteMs = 60_000;

/**
 * Huangpu, signed 8 months ago: the first half-year is assessed and paid, the second runs.
 * @param {number} nowMs
 * @returns {import('./story.mjs').DemoContract}
 */
export function huangpu(nowMs) {
  const today = dayOf(nowMs);
  const start = addMonths(today, -8);
  const half = addMonths(start, 6);
  const system = '检验系统';
  const recordFrom = addMonths(today, -3);
  const ago = (/** @type {number} */ minutes) => nowMs - minutes * minuteMs;
  return {
    contract: 'huangpu',
    pattern: 'huangpu',
    signedAt: instantOf(msOf(start, '10:00')),
    parties: partiesOf('huangpu'),
    parameters: {
      signedOn: dateOf(start),
      startsOn: dateOf(start),
      endsOn: dateOf(addMonths(start, 12) - 1),
      total: '600000.00',
      annualFee: '600000.00',
      settlement: 'half-year',
      share: '50%',
      coreSystems: [system],
    },
    facts: [
      on('record.started', recordFrom, { on: dateOf(recordFrom) }, '08:00'),
      ...backups({
        // The night before the record starts is the first that falls due in it.
        fromDay: recordFrom - 1,
        toDay: today - 1,
        kind: 'incremental',
        confirmed: true,
        daysAfter: 1,
        time: (day) => `0${1 + (day % 3)}:${day % 2 ? '15' : '40'}`,
        // One night without a backup, so that the rate of the period is not a round hundred.
        locations: (day) => (day === today - 20 ? null : ['local']),
      }),
      on('restore.tested', today - 30, { ok: true, by: 'vendor' }, '15:00'),
      ...[0, 1, 2].flatMap((quarter) =>
        inspection({
          inspection: `HP-INSP-${quarter + 1}`,
          kind: 'quarterly',
          day: addMonths(start, quarter * 3) + 45,
          reportAfterDays: 2,
        }),
      ),
      ...[0, 1].flatMap((quarter) =>
        inspection({
          inspection: `HP-SERVER-${quarter + 1}`,
          kind: 'server-remote',
          day: addMonths(start, quarter * 3) + 60,
          reportAfterDays: null,
        }),
      ),
      on('duty.done', weekdayFrom(half - 12), { duty: 'HP-REVIEW-1', kind: 'emergency-review', by: 'both' }, '14:00'),
      on('survey.returned', half - 9, { form: 'it-department', scores: [90, 88, 92], by: 'hospital' }),
      on('survey.returned', half - 8, { form: 'clinical', department: '检验科', scores: [91, 89, 90], by: 'hospital' }),
      on(
        'staff.assigned',
        addMonths(today, -3),
        { post: '项目负责人', person: 'HP-甲', onSite: false, by: 'vendor' },
        '09:30',
      ),
      on(
        'staff.assigned',
        addMonths(today, -3),
        { post: '驻场工程师', person: 'HP-乙', onSite: true, by: 'vendor' },
        '09:30',
      ),
      ...staffChange({ day: weekdayFrom(today - 25), post: '驻场工程师', person: 'HP-丙', letter: true }),
      // Asked for; the stamped letter is still to come.
      on('approval.asked', today - 2, { approval: 'STAFF-HP-丁', kind: 'staff-change', about: 'HP-丁', by: 'vendor' }),
      ...firstSettlement(start, half),
      ...incident({
        incident: 'HP-0001',
        reportedMs: msOf(weekdayFrom(today - 41), '08:50'),
        level: '1',
        system,
        department: '检验科',
        summary: '检验系统全院不可用',
        // ≤15 min, ≤2 h, ≤4 h: 15 sharp is in time.
        stages: {
          responded: 15,
          'remote-started': 18,
          'fallback-started': 28,
          'remote-failed': 40,
          arrived: 110,
          restored: 205,
          resolved: 260,
          closed: 1500,
        },
        cause: 'vendor',
        agreed: true,
        report: ['fault-report', 1300],
      }),
      on(
        'document.filed',
        weekdayFrom(today - 41) + 2,
        { document: 'emergency-report', about: 'HP-0001', by: 'vendor' },
        '11:00',
      ),
      ...incident({
        incident: 'HP-0002',
        reportedMs: msOf(weekdayFrom(today - 9), '16:20'),
        level: '3',
        system,
        subsystem: '报表',
        department: '检验科',
        summary: '月报表合计不对',
        stages: { responded: 70, 'remote-started': 90, restored: 1200, resolved: 1300, closed: 2000 },
        cause: 'vendor',
        report: ['fault-report', 2400],
      }),
      ...incident({
        incident: 'HP-0003',
        reportedMs: ago(9),
        level: '2',
        system,
        subsystem: '检验流程',
        department: '检验科',
        summary: '标本接收后不出条码',
      }),
      ...incident({
        incident: 'HP-0004',
        reportedMs: ago(26 * 60),
        level: '3',
        system,
        subsystem: '报表',
        department: '体检中心',
        summary: '体检汇总表导出缺列',
        stages: { responded: 35, 'remote-started': 60 },
        agreed: true,
      }),
    ],
  };
}

/**
 * The first half-year: four documents, an invoice of the net amount, paid.
 * @param {number} start
 * @param {number} half its end
 */
function firstSettlement(start, half) {
  // A half-year that is one of the calendar is named as such.
  const [year, month, day1] = dateOf(start).split('-');
  const period =
    day1 === '01' && (month === '01' || month === '07') ? `${year}-H${month === '01' ? 1 : 2}` : 'year-1-H1';
  const day = weekdayFrom(half + 6);
  const documents = ['purchase-record', 'contract', 'acceptance-form'];
  return [
    on('assessment.held', weekdayFrom(half + 3), { period, passed: true, by: 'hospital' }),
    ...documents.map((document) => on('document.filed', day, { document, about: 'P1', by: 'vendor' })),
    on('invoice.received', day, { payment: 'P1', amount: '300000.00', by: 'vendor' }, '11:00'),
    on('payment.application-filed', weekdayFrom(half + 20), { payment: 'P1', by: 'hospital' }),
    on('payment.made', weekdayFrom(half + 24), { payment: 'P1', amount: '300000.00', by: 'hospital' }),
  ];
}
