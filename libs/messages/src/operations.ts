import { dutyProofKinds, fields, factSchema, freeTextFields, stages, statementNumber } from '@weibao/exchange';
import { z } from 'zod';
import type { ActorRole, Allowed, Part } from './envelope.js';
import { recordableFactSchema } from './recordable-fact.js';
import { correctorsOf, recordersOf } from './recorders.js';
import type { Service } from './subjects.js';

export interface Operation<B extends z.ZodType = z.ZodType> {
  service: Service;
  kind: 'command' | 'query';
  body: B;
  allowed: Allowed;
}

const hospital: readonly Part[] = ['customer', 'user'];
const everyone: readonly Part[] = ['customer', 'user', 'vendor'];
const desk: Allowed = { roles: ['duty-desk', 'it-head'], parts: hospital };
/** Who has the prober knock at a system. */
const probers: Allowed = { roles: ['inspector', 'it-head'], parts: hospital };
const deskOrVendor: Allowed = { roles: ['duty-desk', 'it-head', 'vendor'], parts: everyone };
/** A reporter confirms what was reported for its place, and records no other stage. */
const deskVendorOrReporter: Allowed = { roles: [...deskOrVendor.roles, 'reporter'], parts: everyone };
const deskOrReporter: Allowed = { roles: [...desk.roles, 'reporter'], parts: hospital };
const readers: Allowed = {
  roles: ['duty-desk', 'inspector', 'finance', 'it-head', 'vendor', 'auditor', 'wall', 'wall-internal'],
  parts: everyone,
};
/** A wall is given its lists: what a person opens on a page of their own, who recorded it and what it says in full, is not for the room. */
const withoutWalls = (roles: readonly ActorRole[]) =>
  roles.filter((role) => role !== 'wall' && role !== 'wall-internal');
/** Incidents; a reporter is given those of its place. */
const incidentReaders: Allowed = { roles: [...readers.roles, 'reporter'], parts: everyone };
const incidentPeople: Allowed = { ...incidentReaders, roles: withoutWalls(incidentReaders.roles) };
/** What a contract is: its name, parties, systems, levels. */
const contractReaders: Allowed = { roles: [...incidentReaders.roles, 'system-administrator'], parts: everyone };
const clauseReaders: Allowed = {
  roles: [...withoutWalls(readers.roles), 'system-administrator'],
  parts: everyone,
};
/** What the contract costs. Of a trial, which is nobody's contract, who laid it may see it, too. */
const money: Allowed = {
  roles: ['finance', 'it-head', 'vendor', 'auditor'],
  parts: everyone,
  trialRoles: ['system-administrator'],
};
const administrators: Allowed = { roles: ['system-administrator'], parts: everyone };
/** A survey link records what `recorders` lets it say, and calls nothing else. */
const recordersAndLinks: Allowed = {
  ...recordersOf('inspection'),
  roles: [...recordersOf('inspection').roles, 'survey-link'],
};
/** Who publishes a year of the national calendar, as `recorders` says of its fact. */
const calendarKeepers: Allowed = { roles: ['it-head', 'system-administrator'], parts: hospital };
/** Facts as they are stored: between services, and for the import to compare with; no route gives them away. */
const copies: Allowed = { roles: ['service', 'system-administrator'], parts: everyone };

const command = <B extends z.ZodType>(service: Service, body: B, allowed: Allowed): Operation<B> => ({
  service,
  kind: 'command',
  body,
  allowed,
});
const query = <B extends z.ZodType>(service: Service, body: B, allowed: Allowed): Operation<B> => ({
  service,
  kind: 'query',
  body,
  allowed,
});

/** Absent `at` means now, on the server's clock; a vendor's entry always carries the server's time. */
const at = { at: fields.instant.optional() };
const incident = { incident: fields.key };

