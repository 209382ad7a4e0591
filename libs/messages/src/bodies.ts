import { fields, freeTextFields } from '@weibao/exchange';
import { z } from 'zod';
import { recordableFactSchema } from './recordable-fact.js';

/** Absent `at` means now, on the server's clock; a vendor's entry always carries the server's time. */
export const at = { at: fields.instant.optional() };
export const oneFact = { fact: fields.key };
/** One command for every kind of fact that has none of its own; `recorders` says who may record which. */
export const recordFact = z.strictObject({ fact: recordableFactSchema });
export const withdrawFact = z.strictObject({ ...oneFact, note: fields.text.min(1) });
/** A free text that names a patient is erased for good, with the reason; the fact and its chain stay. The hospital answers for its patients' data. */
export const eraseText = z.strictObject({ ...oneFact, field: z.enum(freeTextFields), reason: fields.text.min(1) });
/** The record to take home, with what its texts are checked by: for those who may see what the contract costs. */
export const exportPage = z.strictObject({
  after: z.number().int().min(0),
  limit: z.number().int().min(1).max(500).default(500),
});
/** The chains of a service, some contracts at a time, and how far it has copied the others'; and a comparison with what others have copied of its own. */
export const chainPage = z.strictObject({ after: z.string().default('') });
export const witnesses = z.strictObject({
  witnesses: z
    .array(z.object({ contract: fields.key, position: z.number().int().min(1), hash: z.string(), seenBy: fields.key }))
    .max(500),
});
export const page = { after: z.string().optional(), limit: z.number().int().min(1).max(500).default(100) };
