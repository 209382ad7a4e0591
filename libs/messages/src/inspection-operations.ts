import { dutyProofKinds, factSchema, fields } from '@weibao/exchange';
import { z } from 'zod';
import {
  administrators,
  chainReaders,
  copies,
  erasers,
  everyone,
  hospital,
  money,
  readers,
  withoutWalls,
} from './audiences.js';
import { at, chainPage, eraseText, exportPage, oneFact, recordFact, withdrawFact, witnesses } from './bodies.js';
import type { Allowed } from './envelope.js';
import { command, query, type Operation } from './operation.js';
import { correctorsOf, recordersOf } from './recorders.js';

/** A survey link records what `recorders` lets it say, and calls nothing else. */
const recordersAndLinks: Allowed = {
  ...recordersOf('inspection'),
  roles: [...recordersOf('inspection').roles, 'survey-link'],
};
/** `signed`: the report that is filed bears the hospital's signature for the inspection, too. Both are recorded, or neither. */
const recordOrSign = recordFact.extend({ signed: fields.flag.optional() });

/** Requests to inspection-svc. */
export const inspectionOperations = {
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
} as const satisfies Record<string, Operation>;
