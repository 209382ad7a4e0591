import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { alsoFrom, clause, ifReading, limitSchema, moment, names, readings, stage, titles } from './values.js';

export const incidentTarget = z.strictObject({
  clause,
  ...titles,
  alsoFrom,
  /** What must be reached: a stage of the incident, or a document about it. */
  stage: stage.optional(),
  documents: names.optional(),
  alsoMetBy: z.array(stage).default([]),
  levels: z.array(fields.level).optional(), // absent: every incident
  ungraded: z.boolean().default(false), // for incidents without a level
  emergency: z.boolean().default(false), // only for emergencies (`emergencyLevels`)
  from: moment,
  /** Until `from` has come the clock runs from the report as a reminder, and is no breach. */
  reminderFromReport: z.boolean().default(false),
  limit: limitSchema.optional(), // absent: owed without a limit
  otherLimits: z.array(z.strictObject({ ...ifReading, limit: limitSchema })).default([]),
  otherStages: z.array(z.strictObject({ ...ifReading, stage })).default([]),
  otherStarts: z.array(z.strictObject({ ...ifReading, from: moment })).default([]),
  strict: z.boolean(),
  strictIf: z.strictObject(ifReading).optional(), // the limit itself is late, under this reading
  calendar: z.enum(['wall', 'working']).default('wall'),
  workingIf: z.strictObject(ifReading).optional(), // runs in working time under this reading
  wallIf: z.strictObject(ifReading).optional(), // runs round the clock under this reading
  offHoursIf: z.strictObject(ifReading).optional(), // runs outside working time alone under this reading
  /** Under this reading due so many hours after the working day opens, where that is earlier. */
  openingPlus: z.strictObject({ ...ifReading, hours: z.number() }).optional(),
  firmIf: z.strictObject(ifReading).optional(),
  onlyIf: z.strictObject(ifReading).optional(), // exists under this reading alone
  firm: z.boolean().default(true),
  /** Stages without which the clock does not exist. */
  requires: z.array(stage).default([]),
  /** At least one of these must have come for the clock to exist, and it runs from the earliest of them. */
  fromAnyOf: z.array(stage).default([]),
  fromReportIf: z.strictObject(ifReading).optional(), // … from the report, under this reading
  everyLevelIf: z.strictObject(ifReading).optional(), // not for emergencies alone, under this reading
  exceptEmergenciesIf: z.strictObject(ifReading).optional(), // for all but emergencies, under this reading
  /** Chosen by whether `from` lies in working time. */
  selectedBy: z.enum(['working-time', 'other-time']).optional(),
  /** Solved by this stage before the target's own, the target is not owed, unless one of `duty` says that it was needed. */
  settledBy: z.strictObject({ stage, unless: z.array(stage) }).optional(),
  /** The target is not owed where this stage came within the limit. */
  notOwedIfWithin: stage.optional(),
  /** An estimate later than the limit brings the due moment forward to the estimate. */
  estimateBringsForward: z.boolean().default(false),
  onlyOnEstimateIf: z.strictObject(ifReading).optional(), // exists only once such an estimate was given, under this reading
  waivedBy: z.array(stage).default([]),
  readings,
});
export type IncidentTarget = z.infer<typeof incidentTarget>;

export const demandTarget = z.strictObject({
  clause,
  ...titles,
  alsoFrom,
  classes: names.optional(),
  exceptClasses: names.default([]),
  otherClasses: z
    .array(z.strictObject({ ...ifReading, classes: names.optional(), exceptClasses: names.optional() }))
    .default([]),
  /** An unclassified demand is treated as this class. */
  unclassifiedAs: z.string().optional(),
  stage: z.enum(['answered', 'delivered']),
  deliveredIf: z.strictObject(ifReading).optional(), // the delivery counts, not the answer, under this reading
  from: z.enum(['filed', 'answered-or-filed']).default('filed'),
  limit: limitSchema.optional(),
  workingIf: z.strictObject(ifReading).optional(),
  /** The limit is the date both sides agreed. */
  agreedDate: z.boolean().default(false),
  strict: z.boolean().default(false),
  firm: z.boolean().default(true),
  selectedBy: z.enum(['working-time', 'other-time']).optional(),
  readings,
});
export type DemandTarget = z.infer<typeof demandTarget>;