const oneFact = { fact: fields.key };
/** One command for every kind of fact that has none of its own; `recorders` says who may record which. */
const recordFact = z.strictObject({ fact: recordableFactSchema });
/** `signed`: the report that is filed bears the hospital's signature for the inspection, too. Both are recorded, or neither. */
const recordOrSign = recordFact.extend({ signed: fields.flag.optional() });
const withdrawFact = z.strictObject({ ...oneFact, note: fields.text.min(1) });
/** A free text that names a patient is erased for good, with the reason; the fact and its chain stay. The hospital answers for its patients' data. */
const eraseText = z.strictObject({ ...oneFact, field: z.enum(freeTextFields), reason: fields.text.min(1) });
const erasers: Allowed = { roles: ['it-head'], parts: hospital };
/** The record to take home, with what its texts are checked by: for those who may see what the contract costs. */
const exportPage = z.strictObject({
  after: z.number().int().min(0),
  limit: z.number().int().min(1).max(500).default(500),
});
/** The chains of a service, some contracts at a time, and how far it has copied the others'; and a comparison with what others have copied of its own. */
const chainPage = z.strictObject({ after: z.string().default('') });
const witnesses = z.strictObject({
  witnesses: z
    .array(z.object({ contract: fields.key, position: z.number().int().min(1), hash: z.string(), seenBy: fields.key }))
    .max(500),
});
const chainReaders: Allowed = { roles: ['audit-administrator'], parts: [] };
const page = { after: z.string().optional(), limit: z.number().int().min(1).max(500).default(100) };

/** Contracts that are drawn up: the hospital's own affair until they are registered. No vendor is told that there is one. */
const drafters: Allowed = { roles: ['it-head'], parts: [] };
const draftReaders: Allowed = { roles: ['it-head', 'finance', 'auditor'], parts: [] };
const draft = { draft: fields.key };
/** The version that was looked at: what somebody else changed meanwhile is not overwritten. */
const draftVersion = { ...draft, version: z.number().int().min(1) };
const party = z.strictObject({ organisation: fields.key, part: z.enum(['customer', 'user', 'vendor']) });
const draftContent = z.strictObject({
  contract: fields.text, // empty while nobody has named it
  parties: z.array(party).max(50),
  parameters: z.record(z.string(), z.unknown()),
  recordStartsOn: fields.date.optional(),
  edits: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.strictObject({ zh: fields.text.min(1), en: fields.text.min(1) })),
});
/** Below the size of a message, with room for its frame. */
const LONGEST_FILE = 200_000;

