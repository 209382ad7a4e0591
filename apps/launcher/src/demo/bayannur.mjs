import { addMonths, dateOf, dayFrom, dayOf, instantOf, isWeekend, monthOf, msOf, weekdayFrom } from './dates.mjs';
import { incident, inspection, monthsBetween, on, outage, partiesOf, staffChange } from './story.mjs';

const emr = '一体化电子病历系统';
const his = '微小化HIS系统';
const minuteMs = 60_000;

// The first days of the holidays of the State Council's published lists, as far back as a demo told today may reach. Nothing is
// invented for the years after: until their list is imported they have no holidays.
const holidays = [
  '2025-10-01',
  '2026-01-01',
  '2026-02-15',
  '2026-04-04',
  '2026-05-01',
  '2026-06-19',
  '2026-09-25',
  '2026-10-01',
];
/** This one was forgotten, so that the demo shows what a miss costs. */
const forgotten = '2026-09-25';

/**
 * Bayannur, signed 13 months ago: year 1 has just ended, the vendor has applied for the acceptance, and the first payment
 * is held until it is passed.
 * @param {number} nowMs
 * @returns {import('./story.mjs').DemoContract}
 */
export function bayannur(nowMs) {
  const today = dayOf(nowMs);
  const start = addMonths(today, -13);
  const yearEnd = addMonths(start, 12) - 1;
  return {
    contract: 'bayannur-emr',
    pattern: 'bayannur-emr',
    signedAt: instantOf(msOf(start, '10:00')),
    parties: partiesOf('bayannur-emr'),
    parameters: {
      signedOn: dateOf(start),
      startsOn: dateOf(start),
      endsOn: dateOf(addMonths(start, 36) - 1),
      workingHours: [['09:00', '18:00']],
      coreSystems: [emr, his],
    },
    facts: [
      ...recurring(start, today),
      ...holidayInspections(start, today),
      ...acceptance(start, yearEnd),
      ...people(start, today),
      ...availability(today),
      ...pastIncidents(start, today),
      ...runningIncidents(nowMs),
    ],
  };
}

/** Interfaces take person-days of the fifty of a year; one technician was replaced with the hospital's consent. @param {number} start @param {number} today */
function people(start, today) {
  const spent = (/** @type {number} */ day, /** @type {number} */ personDays, /** @type {string} */ about) =>
    on('effort.spent', weekdayFrom(day), { kind: 'interface-dev', personDays, about, by: 'vendor' }, '17:30');
  return [
    on(
      'staff.assigned',
      addMonths(start, 7),
      { post: '项目经理', person: 'BY-甲', onSite: true, by: 'vendor' },
      '09:00',
    ),
    ...staffChange({ day: weekdayFrom(today - 40), post: '实施工程师', person: 'BY-乙' }),
    ...[today, addMonths(today, -1)].map((day) => roster(monthOf(day))),
    spent(addMonths(start, 8), 14, '医保接口'),
    spent(addMonths(start, 10), 22.5, '影像接口'),
    spent(addMonths(start, 12) + 3, 6, '区域平台接口'),
  ];
}

/** Who stands on which day of a month, filed a week before it. @param {string} month */
function roster(month) {
  const first = dayFrom(`${month}-01`);
  const days = Array.from({ length: addMonths(first, 1) - first }, (_, index) => first + index);
  const shifts = days.map((day) => ({ on: dateOf(day), post: '值班', person: day % 2 === 0 ? 'BY-甲' : 'BY-乙' }));
  return on('document.filed', first - 7, { document: 'roster', about: month, shifts, by: 'vendor' }, '16:00');
}

