import { factSchema, fields, stages } from '@weibao/exchange';
import { z } from 'zod';
import {
  administrators,
  chainReaders,
  copies,
  desk,
  erasers,
  everyone,
  hospital,
  incidentReaders,
  money,
  withoutWalls,
} from './audiences.js';
import { at, chainPage, eraseText, exportPage, oneFact, page, recordFact, withdrawFact, witnesses } from './bodies.js';
import type { Allowed } from './envelope.js';
import { command, query, type Operation } from './operation.js';
import { recordersOf } from './recorders.js';

/** Who has the prober knock at a system. */
const probers: Allowed = { roles: ['inspector', 'it-head'], parts: hospital };
const deskOrVendor: Allowed = { roles: ['duty-desk', 'it-head', 'vendor'], parts: everyone };
/** A reporter confirms what was reported for its place, and records no other stage. */
const deskVendorOrReporter: Allowed = { roles: [...deskOrVendor.roles, 'reporter'], parts: everyone };
const deskOrReporter: Allowed = { roles: [...desk.roles, 'reporter'], parts: hospital };
const incidentPeople: Allowed = { ...incidentReaders, roles: withoutWalls(incidentReaders.roles) };
const incident = { incident: fields.key };

/** Requests to incident-svc. */
export const incidentOperations = {
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
} as const satisfies Record<string, Operation>;