/** All requests between processes: the name is the first tokens of the NATS subject (requestSubject). */
export const operations = {
  'incident.report': command(
    'incident',
    z.strictObject({
      ...at,
      incident: fields.key.optional(), // the service numbers it when absent
      system: fields.text,
      subsystem: fields.text.optional(),
      level: fields.level.optional(),
      institution: fields.text.optional(),
      department: fields.text.optional(),
      channel: fields.text.optional(),
      summary: fields.text.optional(),
      occurredAt: fields.instant.optional(),
      follows: fields.key.optional(),
      drill: fields.flag.optional(),
    }),
    deskOrReporter,
  ),
  'incident.stage': command(
    'incident',
    z.strictObject({ ...at, ...incident, stage: z.enum(stages) }),
    deskVendorOrReporter,
  ),
  'incident.grade': command(
    'incident',
    z.strictObject({
      ...at,
      ...incident,
      level: fields.level.optional(),
      impact: z.record(z.string(), z.unknown()).optional(),
    }),
    desk,
  ),
  'incident.estimate': command(
    'incident',
    z.strictObject({ ...at, ...incident, restoreBy: fields.instant }),
    deskOrVendor,
  ),
  'incident.cause': command(
    'incident',
    z.strictObject({
      ...at,
      ...incident,
      cause: z.enum(['vendor', 'hospital', 'force-majeure', 'third-party']),
      problem: fields.key.optional(),
    }),
    desk,
  ),
  'incident.wait': command(
    'incident',
    z.strictObject({ ...at, ...incident, change: z.enum(['started', 'ended']) }),
    deskOrVendor,
  ),
  'incident.merge': command('incident', z.strictObject({ ...at, ...incident, into: fields.key }), desk),
  /** The systems that are probed, and what the probes found last. Addresses inside the hospital are told to its own people alone. */
  'incident.probes.list': query('incident', z.strictObject({}), {
    roles: ['duty-desk', 'inspector', 'it-head', 'auditor'],
    parts: hospital,
  }),
  'incident.probe.set': command(
    'incident',
    z.strictObject({
      system: fields.text.min(1).max(200),
      target: z.string().max(300),
      intervalSeconds: z.number().int().min(1).max(3600),
      timeoutSeconds: z.number().int().min(1).max(30),
      retries: z.number().int().min(0).max(10),
      expectStatus: z.number().int().min(100).max(599).optional(), // absent: any answer below 400
    }),
    probers,
  ),
  'incident.probe.remove': command('incident', z.strictObject({ system: fields.text.min(1).max(200) }), probers),
  'incident.fact.record': command('incident', recordFact, recordersOf('incident')),
  'incident.fact.withdraw': command('incident', withdrawFact, desk),
  'incident.fact.confirm': command('incident', z.strictObject(oneFact), desk),
  'incident.facts.import': command(
    'incident',
    z.strictObject({ facts: z.array(factSchema).min(1).max(500) }),
    administrators,
  ),
  /** Open incidents by time left, in pages as long as a message holds: `after` is the `next` of the page before. */
  'incident.open.list': query('incident', z.strictObject({ after: z.string().optional() }), incidentReaders),
  /** Open incidents that may be the same one as this: reported at about the same time for the same system. */
  'incident.similar.list': query('incident', z.strictObject(incident), desk),
  'incident.list': query(
    'incident',
    z.strictObject({
      ...page,
      state: z.enum(['open', 'closed', 'owing', 'all']).default('all'), // owing: closed, and a report is still owed
      level: fields.level.optional(),
      system: fields.text.optional(),
      from: fields.instant.optional(),
      to: fields.instant.optional(),
    }),
    incidentPeople,
  ),
  'incident.get': query('incident', z.strictObject(incident), incidentPeople),
  'incident.facts.read': query(
    'incident',
    z.strictObject({ after: z.number().int().min(0), limit: z.number().int().min(1).max(500).default(200) }),
    copies,
  ),
  'incident.fact.erase': command('incident', eraseText, erasers),
  'incident.facts.export': query('incident', exportPage, money),
  'incident.chain.verify': query('incident', chainPage, chainReaders),
  'incident.chain.compare': query('incident', witnesses, chainReaders),

  'inspection.fact.record': command('inspection', recordOrSign, recordersAndLinks),
  'inspection.fact.withdraw': command('inspection', withdrawFact, correctorsOf('inspection')),
  'inspection.fact.confirm': command('inspection', z.strictObject(oneFact), correctorsOf('inspection')),
  /** A shift was handed over, or taken over: the work and its signature, each in the name of whoever signed the sheet. */
  'inspection.handover.record': command(
    'inspection',
    z.strictObject({ ...at, handover: fields.key, on: fields.date, signed: z.enum(['handed-over', 'taken-over']) }),
    { roles: ['duty-desk', 'inspector', 'it-head', 'vendor'], parts: everyone },
  ),
  'inspection.facts.import': command(
    'inspection',
    z.strictObject({ facts: z.array(factSchema).min(1).max(500) }),
    administrators,
  ),
  'inspection.duties.list': query(
    'inspection',
    z.strictObject({
      from: fields.date.optional(),
      to: fields.date.optional(),
      undated: fields.flag.optional(), // true: those alone that fall due on no day
      kind: z.enum(dutyProofKinds).optional(), // what proves them
      fold: fields.flag.optional(), // true: daily backups of a month that need nobody as one line
    }),
    readers,
  ),
  /** Inspections with their findings, newest first: those that began or ended on or after a day, and those with findings still followed. */
  'inspection.inspections.list': query('inspection', z.strictObject({ since: fields.date.optional() }), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  /** What the contract lets be planned, and what its inspections must cover: for the forms of the pages. */
  'inspection.forms.get': query('inspection', z.strictObject({}), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  /** The forms by which the contract asks departments, for those who send them out and those who audit. */
  'inspection.surveys.get': query('inspection', z.strictObject({}), {
    roles: ['inspector', 'it-head', 'auditor'],
    parts: hospital,
  }),
  /** The people of a contract, what needs the hospital's consent first, rosters and effort. */
  'inspection.staff.get': query('inspection', z.strictObject({}), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  /** What was missed since the last working day, is due on a day, falls due within its lead time, and waits for the one who asks. Absent: today. */
  'inspection.digest.get': query('inspection', z.strictObject({ on: fields.date.optional() }), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  /** What the contract wants in writing and what was filed, most urgent first; `after` is the `next` of the page before. */
  'inspection.documents.list': query(
    'inspection',
    z.strictObject({ about: fields.key.optional(), after: z.number().int().min(0).default(0) }),
    { roles: withoutWalls(readers.roles), parts: everyone },
  ),
  /** A paper to be signed and sealed, and whose code a paper bears; `paper` is null where no paper of the contract has it. */
  'inspection.paper.get': query('inspection', z.strictObject({ kind: fields.key, subject: fields.key }), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  'inspection.paper.find': query('inspection', z.strictObject({ code: fields.key }), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  'inspection.facts.read': query(
    'inspection',
    z.strictObject({ after: z.number().int().min(0), limit: z.number().int().min(1).max(500).default(200) }),
    copies,
  ),
  'inspection.fact.erase': command('inspection', eraseText, erasers),
  'inspection.facts.export': query('inspection', exportPage, money),
  'inspection.chain.verify': query('inspection', chainPage, chainReaders),
  'inspection.chain.compare': query('inspection', witnesses, chainReaders),

  'billing.contract.register': command(
    'billing',
    z.strictObject({
      parameters: z.record(z.string(), z.unknown()).default({}),
      pattern: fields.key, // which terms file: huangpu, jiahe-icu, bayannur-emr, tacheng-ops, liyang-smart-health
      name: fields.text.optional(),
      parties: z.array(z.object({ organisation: fields.key, part: z.enum(['customer', 'user', 'vendor']) })).min(1),
      trial: z.boolean().default(false), // shown on no wall or statement; takes any instant; can be dropped
      own: z.record(z.string(), z.unknown()).optional(), // a trial's own terms, as a registration holds them; a real contract's are drawn up
      signedAt: fields.instant.optional(),
    }),
    administrators,
  ),
  /** A contract that is drawn up, from terms that ship, a contract of one's own, or a file. Asked with the contract token `all`, as all of drafts. */
  'billing.draft.start': command(
    'billing',
    z.strictObject({
      basedOn: fields.key.optional(), // the prefix of terms that ship, or a contract; with a file: whose clauses and readings it follows where it has none
      file: z
        .strictObject({ name: fields.key, text: z.string().max(LONGEST_FILE, 'expected at most 200,000 characters') })
        .optional(),
    }),
    drafters,
  ),
  'billing.draft.save': command('billing', z.strictObject({ ...draftVersion, content: draftContent }), drafters),
  /** Takes findings as they are, by their keys, with the reason. */
  'billing.draft.accept': command(
    'billing',
    z.strictObject({ ...draft, findings: z.array(fields.key).min(1).max(200), note: fields.text.trim().min(1) }),
    drafters,
  ),
  'billing.draft.discard': command(
    'billing',
    z.strictObject({ ...draft, version: draftVersion.version.optional() }), // absent: whatever it holds by now
    drafters,
  ),
  'billing.draft.register': command('billing', z.strictObject(draftVersion), drafters),
  /** Takes what lint finds in a registered contract as it is: after an amendment, or what was told only. */
  'billing.finding.accept': command(
    'billing',
    z.strictObject({ findings: z.array(fields.key).min(1).max(200), note: fields.text.trim().min(1) }),
    { roles: ['it-head'], parts: hospital },
  ),
  'billing.draft.list': query('billing', z.strictObject({}), draftReaders),
  'billing.draft.get': query('billing', z.strictObject(draft), draftReaders),
  'billing.fact.record': command('billing', recordFact, recordersOf('billing')),
  /** Which years a contract counts working days by; and what would move in it if this list were published. Nothing is stored. */
  'billing.calendar.list': query('billing', z.strictObject({}), calendarKeepers),
  'billing.calendar.preview': query(
    'billing',
    z.strictObject({ year: fields.listYear, holidays: fields.dates.max(366), workdays: fields.dates.max(366) }),
    calendarKeepers,
  ),
  'billing.fact.withdraw': command('billing', withdrawFact, correctorsOf('billing')),
  'billing.fact.confirm': command('billing', z.strictObject(oneFact), correctorsOf('billing')),
  'billing.facts.import': command(
    'billing',
    z.strictObject({ facts: z.array(factSchema).min(1).max(500) }),
    administrators,
  ),
  'billing.contract.drop': command('billing', z.strictObject({}), administrators),
  /** The contracts in which the actor's organisation has a part; asked with the contract token `all`. */
  'billing.contract.list': query('billing', z.strictObject({ trials: z.boolean().default(false) }), {
    ...contractReaders,
    parts: [],
  }),
  'billing.contract.get': query('billing', z.strictObject({}), contractReaders),
  'billing.outcome.get': query(
    'billing',
    z.strictObject({
      asOf: fields.instant.optional(),
      lists: z.array(z.string()).optional(),
      after: z.number().int().min(0).optional(), // with one list: its lines after so many, as many as a message holds
    }),
    money,
  ),
  /** What was recorded, newest first, over all services: ledgers and pages are made of it. Types end in `.*` for a whole group. */
  'billing.fact.list': query(
    'billing',
    z.strictObject({
      ...page,
      types: z.array(fields.key).min(1).max(60).optional(),
      about: fields.key.optional(), // an incident, demand, duty, payment, year …: whatever a fact names
      fact: fields.key.optional(),
      evidence: fields.key.optional(), // the SHA-256 of a file that a fact names
    }),
    { roles: withoutWalls(readers.roles), parts: everyone },
  ),
  /** What the contract says, how it is read and what lint finds in it. Its texts state amounts, so that no wall is given them. */
  'billing.clauses.list': query('billing', z.strictObject({}), clauseReaders),
  /** What an amendment would change: figures and parameters as they would stand, and what lint would find anew. Recorded as `contract.amended`. */
  'billing.amendment.check': query(
    'billing',
    z.strictObject({
      edits: z.record(z.string(), z.unknown()),
      parameters: z.record(z.string(), z.unknown()), // null: blank again
    }),
    { roles: ['it-head'], parts: hospital },
  ),
  'billing.figures.get': query('billing', z.strictObject({}), {
    roles: ['finance', 'it-head', 'vendor', 'auditor'],
    parts: everyone,
  }),
  /** What the other values of one reading would come to, for whoever is about to choose. */
  'billing.reading.compare': query('billing', z.strictObject({ reading: fields.key }), money),
  /** The wall's share of the outcome: payments without yuan, metrics, counters, acceptances. */
  'billing.posture.get': query('billing', z.strictObject({}), readers),
  /** Which deductions wait for a decision, now or as a day ended: for the digest of those who take it. */
  'billing.waiting.list': query('billing', z.strictObject({ on: fields.date.optional() }), {
    roles: ['finance', 'it-head'],
    parts: hospital,
  }),
  /** Figures over time for charts. */
  'billing.trends.get': query('billing', z.strictObject({}), { roles: withoutWalls(readers.roles), parts: everyone }),
  /** What missing each stage target of an incident reported now would cost and bring about, by an hour. */
  'billing.next-miss.get': query('billing', z.strictObject({}), money),
  /** Cash out by month over some of the actor's contracts; asked with the contract token `all`. */
  'billing.forecast.get': query('billing', z.strictObject({ contracts: z.array(fields.key).max(500) }), {
    roles: money.roles,
    parts: [],
  }),
  /** The scorecards with what the facts suggest, for those who note, hold or answer for an assessment. */
  'billing.scorecard.get': query('billing', z.strictObject({}), {
    roles: ['inspector', 'it-head', 'finance', 'vendor', 'auditor'],
    parts: everyone,
  }),
  /** What comes with the applications for the annual acceptances, and what of it is missing. No yuan. */
  'billing.application-packs.get': query('billing', z.strictObject({}), {
    roles: withoutWalls(readers.roles),
    parts: everyone,
  }),
  'billing.facts.read': query(
    'billing',
    z.strictObject({ after: z.number().int().min(0), limit: z.number().int().min(1).max(500).default(200) }),
    copies,
  ),
  /** A settlement statement of one payment or of one period, frozen on the heads of the record as it stands now. */
  'billing.statement.issue': command(
    'billing',
    z.union(
      [z.strictObject({ payment: fields.key }), z.strictObject({ period: fields.key })],
      'expected either a payment or a period',
    ),
    { roles: ['finance', 'it-head'], parts: hospital },
  ),
  'billing.statement.list': query(
    'billing',
    z.strictObject({
      payment: fields.key.optional(),
      period: fields.key.optional(),
      after: statementNumber.optional(), // newest first: those issued before this one
      limit: z.number().int().min(1).max(100).default(50),
    }),
    money,
  ),
  /** The stored document with the reasons beside its decisions, as text in parts: `after` counts characters. */
  'billing.statement.get': query(
    'billing',
    z.strictObject({ statement: statementNumber, after: z.number().int().min(0).default(0) }),
    money,
  ),
  'billing.statement.verify': query('billing', z.strictObject({ statement: statementNumber }), money),
  'billing.fact.erase': command('billing', eraseText, erasers),
  'billing.facts.export': query('billing', exportPage, money),
  'billing.chain.verify': query('billing', chainPage, chainReaders),
  'billing.chain.compare': query('billing', witnesses, chainReaders),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type BodyOf<N extends OperationName> = z.infer<(typeof operations)[N]['body']>;
