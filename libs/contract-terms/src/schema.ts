import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { acceptance, major } from './schema/acceptance.js';
import { consent } from './schema/consents.js';
import { counter } from './schema/counters.js';
import { duty } from './schema/duties.js';
import { metric } from './schema/metrics.js';
import { notice } from './schema/notices.js';
import { payment } from './schema/payments.js';
import { cap, penalty } from './schema/penalties.js';
import { rightRule } from './schema/rights.js';
import { gradeMatrix, scorecard } from './schema/scorecard.js';
import { demandTarget, incidentTarget } from './schema/targets.js';
import { alsoFrom, base, clause, fraction, ifReading, names, readings, titles } from './schema/values.js';

const levelsOfImpact = { severe: fields.level, notable: fields.level, slight: fields.level };

/**
 * The kinds of clause that a contract can have. A contract is one file of data in these kinds; nothing here or in the engine knows a contract's name.
 * Every rule carries its clause, so that a figure and its source travel together.
 */
export const termsSchema = z.strictObject({
  contract: z.string(),
  version: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  prefix: z.string(), // of this contract's clause ids
  scope: z.enum(['listed', 'to-be-ruled']),
  scopeClause: clause.optional(),
  term: z.strictObject({
    clause,
    alsoFrom,
    startsOn: fields.date.optional(),
    endsOn: fields.date.optional(),
    startParameters: z.array(z.enum(['startsOn', 'signedOn'])).default([]),
    otherStarts: z
      .array(z.strictObject({ ...ifReading, parameters: z.array(z.enum(['startsOn', 'signedOn'])) }))
      .default([]),
    endParameter: z.boolean().default(false),
    years: z.number().optional(),
    /** Days before the first that are covered too under a reading. */
    gap: z
      .strictObject({
        ...ifReading,
        clause,
        fromOn: fields.date,
        otherFrom: z.array(z.strictObject({ ...ifReading, fromOn: fields.date })).default([]),
      })
      .optional(),
    renewal: z.strictObject({ clause, notice: z.string(), daysBefore: z.number() }).optional(),
    readings,
  }),
  bases: z.record(
    z.string(),
    z.strictObject({
      clause,
      yuan: fields.money.optional(),
      parameter: z.enum(['total', 'annualFee']).optional(),
      share: fraction.optional(),
      of: base.optional(),
      shareParameter: z.boolean().optional(),
    }),
  ),
  settlement: z.strictObject({ clause, default: z.enum(['quarter', 'half-year', 'year']), readings }).optional(),
  workingTime: z
    .strictObject({
      clause,
      windows: fields.windows.optional(),
      otherWindows: z.array(z.strictObject({ ...ifReading, windows: fields.windows })).default([]),
      parameter: z.boolean().default(false),
      readings,
    })
    .optional(),
  emergencyLevels: z.array(fields.level).default([]),
  /** The clause by which a recorded wait on the hospital stops the clocks, where the contract has one. */
  waitsStopClocks: clause.optional(),
  /** The clause by which force majeure on a system stops the clocks of its incidents and demands, where the contract has one. */
  forceMajeureStopsClocks: clause.optional(),
  /** The clause by which force majeure moves the dates of duties by its length, where the contract has one. */
  forceMajeureMovesDuties: clause.optional(),
  systems: z.array(
    z.strictObject({
      name: z.string(),
      clause: clause.optional(),
      feeYuan: fields.money.optional(),
      subsystems: names.default([]),
      core: z.boolean().default(false),
    }),
  ),
  levels: z.array(
    z.strictObject({
      level: fields.level,
      clause,
      nameZh: z.string(),
      nameEn: z.string(),
      definitionZh: z.string(),
      definitionEn: z.string(),
    }),
  ),
  /** The level of an incident that was graded by its impact on core functions alone; another by reading. */
  levelsByCoreFunction: z
    .strictObject({
      ...levelsOfImpact,
      other: z.strictObject({ ...ifReading, ...levelsOfImpact }),
      readings,
    })
    .optional(),
  /** Levels proposed from how many institutions are hit. */
  levelsByInstitutions: z.boolean().default(false),
  incidentTargets: z.array(incidentTarget).default([]),
  demandTargets: z.array(demandTarget).default([]),
  gradeMatrix: gradeMatrix.optional(),
  duties: z.array(duty).default([]),
  /** What a document must say, part by part; the first entry of its kind holds. */
  documentParts: z
    .array(
      z.strictObject({
        clause,
        documents: names,
        parts: z.array(z.strictObject({ part: z.string(), nameZh: z.string(), nameEn: z.string() })).min(1),
      }),
    )
    .default([]),
  /** What may be done only once the hospital has agreed. */
  consents: z.array(consent).default([]),
  /** What inspections of some kinds must cover, area by area. */
  checklists: z
    .array(
      z.strictObject({
        clause,
        inspections: names,
        areas: z.array(z.strictObject({ area: z.string(), nameZh: z.string(), nameEn: z.string() })).min(1),
      }),
    )
    .default([]),
  metrics: z.array(metric).default([]),
  counters: z.array(counter).default([]),
  scorecard: scorecard.optional(),
  acceptance: acceptance.optional(),
  major: major.optional(),
  penalties: z.array(penalty).default([]),
  caps: z.array(cap).default([]),
  payments: z.array(payment).default([]),
  rights: z.array(rightRule).default([]),
  notices: z.array(notice).default([]),
  /** When a notice counts as served, by channel; a channel that is not named serves when it was recorded as received. */
  noticeService: z
    .array(
      z.strictObject({
        clause,
        channels: z.array(z.enum(['hand', 'mail', 'fax', 'email', 'wechat'])),
        daysAfter: z.number().optional(),
        onReceipt: z.literal(true).optional(), // served when it was received, not when it was sent
        onlyIf: z.strictObject(ifReading).optional(),
      }),
    )
    .default([]),
  /** Fill-in marks left in the text; `filled` where what was asked for stands beside the mark. */
  placeholders: z.array(z.strictObject({ clause, text: z.string(), filled: z.boolean().default(false) })).default([]),
  /** Lists, plans and documents that the contract relies on and does not hold. */
  requiredLists: z
    .array(z.strictObject({ clause, ...titles, severity: z.enum(['BLOCK', 'WARN', 'INFO']), affects: z.array(clause) }))
    .default([]),
});
export type TermsData = z.infer<typeof termsSchema>;
