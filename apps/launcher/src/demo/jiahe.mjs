import { addMonths, dateOf, dayOf, instantOf, msOf, weekdayFrom } from './dates.mjs';
import { backups, incident, inspection, on, partiesOf } from './story.mjs';

/**
 * Jiahe, signed 2 months ago: documents handed over, daily backups in two places, the first quarter under way.
 * @param {number} nowMs
 * @returns {import('./story.mjs').DemoContract}
 */
export function jiahe(nowMs) {
  const today = dayOf(nowMs);
  const start = addMonths(today, -2);
  const system = '嘉和重症系统';
  return {
    contract: 'jiahe-icu',
    pattern: 'jiahe-icu',
    signedAt: instantOf(msOf(start, '10:00')),
    parties: partiesOf('jiahe-icu'),
    parameters: {
      signedOn: dateOf(start),
      startsOn: dateOf(start),
      endsOn: dateOf(addMonths(start, 12) - 1),
      total: '180000.00',
      annualFee: '180000.00',
      settlement: 'quarter',
      share: '25%',
    },
    facts: [
      ...backups({
        fromDay: start,
        toDay: today - 1,
        kind: 'full',
        daysAfter: 0,
        time: (day) => (day % 2 ? '23:05' : '22:40'),
        // One evening the line to the other site was down.
        locations: (day) => (day === today - 14 ? ['local'] : ['local', 'offsite']),
      }),
      ...['interface-document', 'table-document', 'deployment-manual', 'operations-manual'].map((document, index) =>
        on('document.filed', start + 8 + index, { document, by: 'vendor' }, '15:30'),
      ),
      // The report is there, but without the stamp that the contract asks for: it is still owed.
      ...inspection({ inspection: 'JH-ONLINE-1', kind: 'online', day: today - 18, reportAfterDays: 3, stamped: false }),
      on('duty.done', weekdayFrom(start + 30), { duty: 'JH-JOINT-1', kind: 'joint-check', by: 'both' }, '14:00'),
      on(
        'demand.filed',
        weekdayFrom(today - 8),
        { demand: 'JH-D-1', class: 'consult', subsystem: '重症监护系统' },
        '10:00',
      ),
      on('demand.answered', weekdayFrom(today - 8), { demand: 'JH-D-1' }, '10:42'),
      on(
        'demand.filed',
        weekdayFrom(today - 3),
        { demand: 'JH-D-2', class: 'ordinary', subsystem: '重症系统' },
        '09:15',
      ),
      on('demand.answered', weekdayFrom(today - 3), { demand: 'JH-D-2' }, '10:50'),
      on('staff.assigned', start + 1, { post: '项目经理', person: 'JH-甲', onSite: false, by: 'vendor' }),
      on('effort.spent', weekdayFrom(start + 25), { kind: 'new-report', count: 3, about: 'JH-R-1', by: 'vendor' }),
      on('effort.spent', weekdayFrom(today - 12), { kind: 'new-report', count: 2, about: 'JH-R-2', by: 'vendor' }),
      ...incident({
        incident: 'JH-0001',
        reportedMs: msOf(weekdayFrom(today - 15), '11:25'),
        level: '2',
        system,
        department: '重症医学科',
        summary: '床旁监护数据中断',
        stages: { responded: 38, 'remote-started': 45, restored: 120, resolved: 150, closed: 1500 },
        cause: 'vendor',
        agreed: true,
        report: ['fault-report', 1400],
      }),
      ...incident({
        incident: 'JH-0002',
        reportedMs: nowMs - 35 * 60_000,
        level: '3',
        system,
        department: '重症医学科',
        summary: '护理记录单打印错位',
      }),
    ],
  };
}
