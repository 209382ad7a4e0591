import { formatInstant, type Fact } from '@weibao/exchange';
import type { Draw } from './draw.js';

/** What the first draws leave out: impacts and emergencies, signatures, consents, staff, rosters, findings, calendars, confirmations, decisions with amounts. */
export function furtherFacts(draw: Draw): void {
  const { whole, chance } = draw;
  for (let i = whole(3); i > 0; i -= 1) furtherIncident(draw, `E${i}`);
  for (let i = whole(14); i > 0; i -= 1) for (const fact of draw.pick(kindsOf(draw, i))()) draw.add(fact);
  if (chance(0.4)) backupsInARow(draw);
  if (chance(0.3)) confirmations(draw);
}

/** With what hardly any incident has: another start, an impact, an institution, an emergency, a wait that ended, an answer by each side. */
function furtherIncident({ world, pick, chance, whole, someTime, later, at, add }: Draw, incident: string): void {
  const reported = someTime();
  const hit = whole(4);
  add({
    type: 'incident.reported',
    incident,
    ...at(reported),
    ...(chance(0.4) ? { level: pick(['1', '2', '3'] as const) } : {}),
    system: pick(world.systems),
    ...(chance(0.5) ? { occurredAt: formatInstant(reported - whole(5) * 3_600_000) } : {}),
    ...(chance(0.4) ? { emergency: true } : {}),
  });
  add({
    type: 'incident.graded',
    incident,
    ...at(later(reported, 6)),
    impact: {
      institutionsHit: hit,
      institutionsTotal: Math.max(hit, pick([1, 3])),
      coreFunction: pick(['severe', 'notable', 'slight', 'none'] as const),
      rows: pick([100, 10_000, 10_001]),
      usersPercent: pick([5, 10, 30, 50]),
      minutes: pick([30, 60, 121]),
      ...(chance(0.5) ? { dataEffect: 'lost' } : {}),
    },
  });
  for (const by of ['vendor', 'hospital'] as const)
    if (chance(0.5)) add({ type: 'incident.responded', incident, ...at(later(reported, 2)), by });
  if (chance(0.4))
    add({
      type: 'incident.estimated',
      incident,
      ...at(later(reported, 1)),
      restoreBy: formatInstant(later(reported, 9)),
    });
  const waited = later(reported, 3);
  add({ type: 'incident.wait-started', incident, ...at(waited), on: 'hospital' });
  if (chance(0.8)) add({ type: 'incident.wait-ended', incident, ...at(later(waited, 8)), on: 'hospital' });
  for (const stage of ['remote-started', 'remote-refused', 'arrived', 'restored', 'resolved', 'confirmed'] as const)
    if (chance(0.6)) add({ type: `incident.${stage}`, incident, ...at(later(reported, pick([2, 12, 60]))) } as Fact);
  add({
    type: 'incident.caused',
    incident,
    ...at(later(reported, 9)),
    cause: pick(['vendor', 'hospital', 'force-majeure', 'third-party'] as const),
    problem: pick(['storage', 'network']),
  });
}

