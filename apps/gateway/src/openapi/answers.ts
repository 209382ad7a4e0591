import { headsSchema, refusalSchema } from '@weibao/messages';
import { z } from 'zod';

/**
 * The answers as schemas, for the OpenAPI document. Answers are not parsed on their way out. `describes` holds each of them to the type that
 * the services and the dashboard use: a field that is renamed, dropped or of another form there does not compile here.
 */
export const describes =
  <T>() =>
  <S extends z.ZodType>(schema: S & (T extends z.infer<S> ? unknown : never)): S =>
    schema;

export const instant = z.string().meta({ description: 'ISO 8601 instant, +08:00' });

export const date = z.string().meta({ description: 'YYYY-MM-DD' });

export const nullable = <S extends z.ZodType>(schema: S) => schema.nullable();

export const sequence = z
  .string()
  .meta({ description: 'Subscribe to the stream with ?after= this and nothing is missed' });

export const headsView = headsSchema.meta({ description: 'Position per service that the answer is made of' });

export const headsByContract = z.record(z.string(), headsView);

export const missing = z
  .array(z.object({ contract: z.string(), code: z.string(), message: z.string() }))
  .meta({ description: 'Contracts that could not be asked just now' });

export const commandAnswer = z.object({ result: z.unknown(), heads: headsView, commandId: z.string() });

export const errorAnswer = z.object({ error: refusalSchema.extend({ requestId: z.string() }) });

export const marks = {
  readings: z.array(z.string()).optional(),
  unconfirmed: z.literal(true).optional(),
  provisional: z.literal(true).optional(),
  missing: z.array(z.string()).optional(),
};