/** @param {number} start @param {number} today */
function recurring(start, today) {
  // Taken into Weibao half a year after signing: what fell due before and was not entered is not held against anybody.
  const facts = [on('record.started', addMonths(start, 7), { on: dateOf(addMonths(start, 7)) }, '08:00')];
  const months = monthsBetween(start, today);
  for (const [index, month] of months.entries()) {
    const day = Math.max(dayFrom(`${month}-12`), start + 1);
    // The newest finished inspection still waits for its report, which is overdue by now.
    const last = index === months.length - 2;
    facts.push(
      ...inspection({
        inspection: `BY-INSP-${month}`,
        kind: 'monthly',
        day,
        period: month,
        reportAfterDays: last ? null : 1,
      }),
      on('duty.done', weekdayFrom(day + 6), {
        duty: `BY-CALL-${month}`,
        kind: 'follow-up-call',
        period: month,
        by: 'vendor',
      }),
    );
  }
  for (let quarter = 0; addMonths(start, quarter * 3) < today; quarter += 1) {
    const day = weekdayFrom(addMonths(start, quarter * 3) + 40);
    const duty = `BY-MAINT-${monthOf(day)}`;
    facts.push(
      on('document.filed', day, { document: 'risk-plan', by: 'vendor' }, '14:00'),
      on('duty.done', day, { duty, kind: 'quarterly-maintenance', by: 'vendor' }, '13:00'),
      on('duty.signed', day, { duty, by: 'hospital' }, '16:00'),
    );
  }
  return facts;
}

/** The day before each holiday, with the report on the first days after it. @param {number} start @param {number} today */
function holidayInspections(start, today) {
  return holidays
    .filter((date) => date !== forgotten && dayFrom(date) > start + 1 && dayFrom(date) <= today)
    .flatMap((date) =>
      inspection({
        inspection: `BY-HOL-${date}`,
        kind: 'holiday',
        day: dayFrom(date) - 1,
        period: date,
        reportAfterDays: 1,
        move: false,
      }),
    );
}

/** Applied for in time; the hospital's twenty days to hold it are nearly over. @param {number} start @param {number} yearEnd */
function acceptance(start, yearEnd) {
  const departments = ['急诊科', '心血管内科', '普外科', '妇产科', '儿科'];
  const year = addMonths(start, 11);
  return [
    ...departments.map((department, index) =>
      on('survey.returned', year + index, { form: 'clinical', department, scores: [92, 94, 90, 95], by: 'hospital' }),
    ),
    on('survey.returned', year + 6, { form: 'it-department', scores: [93, 91, 92, 95, 90], by: 'hospital' }),
    on('demand.filed', addMonths(start, 4), { demand: 'BY-D-1', class: 'custom', subsystem: '电子病历质量控制' }),
    on('demand.answered', addMonths(start, 4) + 1, { demand: 'BY-D-1' }),
    on('demand.agreed', addMonths(start, 4) + 3, {
      demand: 'BY-D-1',
      by: 'both',
      deliverBy: instantOf(msOf(addMonths(start, 6), '18:00')),
    }),
    on('demand.delivered', addMonths(start, 6) - 4, { demand: 'BY-D-1', by: 'vendor' }),
    on('demand.accepted', addMonths(start, 6) - 1, { demand: 'BY-D-1', by: 'hospital' }),
    on('defect.confirmed', addMonths(start, 8), { defect: 'BY-BUG-1', by: 'hospital' }),
    on('defect.closed', addMonths(start, 8) + 9, { defect: 'BY-BUG-1', by: 'hospital' }),
    on('security-task.ordered', addMonths(start, 9), {
      task: 'BY-SEC-1',
      dueOn: dateOf(addMonths(start, 9) + 20),
      by: 'hospital',
    }),
    on('security-task.verified', addMonths(start, 9) + 15, { task: 'BY-SEC-1', by: 'hospital' }),
    on('document.filed', yearEnd + 8, { document: 'annual-report', about: 'year-1', by: 'vendor' }, '15:00'),
    on('survey.returned', year + 7, {
      form: 'major-event',
      event: 'BY-EVENT-1',
      department: '医务科',
      scores: [95],
      negative: false,
      by: 'hospital',
    }),
    // A working day about two weeks after the year: the ten working days are kept whatever the month.
    on('acceptance.applied', isWeekend(yearEnd + 13) ? yearEnd + 11 : yearEnd + 13, { year: 1, by: 'vendor' }, '10:00'),
  ];
}