/** What follows a fact names it: they are drawn together. */
function kindsOf({ world, whole, pick, chance, someTime, later, at, date }: Draw, i: number): (() => Fact[])[] {
  const when = someTime();
  const [soon, then] = [at(later(when, 200)), at(later(when, 300))];
  const year = pick([1, 2, 3]);
  const { further } = world;
  const period = pick(further.periods);
  const person = pick(['甲', '乙']);
  const by = 'hospital' as const;
  const maybe = (facts: Fact[]): Fact[] => facts.filter(() => chance(0.6));
  const kinds: (() => Fact[])[] = [
    () => [{ type: 'inspection.ended', inspection: `U${i}`, kind: pick(further.inspections), ...at(when) }],
    () => [
      {
        type: 'document.filed',
        document: pick(further.documents),
        ...(chance(0.3) ? { about: `U${i}` } : {}),
        stamped: chance(0.5),
        ...at(when),
      },
    ],
    () => [
      {
        type: 'document.filed',
        document: 'roster',
        about: date(later(when, 700)).slice(0, 7),
        shifts: [{ on: date(later(when, 700)), person }],
        ...at(when),
      },
    ],
    () => [
      { type: 'duty.planned', duty: `Q${i}`, kind: pick(further.duties), dueOn: date(later(when, 400)), ...at(when) },
      ...maybe([
        { type: 'duty.done', duty: `Q${i}`, kind: pick(further.duties), ...soon },
        { type: 'duty.signed', duty: `Q${i}`, by, ...then },
      ]),
    ],
    () => [{ type: 'duty.done', duty: `R${i}`, kind: pick(further.duties), period, ...at(when) }],
    () => [
      { type: 'inspection.finding-noted', finding: `F${i}`, dueOn: date(later(when, 300)), ...at(when) },
      ...maybe([
        { type: 'inspection.finding-closed', finding: `F${i}`, ...soon },
        { type: 'inspection.finding-verified', finding: `F${i}`, passed: chance(0.7), ...then },
      ]),
    ],
    () => [
      { type: 'approval.asked', approval: `A${i}`, kind: pick(further.approvals), about: person, ...at(when) },
      pick([
        { type: 'approval.given', approval: `A${i}`, ...soon },
        { type: 'approval.refused', approval: `A${i}`, ...soon },
      ] as const),
    ],
    () => [
      { type: 'staff.assigned', post: '项目经理', person, of: 'vendor', ...at(when) },
      ...maybe([
        { type: 'staff.changed', post: '项目经理', person: '丙', of: 'vendor', ...soon },
        { type: 'staff.absent', post: '项目经理', person, of: 'vendor', ...then },
      ]),
    ],
    () => [
      { type: 'security-task.ordered', task: `L${i}`, dueOn: date(later(when, 200)), ...at(when) },
      pick([
        { type: 'security-task.verified', task: `L${i}`, by, ...soon },
        { type: 'security-task.refused', task: `L${i}`, ...soon },
      ] as const),
    ],
    () => [
      { type: 'defect.confirmed', defect: `G${i}`, ...at(when) },
      ...maybe([{ type: 'defect.closed', defect: `G${i}`, by, ...soon }]),
    ],
    () => [
      {
        type: 'survey.returned',
        form: pick(['clinical', 'it-department', 'major-event'] as const),
        department: pick(['内科', '外科', '儿科']),
        scores: Array.from({ length: pick([4, 5]) }, () => 60 + whole(41)),
        ...(chance(0.3) ? { negative: whole(3), event: 'E' } : {}),
        ...at(when),
      },
    ],
    () => [{ type: 'assessment.held', period, passed: chance(0.6), ...at(when) }],
    () => [{ type: 'acceptance.reapplied', year, ...at(when) }],
    () => [{ type: 'payment.application-filed', payment: pick(['P1', 'P2']), ...at(when) }],
    () => [
      {
        type: 'notice.served',
        notice: pick(further.notices),
        channel: pick(['mail', 'fax', 'email'] as const),
        ...at(when),
      },
    ],
    () => [{ type: 'right.exercised', right: pick(further.rights), ...at(when) }],
    () => [{ type: 'breach.ruled', clause: pick(further.ruled), times: 1, person, ...at(when) }],
    () => [
      {
        type: 'calendar.published',
        year: 2027,
        holidays: ['2027-01-01', '2027-02-08', '2027-02-09'],
        workdays: ['2027-02-06'],
        ...at(when),
      },
    ],
    () => [
      {
        type: 'deduction.decided',
        clause: pick(further.decided),
        subject: 'I9',
        outcome: 'confirmed',
        amount: `${whole(60_000)}.00`,
        note: 'as agreed',
        ...at(when),
      },
      { type: 'incident.reported', incident: 'I9', level: '1', system: pick(world.systems), ...at(when - 3_600_000) },
    ],
  ];
  const note = (): Fact[] => [
    { type: 'scorecard.noted', clause: pick(further.score), period, times: 1 + whole(3), ...at(when) },
  ];
  return further.score.length > 0 ? [...kinds, note, note, note] : kinds;
}

/** A week of backups, one of which is missing, of which one is not signed. */
function backupsInARow({ chance, pick, someTime, later, at, date, add }: Draw): void {
  const first = someTime();
  for (let n = 0; n < 7; n += 1) {
    const day = first + n * 86_400_000;
    if (chance(0.2)) continue;
    add({
      type: 'backup.finished',
      day: date(day),
      kind: pick(['full', 'incremental'] as const),
      ok: true,
      locations: pick([['local'], ['local', 'offsite'], ['offsite']]),
      confirmed: chance(0.8),
      ...(chance(0.3) ? { oldestRestorableOn: date(day - 20 * 86_400_000) } : {}),
      ...at(later(day, 40)),
    });
  }
}

/** The hospital confirms what the vendor entered, and takes back something else. */
function confirmations({ facts, pick, someTime, at, add }: Draw): void {
  const entered = facts.filter((fact) => fact.by === 'vendor');
  if (entered.length > 0)
    add({ type: 'fact.confirmed', fact: (pick(entered) as { id: string }).id, ...at(someTime()), by: 'hospital' });
}
