import { factSchema, fields, statementNumber } from '@weibao/exchange';
import { z } from 'zod';
import {
  administrators,
  chainReaders,
  contractReaders,
  copies,
  erasers,
  everyone,
  hospital,
  money,
  readers,
  withoutWalls,
} from './audiences.js';
import { chainPage, eraseText, exportPage, oneFact, page, recordFact, withdrawFact, witnesses } from './bodies.js';
import type { Allowed } from './envelope.js';
import { command, query, type Operation } from './operation.js';
import { correctorsOf, recordersOf } from './recorders.js';

const clauseReaders: Allowed = {
  roles: [...withoutWalls(readers.roles), 'system-administrator'],
  parts: everyone,
};
/** Who publishes a year of the national calendar, as `recorders` says of its fact. */
const calendarKeepers: Allowed = { roles: ['it-head', 'system-administrator'], parts: hospital };
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

/** Requests to billing-svc. */
export const billingOperations = {
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