/** @param {number} today */
function availability(today) {
  const maintenance = today - 17;
  return [
    ...outage('BY-OUT-1', emr, msOf(today - 200, '10:12'), 47),
    ...outage('BY-OUT-2', his, msOf(today - 96, '02:20'), 128),
    ...outage('BY-OUT-3', emr, msOf(today - 21, '08:41'), 33),
    on('maintenance.agreed', maintenance - 3, {
      system: his,
      from: instantOf(msOf(maintenance, '01:00')),
      to: instantOf(msOf(maintenance, '04:00')),
      by: 'both',
    }),
    ...outage('BY-OUT-4', his, msOf(maintenance, '01:10'), 150),
    ...outage('BY-OUT-5', his, msOf(today - 6, '13:05'), 19),
  ];
}

/** @param {number} start @param {number} today */
function pastIncidents(start, today) {
  const day = (/** @type {number} */ month, /** @type {number} */ more) => addMonths(start, month) + more;
  return [
    ...incident({
      incident: 'BY-0001',
      reportedMs: msOf(day(8, 3), '09:20'),
      level: '1',
      system: emr,
      department: '急诊科',
      summary: '电子病历打不开',
      // <10 min, <30 min: both in time.
      stages: { responded: 4, restored: 22, resolved: 45, closed: 900 },
      cause: 'vendor',
      report: ['rca-report', 600],
    }),
    ...incident({
      incident: 'BY-0002',
      reportedMs: msOf(day(9, 12), '22:41'),
      level: '2',
      system: his,
      department: '收费处',
      summary: '门诊收费缓慢',
      stages: { responded: 17, 'remote-started': 25, restored: 95, resolved: 130, closed: 1500 },
      cause: 'vendor',
      report: ['fault-report', 1200],
    }),
    ...incident({
      incident: 'BY-0003',
      reportedMs: msOf(day(11, 5), '14:02'),
      level: '1',
      system: his,
      department: '住院部',
      summary: '住院登记无法保存',
      // The response came at 12 minutes: two late.
      stages: { responded: 12, restored: 27, resolved: 60, closed: 1440 },
      cause: 'vendor',
      report: ['rca-report', 1100],
    }),
    ...incident({
      incident: 'BY-0004',
      reportedMs: msOf(weekdayFrom(today - 12), '10:30'),
      level: '3',
      system: '移动护理系统',
      department: '护理部',
      summary: '体征图不显示昨日数据',
      stages: { responded: 35, restored: 170, resolved: 400, closed: 1500 },
      cause: 'vendor',
      report: ['fault-report', 1400],
    }),
    ...incident({
      incident: 'BY-0005',
      reportedMs: msOf(weekdayFrom(today - 5), '15:10'),
      level: '4',
      system: '统一预约系统',
      department: '门诊办公室',
      summary: '咨询号源规则的设置',
      stages: { responded: 20, 'feedback-given': 55, closed: 300 },
    }),
  ];
}

/** One of each level, at the stage in which a duty desk would see it now. @param {number} nowMs */
function runningIncidents(nowMs) {
  const ago = (/** @type {number} */ minutes) => nowMs - minutes * minuteMs;
  return [
    ...incident({
      incident: 'BY-0006',
      reportedMs: ago(3),
      level: '1',
      system: emr,
      department: '急诊科',
      summary: '电子病历打不开，医生站登录后白屏',
    }),
    ...incident({
      incident: 'BY-0007',
      reportedMs: ago(50),
      level: '2',
      system: his,
      department: '药房',
      summary: '医保结算时断时续',
      stages: { responded: 14, 'remote-started': 21 },
    }),
    ...incident({
      incident: 'BY-0008',
      reportedMs: ago(25),
      level: '3',
      system: '护理管理系统',
      department: '护理部',
      summary: '排班表导出报错',
      stages: { responded: 12 },
    }),
    ...incident({
      incident: 'BY-0009',
      reportedMs: ago(40),
      level: '4',
      system: '信息集成平台',
      department: '信息科',
      summary: '咨询接口接入步骤',
      stages: { responded: 10 },
    }),
    // Restored an hour and a half ago: the report with the cause is owed within 24 hours.
    ...incident({
      incident: 'BY-0010',
      reportedMs: ago(115),
      level: '1',
      system: emr,
      department: '手术室',
      summary: '结构化文书保存失败',
      stages: { responded: 6, restored: 24, resolved: 60 },
    }),
  ];
}
