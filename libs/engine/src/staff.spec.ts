import { parseTerms } from '@weibao/contract-terms';
import { formatInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { staffOf } from './staff.js';

const clauseIds = ['XX-STAFF', 'XX-REMOTE', 'XX-DATA', 'XX-UPGRADE', 'XX-ROSTER', 'XX-DAYS', 'XX-LEAVE'];
const clauses = clauseIds.map((id) => ({
  id,
  place: '1',
  zh: '条款',
  en: 'Clause',
  kind: 'computed',
  service: 'billing',
}));
const titles = { titleZh: '事项', titleEn: 'Matter' };
const data = {
  contract: 'sixth',
  version: '1',
  nameZh: '第六份合同',
  nameEn: 'A sixth contract',
  prefix: 'XX',
  scope: 'listed',
  term: { clause: 'XX-STAFF', startsOn: '2025-01-01', endsOn: '2025-12-31' },
  bases: {},
  systems: [{ name: '影像系统' }],
  levels: [],
  duties: [
    {
      kind: 'periodic',
      clause: 'XX-ROSTER',
      ...titles,
      owedBy: 'vendor',
      every: 'month',
      proof: { documents: ['roster'], covers: 'rest-days' },
      dueDayOfMonthBefore: 28,
    },
  ],
  consents: [
    {
      clause: 'XX-STAFF',
      ...titles,
      act: { fact: 'staff.changed', of: 'vendor' },
      approval: 'staff-change',
      documents: [{ document: 'authorisation-letter', stamped: true }],
    },
    { clause: 'XX-REMOTE', ...titles, act: { fact: 'incident.remote-started' }, approval: 'remote-session' },
    { clause: 'XX-DATA', ...titles, act: { fact: 'demand.delivered', classes: ['data-fix'] }, approval: 'release' },
    { clause: 'XX-UPGRADE', ...titles, act: { fact: 'demand.delivered', classes: ['upgrade'] }, approval: 'release' },
    {
      clause: 'XX-LEAVE',
      ...titles,
      act: { fact: 'staff.absent', of: 'vendor', onWorkingDays: true },
      approval: 'leave',
    },
  ],
  counters: [
    {
      kind: 'effort',
      clause: 'XX-DAYS',
      ...titles,
      effort: 'interface-dev',
      unit: 'personDays',
      per: 'year',
      limit: 50,
    },
  ],
};
const parsed = parseTerms({ terms: JSON.stringify(data), clauses: JSON.stringify(clauses), readings: [] }, 'sixth');

const on = (day: string, time = '10:00:00') => `2025-${day}T${time}+08:00`;
let count = 0;
const fact = (type: string, at: string, fields: Record<string, unknown>) =>
  ({ type, at, id: `f${(count += 1)}`, ...fields }) as unknown as Fact;
const at = (asOf: string, ...facts: Fact[]) => {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return staffOf({ terms: parsed.value, facts, asOfMs: Date.parse(asOf) });
};
const changed = (day: string, time?: string) =>
  fact('staff.changed', on(day, time), { post: '项目经理', person: 'p-2', by: 'vendor' });
const letter = (day: string, stamped = true) =>
  fact('document.filed', on(day), { document: 'authorisation-letter', about: 'p-2', stamped, by: 'vendor' });
const approval = (step: string, day: string, time?: string, about: string | null = 'p-2', kind = 'staff-change') =>
  fact(`approval.${step}`, on(day, time), {
    approval: `A-${about}`,
    kind,
    ...(about === null ? {} : { about }),
    by: step === 'asked' ? 'vendor' : 'hospital',
  });
const statusOf = (...facts: Fact[]) => at(on('06-30'), ...facts).consents.map(({ status }) => status);
const needsOf = (...facts: Fact[]) =>
  at(on('06-30'), ...facts).consents[0]?.needs.map(({ need, state }) => `${need} ${state}`);

describe('HP-S-1.1a: a change of staff', () => {
  it('is in order with the stamped letter and the approval before it, to the second', () => {
    expect(statusOf(letter('03-01'), approval('given', '03-03', '09:59:59'), changed('03-03'))).toEqual(['done']);
    expect(statusOf(letter('03-01'), approval('given', '03-03', '10:00:00'), changed('03-03'))).toEqual(['done']);
    expect(statusOf(letter('03-01'), approval('given', '03-03', '10:00:01'), changed('03-03'))).toEqual(['without']);
  });

  it('without the letter, with one that has no seal, or with a late one is not, and says which', () => {
    const given = approval('given', '03-02');
    expect(needsOf(given, changed('03-03'))).toEqual(['authorisation-letter missing', 'approval met']);
    expect(needsOf(letter('03-01', false), given, changed('03-03'))).toEqual([
      'authorisation-letter missing',
      'approval met',
    ]);
    expect(needsOf(letter('03-04'), given, changed('03-03'))).toEqual(['authorisation-letter late', 'approval met']);
  });

  it('that is asked for waits, is allowed once all stands, or is refused; done, it is listed once', () => {
    const asked = approval('asked', '03-01');
    expect(statusOf(asked)).toEqual(['waiting']);
    expect(statusOf(asked, letter('03-01'))).toEqual(['waiting']);
    expect(statusOf(asked, letter('03-01'), approval('given', '03-02'))).toEqual(['allowed']);
    expect(statusOf(asked, letter('03-01'), approval('refused', '03-02'))).toEqual(['refused']);
    expect(statusOf(asked, letter('03-01'), approval('given', '03-02'), changed('03-03'))).toEqual(['done']);
    expect(needsOf(asked, changed('03-03'))).toEqual(['authorisation-letter missing', 'approval asked']);
  });

  it('is not agreed to by the vendor itself, nor by the consent to the change before', () => {
    const own = { ...approval('given', '03-02'), by: 'vendor' } as Fact;
    expect(statusOf(letter('03-01'), own, changed('03-03'))).toEqual(['without']);
    const before = [letter('03-01'), approval('given', '03-02'), changed('03-03')];
    expect(statusOf(...before, changed('05-06'))).toEqual(['without', 'done']);
  });

  it('cannot be judged where an approval names nothing', () => {
    const unnamed = approval('given', '03-02', '09:00:00', null);
    expect(statusOf(letter('03-01'), unnamed, changed('03-03'))).toEqual(['undetermined']);
    expect(statusOf(unnamed, changed('03-03'))).toEqual(['without']);
  });

  it('of the hospital’s own people needs nothing, whoever records it', () => {
    const of = (side: string, by: string) =>
      fact('staff.changed', on('03-03'), { post: '系统管理员', person: 'h-1', by, of: side });
    expect(statusOf(of('hospital', 'hospital'))).toEqual([]);
    expect(statusOf(of('vendor', 'hospital'))).toEqual(['without']);
  });
});

describe('other acts that want consent', () => {
  it('HP-A1-4: a remote session stands on record and is flagged when nobody agreed to it before', () => {
    const incident = [
      fact('incident.reported', on('03-03', '09:00:00'), { incident: 'F-1', level: '2' }),
      fact('incident.remote-started', on('03-03', '09:20:00'), { incident: 'F-1' }),
    ];
    expect(statusOf(...incident)).toEqual(['without']);
    const agreed = approval('given', '03-03', '09:10:00', 'F-1', 'remote-session');
    expect(statusOf(...incident, agreed)).toEqual(['done']);
  });

  it('one kind of approval serves two clauses, each for its own class of demand', () => {
    const filed = fact('demand.filed', on('03-01'), { demand: 'D-1', class: 'upgrade', by: 'hospital' });
    const asked = approval('asked', '03-02', undefined, 'D-1', 'release');
    const { consents } = at(on('06-30'), filed, asked);
    expect(consents.map(({ clause, status }) => `${clause} ${status}`)).toEqual(['XX-UPGRADE waiting']);
  });

  it('LY-A5.5.1-LEAVE: who leaves on a working day registers it; on a Sunday nobody asks', () => {
    const left = (day: string) => fact('staff.absent', on(day), { post: '驻场', person: 'p-3', by: 'vendor' });
    expect(statusOf(left('03-03'))).toEqual(['without']); // a Monday
    expect(statusOf(left('03-02'))).toEqual([]);
  });
});

describe('LY-A3.1-ROSTER28: the month of a roster', () => {
  // February 2025: the Spring Festival's 1–4 February, Saturday the 8th worked; 9, 15, 16, 22, 23: nine rest days.
  const days = ['02-01', '02-02', '02-03', '02-04', '02-09', '02-15', '02-16', '02-22', '02-23'];
  const roster = (covered: readonly string[]) =>
    fact('document.filed', on('01-20'), {
      document: 'roster',
      about: '2025-02',
      by: 'vendor',
      shifts: covered.map((day) => ({ on: `2025-${day}`, person: `p-${day}` })),
    });
  const february = (...facts: Fact[]) => at(on('01-25'), ...facts).rosters.find(({ period }) => period === '2025-02');

  it('names who stands on each weekend and holiday day, and the days that it leaves out', () => {
    const whole = february(roster(days));
    expect(whole?.days.map((day) => day.on.slice(5))).toEqual(days);
    expect(whole?.days.slice(3, 5)).toEqual([
      { on: '2025-02-04', kind: 'holiday', people: [{ person: 'p-02-04', post: null }] },
      { on: '2025-02-09', kind: 'weekend', people: [{ person: 'p-02-09', post: null }] },
    ]);
    expect(whole).toMatchObject({ status: 'done', missing: [], dueOn: '2025-01-28', provisional: false });
    const gap = february(roster(days.filter((day) => day !== '02-04')));
    expect(gap).toMatchObject({ status: 'due', missing: ['2025-02-04'] });
  });

  it('is open before any is filed, and unknown where the roster does not say who stands when', () => {
    expect(february()).toMatchObject({ status: 'due', filedAt: null, missing: null });
    const plain = fact('document.filed', on('01-20'), { document: 'roster', about: '2025-02', by: 'vendor' });
    expect(february(plain)).toMatchObject({ status: 'done', missing: null });
  });
});

it('the register names of each post who was named for it last, and since when somebody is away', () => {
  const { people } = at(
    on('06-30'),
    fact('staff.assigned', on('01-05'), { post: '项目经理', person: 'p-1', by: 'vendor', onSite: true }),
    fact('staff.assigned', on('01-06'), { post: '工程师', person: 'p-9', by: 'vendor' }),
    fact('staff.absent', on('05-06'), { post: '工程师', person: 'p-9', by: 'vendor' }),
    changed('03-03'),
  );
  expect(people).toEqual([
    { post: '项目经理', person: 'p-2', of: 'vendor', onSite: null, since: on('03-03'), absentSince: null },
    { post: '工程师', person: 'p-9', of: 'vendor', onSite: null, since: on('01-06'), absentSince: on('05-06') },
  ]);
});

it('BY-A1-IF50: person-days spent stand beside those promised', () => {
  const spent = (day: string, personDays: number) =>
    fact('effort.spent', on(day), { kind: 'interface-dev', personDays, by: 'vendor' });
  // 12.5 + 8 = 20.5 of 50
  expect(at(on('06-30'), spent('03-03', 12.5), spent('04-03', 8)).efforts).toMatchObject([
    { clause: 'XX-DAYS', period: 'year-1', count: 20.5, limit: 50, unit: 'personDays', titleZh: '事项' },
  ]);
});

it('instants of approvals are numbers until somebody shows them', () => {
  const [one] = at(on('06-30'), approval('asked', '03-01'), approval('refused', '03-02')).approvals;
  expect({
    ...one,
    askedMs: formatInstant(one?.askedMs ?? 0),
    decidedMs: formatInstant(one?.decidedMs ?? 0),
  }).toMatchObject({
    approval: 'A-p-2',
    about: 'p-2',
    askedBy: 'vendor',
    status: 'refused',
    askedMs: on('03-01'),
    decidedMs: on('03-02'),
  });
});

describe('a supplement about consents (decision 0015)', () => {
  // From 1 July changes of staff need no letter any more, and remote sessions no consent.
  const supplement = fact('contract.amended', on('06-20'), {
    effectiveOn: '2025-07-01',
    changes: {
      terms: {
        consents: [
          { clause: 'XX-STAFF', ...titles, act: { fact: 'staff.changed', of: 'vendor' }, approval: 'staff-change' },
        ],
      },
    },
  });
  const remote = (incident: string, day: string, time = '10:00:00') => [
    fact('incident.reported', on(day, '09:00:00'), { incident, system: '影像系统' }),
    fact('incident.remote-started', on(day, time), { incident }),
  ];

  it('judges a change of staff by the terms of its own day: without the letter before, in order from the first day on', () => {
    const before = at(on('12-01'), supplement, approval('given', '06-28'), changed('06-30', '23:59:59')).consents;
    expect(before.map(({ clause, status }) => [clause, status])).toEqual([['XX-STAFF', 'without']]);
    const after = at(on('12-01'), supplement, approval('given', '06-28'), changed('07-01', '00:00:00')).consents;
    expect(after.map(({ clause, status }) => [clause, status])).toEqual([['XX-STAFF', 'done']]);
  });

  it('leaves an act for which consent was needed then in the list, and asks for none afterwards', () => {
    const { consents } = at(on('12-01'), supplement, ...remote('I1', '06-30'), ...remote('I2', '07-01'));
    expect(consents.map(({ clause, subject, status }) => [clause, subject, status])).toEqual([
      ['XX-REMOTE', 'I1', 'without'],
    ]);
  });

  it('lets a consent that was used before it serve no second act under the new terms', () => {
    const { consents } = at(
      on('12-01'),
      supplement,
      letter('06-01'),
      approval('given', '06-02'),
      changed('06-10'),
      changed('07-10'),
    );
    expect(consents.map(({ status, actMs }) => [formatInstant(actMs ?? 0).slice(0, 10), status])).toEqual([
      ['2025-07-10', 'without'],
      ['2025-06-10', 'done'],
    ]);
  });

  it('counts what was spent in a year before it dropped the counter', () => {
    const dropped = fact('contract.amended', on('06-20'), {
      effectiveOn: '2025-07-01',
      changes: { terms: { counters: [] } },
    });
    const spent = fact('effort.spent', on('03-03'), { kind: 'interface-dev', personDays: 4 });
    expect(at(on('12-01'), dropped, spent).efforts).toMatchObject([
      { clause: 'XX-DAYS', count: 4, unit: 'personDays' },
    ]);
  });
});
