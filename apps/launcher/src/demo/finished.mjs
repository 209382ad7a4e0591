import { addMonths, dateOf, dayFrom, instantOf, isWeekend, monthOf, msOf, weekdayFrom } from './dates.mjs';
import { incident, inspection, on, partiesOf } from './story.mjs';

/**
 * Tacheng keeps its dates, 2024-11-18 to 2025-11-17, and stands as a finished contract: fee paid, renewal asked about.
 * @returns {import('./story.mjs').DemoContract}
 */
export function tacheng() {
  const start = dayFrom('2024-11-18');
  return {
    contract: 'tacheng-ops',
    pattern: 'tacheng-ops',
    signedAt: instantOf(msOf(start, '10:00')),
    parties: partiesOf('tacheng-ops'),
    parameters: { signedOn: dateOf(start) },
    facts: [
      on('invoice.received', dayFrom('2024-11-19'), { payment: 'P1', amount: '53600.00', by: 'vendor' }),
      // Five working days after 2024-11-18: due on 2024-11-25.
      on('payment.made', dayFrom('2024-11-22'), { payment: 'P1', amount: '53600.00', by: 'hospital' }),
      ...incident({
        incident: 'TC-0001',
        reportedMs: msOf(dayFrom('2025-03-12'), '10:05'),
        system: '医院全面预算管理系统',
        department: '财务科',
        summary: '预算分解后合计不平',
        stages: {
          'remote-started': 30,
          'remote-failed': 90,
          'onsite-requested': 95,
          responded: 140,
          arrived: 300,
          restored: 430,
          resolved: 460,
          closed: 1500,
        },
        cause: 'vendor',
      }),
      ...incident({
        incident: 'TC-0002',
        reportedMs: msOf(dayFrom('2025-08-23'), '19:40'),
        system: '科室成本管理系统',
        department: '财务科',
        summary: '月末成本分摊失败',
        stages: { 'remote-started': 60, restored: 210, resolved: 240, closed: 900 },
        cause: 'vendor',
      }),
      on('notice.served', dayFrom('2025-09-08'), {
        notice: 'renewal-enquiry',
        channel: 'email',
        sentAt: instantOf(msOf(dayFrom('2025-09-08'), '10:00')),
        by: 'vendor',
      }),
    ],
  };
}

// The weekdays off by the State Council's notices, beside weekends, in the months of the rosters.
const weekdaysOff = [
  ['2022-09-12'],
  ['2022-10-03', '2022-10-04', '2022-10-05', '2022-10-06', '2022-10-07'],
  ['2023-01-02', '2023-01-23', '2023-01-24', '2023-01-25', '2023-01-26', '2023-01-27'],
  ['2023-04-05', '2023-05-01', '2023-05-02', '2023-05-03', '2023-06-22', '2023-06-23'],
].flat();

/** Who stands on the rest days of a month, two people in turn. @param {string} month */
function weekends(month) {
  const shifts = [];
  for (let day = dayFrom(`${month}-01`); monthOf(day) === month; day += 1)
    if (isWeekend(day) || weekdaysOff.includes(dateOf(day)))
      shifts.push({ on: dateOf(day), person: day % 2 ? 'LY-甲' : 'LY-乙' });
  return shifts;
}

/**
 * Liyang keeps its dates, signed 2022-07-20 for a year; with a notice of non-renewal served in time it ended.
 * @returns {import('./story.mjs').DemoContract}
 */
