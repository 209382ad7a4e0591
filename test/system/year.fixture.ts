import {
  isRecordable,
  mayRecord,
  ownerOf,
  recorders,
  type Actor,
  type Heads,
  type OperationName,
  type Reply,
} from '@weibao/messages';
import { addMonths, dateOf, dayFrom, dayOf, instantOf, msOf } from '../../apps/launcher/src/demo/dates.mjs';
import { demoPlan } from '../../apps/launcher/src/demo/plan.mjs';
import { inspection } from '../../apps/launcher/src/demo/story.mjs';
import { Questions } from './billing.fixture.js';

export type Said = { type: string; at: string } & Record<string, unknown>;

export const actors = {
  head: { account: 'head', organisation: 'demo-hospital', role: 'it-head' },
  duty: { account: 'duty', organisation: 'demo-hospital', role: 'duty-desk' },
  finance: { account: 'finance', organisation: 'demo-hospital', role: 'finance' },
  vendor: { account: 'vendor', organisation: 'demo-vendor', role: 'vendor' },
} as const satisfies Record<string, Actor>;

const commands: Record<string, { operation: OperationName; fields: readonly string[]; more?: object }> = {
  'incident.reported': {
    operation: 'incident.report',
    fields: [
      'incident',
      'system',
      'subsystem',
      'level',
      'institution',
      'department',
      'channel',
      'summary',
      'emergency',
    ],
  },
  'incident.caused': { operation: 'incident.cause', fields: ['incident', 'cause', 'problem'] },
  'incident.graded': { operation: 'incident.grade', fields: ['incident', 'level'] },
};

/** The command by which people record a fact: the hospital's where it may, else the vendor's. */
function commandOf(fact: Said): { operation: OperationName; body: Record<string, unknown>; actor: Actor } {
  const { type, at, by: _by, ...rest } = fact;
  const own = commands[type];
  const fields = Object.fromEntries(Object.entries(rest).filter(([name]) => own?.fields.includes(name)));
  if (own) return { operation: own.operation, body: { ...fields, at }, actor: actors.head };
  if (!isRecordable(type)) {
    const stage = type.slice('incident.'.length);
    return { operation: 'incident.stage', body: { incident: rest['incident'], stage, at }, actor: actors.duty };
  }
  const actor = mayRecord(type, 'it-head', 'hospital') ? actors.head : actors.vendor;
  const operation = `${ownerOf(type)}.fact.record` as OperationName;
  const timed = recorders[type].backDated ? { at } : {};
  return { operation, body: { fact: { type, ...rest, ...timed } }, actor };
}

/** What has to come one after the other: all about one thing. */
const chainOf = (fact: Said): string =>
  String(
    fact['incident'] ??
      fact['outage'] ??
      fact['demand'] ??
      fact['duty'] ??
      fact['inspection'] ??
      fact['finding'] ??
      fact['defect'] ??
      fact['task'] ??
      fact['approval'] ??
      fact['post'] ??
      fact['about'] ??
      fact.at,
  );

/** Sends facts as the commands of people, those about one thing in their order, different things at once; every refusal is a failure that names it. Gives the heads reached. */
export async function recordAll(questions: Questions, contract: string, facts: readonly Said[]): Promise<Heads> {
  const heads: Heads = {};
  const chains = new Map<string, Said[]>();
  for (const fact of [...facts].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)))
    chains.set(chainOf(fact), [...(chains.get(chainOf(fact)) ?? []), fact]);
  const waiting = [...chains.values()];
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      for (let chain = waiting.shift(); chain; chain = waiting.shift())
        for (const fact of chain) {
          const { operation, body, actor } = commandOf(fact);
          const reply: Reply = await questions.ask(operation, contract, body, { actor });
          if (!reply.ok) throw new Error(`${contract} ${JSON.stringify(fact)}: ${JSON.stringify(reply.error)}`);
          for (const [service, position] of Object.entries(reply.heads) as [keyof Heads, number][])
            heads[service] = Math.max(heads[service] ?? 0, position);
        }
    }),
  );
  return heads;
}

/** Bayannur's demo year, 13 months ago to a month ago, and nothing of the second one; `complete`: what the demo leaves undone is done. */
export function wholeYear(
  nowMs: number,
  complete: boolean,
): { parameters: Record<string, unknown>; facts: Said[]; start: number } {
  const [demo] = demoPlan(nowMs);
  if (!demo) throw new Error('the demo has no Bayannur');
  const start = addMonths(dayOf(nowMs), -13);
  const yearEndMs = msOf(addMonths(start, 12), '00:00');
  const facts = demo.facts.flatMap(({ id: _id, ...fact }): Said[] => {
    if (fact.type === 'acceptance.applied') return []; // each variant applies by itself
    const isYear1 = Date.parse(fact.at) < yearEndMs || fact['about'] === 'year-1' || fact.type === 'document.filed';
    if (!isYear1) return [];
    // The demo's one late response, at 12 minutes, comes at 8.
    if (complete && fact['incident'] === 'BY-0003' && fact.type === 'incident.responded')
      return [{ ...fact, at: instantOf(Date.parse(fact.at) - 4 * 60_000) }];
    return [fact];
  });
  return { parameters: demo.parameters, facts: complete ? [...facts, ...undone(facts)] : facts, start };
}

/** The report of the last inspection, and the inspection before a holiday. */
function undone(facts: readonly Said[]): Said[] {
  const reported = new Set(facts.filter(({ type }) => type === 'document.filed').map((fact) => fact['about']));
  const reports = facts
    .filter((fact) => fact.type === 'inspection.ended' && !reported.has(fact['inspection']))
    .map((fact) => ({
      type: 'document.filed',
      at: instantOf(Date.parse(fact.at) + 86_400_000),
      document: 'inspection-report',
      about: fact['inspection'],
    }));
  const day = dayFrom('2026-09-25') - 1;
  const holiday = inspection({
    inspection: 'BY-HOL-2026-09-25',
    kind: 'holiday',
    day,
    period: '2026-09-25',
    reportAfterDays: 1,
    move: false,
  });
  return [...reports, ...(holiday as Said[])];
}

/** A backup of each day of the year, and each month's check of the backups in the yearly plan (BY-V-OBJ3), done and signed. */
export function backups(start: number): Said[] {
  const end = addMonths(start, 12);
  const daily = Array.from({ length: end - start }, (_none, index): Said => {
    const day = start + index;
    return {
      type: 'backup.finished',
      at: instantOf(msOf(day + 1, '02:30')),
      day: dateOf(day),
      kind: 'full',
      ok: true,
      locations: ['local', 'offsite'],
    };
  });
  const checks = Array.from({ length: 12 }, (_none, month): Said[] => {
    const first = addMonths(start, month);
    const duty = `BY-BACKUP-${month + 1}`;
    return [
      { type: 'duty.planned', at: instantOf(msOf(first, '09:00')), duty, kind: 'backup', dueOn: dateOf(first + 20) },
      { type: 'duty.done', at: instantOf(msOf(first + 20, '10:00')), duty, kind: 'backup' },
      { type: 'duty.signed', at: instantOf(msOf(first + 20, '16:00')), duty },
    ];
  });
  return [...daily, ...checks.flat()];
}
