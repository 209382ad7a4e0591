import { endOfContract, incidentStates, settleClocks, type ClockLine } from '@weibao/engine';
import { formatInstant, parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import { finishedGroups } from './finished-groups.js';
import { Resting } from './resting.js';
import { SubjectGroups } from './subject-groups.js';

const terms = readTermsLibrary().of({ contract: 'bayannur-emr', registered: null });
const START = parseInstant('2026-07-01T09:00:00+08:00') as number;
const MINUTE = 60_000;
const at = (minutes: number): string => formatInstant(START + minutes * MINUTE);
const clocksOf = (facts: readonly Fact[], minutes: number): ClockLine[] =>
  settleClocks({ terms, facts, asOfMs: START + minutes * MINUTE }).clocks;
const inOrder = (clocks: readonly ClockLine[]): string[] => clocks.map((clock) => JSON.stringify(clock)).sort();

const registered: Fact = {
  type: 'contract.registered',
  id: 'c',
  at: at(-10_000),
  pattern: 'bayannur-emr',
  parameters: { signedOn: '2026-01-01', workingHours: [['09:00', '18:00']] },
};

/** A year in small: 60 incidents of all levels in every state, with mergers, corrections, documents, a demand and an amendment. */
function manyFacts(): Fact[] {
  const facts: Fact[] = [registered];
  for (let n = 0; n < 60; n++) {
    const incident = `F-${n}`;
    const from = n * 40;
    const add = (type: string, minutes: number, more: object = {}) =>
      facts.push({ type, id: `${type}-${n}`, incident, at: at(from + minutes), by: 'hospital', ...more } as Fact);
    add('incident.reported', 0, { level: String(1 + (n % 4)), system: '一体化电子病历系统' });
    if (n % 3 > 0) add('incident.responded', n % 7);
    if (n % 5 > 1) add('incident.restored', 20 + n);
    if (n % 4 === 0) add('incident.graded', 15, { level: '2' });
    if (n % 12 === 11) for (const stage of ['remote-started', 'feedback-given']) add(`incident.${stage}`, 25); // all of level 4
    if (n % 6 > 2) add('incident.closed', 90);
    if (n % 10 === 9) add('incident.merged', 30, { into: `F-${n - 1}` });
    const about = { about: incident, at: at(from + 100) };
    if (n % 6 > 3) facts.push({ type: 'document.filed', id: `d-${n}`, document: 'rca-report', ...about });
    if (n % 11 === 3)
      facts.push({ type: 'fact.withdrawn', id: `w-${n}`, fact: `incident.responded-${n}`, at: at(from + 50) });
  }
  facts.push({ type: 'demand.filed', id: 'dm', demand: 'D-1', class: 'ordinary', at: at(5) });
  facts.push({ type: 'backup.finished', id: 'b', day: '2026-07-01', ok: true, at: at(600) });
  return facts;
}

describe('facts by what they are about', () => {
  const facts = manyFacts();
  const groups = new SubjectGroups();
  groups.add(facts);

  it('give the same clocks group by group once overtimes of many incidents gave a right that ended the contract', () => {
    const exercise = { type: 'right.exercised', id: 'x', right: 'terminate', at: at(1800), by: 'hospital' } as const;
    const ended = [...facts, exercise];
    const own = new SubjectGroups();
    own.add(ended);
    for (const minutes of [1799, 1800, 2500]) {
      const asOfMs = START + minutes * MINUTE;
      const endsMs = endOfContract({ terms, facts: ended, asOfMs });
      expect(endsMs).toBe(minutes < 1800 ? null : START + 1800 * MINUTE); // one incident in 40 minutes: 45 by then, 12 of level 1
      const apart = [...own.all()].flatMap(
        (group) => settleClocks({ terms, facts: own.factsOf([group]), asOfMs, endsMs }).clocks,
      );
      expect(inOrder(apart)).toEqual(inOrder(clocksOf(ended, minutes)));
    }
  });

  it('give the same clocks group by group as the whole contract does at once', () => {
    for (const minutes of [0, 60, 1000, 2500, 9000]) {
      const apart = [...groups.all()].flatMap((group) => clocksOf(groups.factsOf([group]), minutes));
      expect(inOrder(apart)).toEqual(inOrder(clocksOf(facts, minutes)));
    }
  });

  it('hold merged incidents as one', () => {
    expect(groups.of('F-9')).toBe(groups.of('F-8'));
    expect(groups.of('F-9')?.subjects).toEqual(new Set(['F-8', 'F-9']));
    expect(groups.of('F-9')).not.toBe(groups.of('F-10'));
  });

  it('stand with what they correct', () => {
    expect(groups.of('F-14')?.facts.map((fact) => fact.id)).toContain('w-14');
  });
});

describe('what is finished', () => {
  /** What a service keeps doing: compute what does not rest, then let the finished ones rest. */
  function openClocks(groups: SubjectGroups, resting: Resting, minutes: number): ClockLine[] {
    const facts = groups.factsOf(resting.awake(groups));
    const input = { terms, facts, asOfMs: START + minutes * MINUTE };
    const { clocks } = settleClocks(input);
    for (const group of finishedGroups(groups, clocks, incidentStates(input), input.asOfMs)) resting.rest(group);
    return clocks;
  }

  it('rests, and nothing that runs or is overdue ever does', () => {
    const groups = new SubjectGroups();
    const resting = new Resting();
    const facts = manyFacts();
    groups.add(facts);
    const all = openClocks(groups, resting, 9000);
    const awake = openClocks(groups, resting, 9000);
    expect(awake.length).toBeLessThan(all.length);
    const owed = (clocks: readonly ClockLine[]) =>
      inOrder(clocks.filter((clock) => clock.status === 'running' || clock.status === 'overdue'));
    expect(owed(awake)).toEqual(owed(all));
  });

  const closedIncident: Fact[] = [
    registered,
    { type: 'incident.reported', id: 'r', incident: 'F-1', level: '4', system: '一体化电子病历系统', at: at(0) },
    { type: 'incident.responded', id: 's', incident: 'F-1', at: at(5) },
    { type: 'incident.remote-started', id: 'm', incident: 'F-1', at: at(6) },
    { type: 'incident.feedback-given', id: 'f', incident: 'F-1', at: at(7) },
  ];
  const closed: Fact = { type: 'incident.closed', id: 'k', incident: 'F-1', at: at(8) };

  function resting(...more: Fact[]): { groups: SubjectGroups; resting: Resting; rests: () => boolean } {
    const groups = new SubjectGroups();
    const kept = new Resting();
    groups.add([...closedIncident, ...more]);
    openClocks(groups, kept, 60);
    return { groups, resting: kept, rests: () => kept.has(groups.of('F-1')) };
  }

  it('is not what is met but still open, and is what is closed too', () => {
    expect(resting().rests()).toBe(false);
    expect(resting(closed).rests()).toBe(true);
  });

  it('wakes when a fact about it arrives: a correction, a document, a merger', () => {
    const arriving: Fact[] = [
      { type: 'fact.withdrawn', id: 'w', fact: 's', at: at(70) },
      { type: 'document.filed', id: 'd', document: 'fault-report', about: 'F-1', at: at(70) },
      { type: 'incident.merged', id: 'g', incident: 'F-2', into: 'F-1', at: at(70) },
    ];
    for (const fact of arriving) {
      const { groups, rests } = resting(closed);
      groups.add([fact]);
      expect([fact.type, rests()]).toEqual([fact.type, false]);
    }
  });

  it('wakes when the contract itself changes, and sleeps on through a backup', () => {
    const { groups, rests } = resting(closed);
    groups.add([{ type: 'backup.finished', id: 'b', day: '2026-07-01', ok: true, at: at(70) }]);
    expect(rests()).toBe(true);
    groups.add([{ type: 'contract.amended', id: 'a', effectiveOn: '2026-07-01', changes: {}, at: at(70) }]);
    expect(rests()).toBe(false);
  });

  it('wakes when force majeure is agreed, which takes time out of the clocks', () => {
    const { groups, rests } = resting(closed);
    const system = '一体化电子病历系统';
    groups.add([{ type: 'force-majeure.agreed', id: 'fm', system, from: at(0), to: at(60), by: 'both', at: at(70) }]);
    expect(rests()).toBe(false);
    expect(clocksOf(groups.factsOf(groups.all()), 80)[0]).toMatchObject({ dueAt: at(180), status: 'met' }); // 60 min out + 120 min
  });

  it('is not what an import says will be known only later', () => {
    expect(resting({ ...closed, recordedAt: at(90) }).rests()).toBe(false);
  });
});