export function liyang() {
  const start = dayFrom('2022-07-20');
  const cloud = '智慧医疗云计算平台运维服务';
  const facts = [
    on('invoice.received', dayFrom('2022-07-25'), { payment: 'P1', amount: '490000.00', by: 'vendor' }),
    // Thirty days after signing: due on 2022-08-19.
    on('payment.made', dayFrom('2022-08-15'), { payment: 'P1', amount: '490000.00', by: 'hospital' }),
    // At least 30 days before the end of the term: served in June 2023.
    on('notice.served', dayFrom('2023-06-05'), {
      notice: 'non-renewal',
      channel: 'hand',
      sentAt: instantOf(msOf(dayFrom('2023-06-05'), '10:00')),
      by: 'hospital',
    }),
    on('notice.served', dayFrom('2023-06-12'), {
      notice: 'renewal-reminder',
      channel: 'email',
      sentAt: instantOf(msOf(dayFrom('2023-06-12'), '10:00')),
      by: 'vendor',
    }),
    on('document.filed', dayFrom('2023-07-26'), { document: 'return-record', by: 'vendor' }),
    on('invoice.received', dayFrom('2023-07-24'), { payment: 'P2', amount: '490000.00', by: 'vendor' }),
    on('payment.made', dayFrom('2023-08-14'), { payment: 'P2', amount: '490000.00', by: 'hospital' }),
    ...incident({
      incident: 'LY-0001',
      reportedMs: msOf(dayFrom('2022-11-16'), '09:30'),
      level: '2',
      system: cloud,
      institution: '市级医院甲',
      summary: '云平台存储告警，多家机构业务停止',
      stages: { responded: 10, restored: 150, resolved: 170, closed: 1500 },
      cause: 'vendor',
      report: ['event-report', 1400],
    }),
    ...incident({
      incident: 'LY-0002',
      reportedMs: msOf(dayFrom('2023-03-07'), '14:15'),
      level: '3',
      system: '区域心电软件系统',
      institution: '镇卫生院乙',
      summary: '心电图上传失败',
      stages: { responded: 25, restored: 300, resolved: 380, closed: 1600 },
      cause: 'vendor',
      report: ['event-report', 1500],
    }),
    on('deduction.decided', dayFrom('2022-12-05'), {
      clause: 'LY-A5.3-LV2',
      subject: 'LY-0001',
      outcome: 'confirmed',
      amount: '63600.00',
      by: 'hospital',
    }),
    on('deduction.decided', dayFrom('2023-04-10'), {
      clause: 'LY-A5.3-LV3',
      subject: 'LY-0002',
      outcome: 'waived',
      note: '机构网络同日割接，双方确认主要责任不在维保商',
      by: 'hospital',
    }),
    on('demand.filed', dayFrom('2023-02-15'), { demand: 'LY-D-1', class: 'ordinary', subsystem: '病案管理软件系统' }),
    on('demand.answered', dayFrom('2023-02-16'), { demand: 'LY-D-1' }, '09:00'),
  ];
  // From August on: of July 2022 less than fifteen days lie in the term.
  for (let month = 0; month < 12; month += 1) {
    const day = addMonths(dayFrom('2022-08-12'), month);
    for (const kind of ['cloud', 'video'])
      facts.push(
        ...inspection({
          inspection: `LY-${kind}-${month + 1}`,
          kind,
          day,
          period: dateOf(day).slice(0, 7),
          signed: false,
          reportAfterDays: null,
        }),
      );
    facts.push(
      on('document.filed', addMonths(dayFrom('2022-07-25'), month), {
        document: 'roster',
        about: monthOf(day),
        shifts: weekends(monthOf(day)),
        by: 'vendor',
      }),
    );
  }
  for (let quarter = 0; quarter < 4; quarter += 1)
    facts.push(
      ...inspection({
        inspection: `LY-PREV-${quarter + 1}`,
        kind: 'quarterly',
        day: weekdayFrom(addMonths(start, quarter * 3) + 50),
        signed: false,
        reportAfterDays: null,
      }),
    );
  return {
    contract: 'liyang-smart-health',
    pattern: 'liyang-smart-health',
    signedAt: instantOf(msOf(start, '10:00')),
    parties: partiesOf('liyang-smart-health'),
    parameters: { signedOn: dateOf(start) },
    facts,
  };
}
