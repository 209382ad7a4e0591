import { z } from 'zod';
import { clause, ifReading, names, readings, titles } from './values.js';

const of = z.enum(['hospital', 'vendor']);

/** What may be done only once the hospital has agreed: as the fact that says that it was done. */
const act = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('staff.changed'), of, posts: names.default([]) }), // none named: every post
  z.strictObject({ fact: z.literal('staff.absent'), of, onWorkingDays: z.boolean().default(false) }),
  z.strictObject({ fact: z.literal('incident.remote-started') }),
  z.strictObject({ fact: z.literal('demand.delivered'), classes: names }),
]);
export type ConsentAct = z.infer<typeof act>;

/** An act with the approval and the documents that must stand before it. */
export const consent = z.strictObject({
  clause,
  ...titles,
  act,
  approval: z.string(), // kind of approval.given
  documents: z.array(z.strictObject({ document: z.string(), stamped: z.boolean().default(false) })).default([]),
  neverIf: z.strictObject(ifReading).optional(), // no approval allows it under this reading
  consequence: clause.optional(), // what it comes to without them, once a person has ruled or noted it
  readings,
});
export type ConsentRule = z.infer<typeof consent>;
