import { fields } from '@weibao/exchange';
import { z } from 'zod';

/** What an account may do follows from its role and from the part its organisation has in the contract. */
export const roles = [
  'duty-desk', // 值班台: reports, records stages, looks at everything of its organisation's contracts
  'inspector', // 巡检员: inspections, backups, documents
  'finance', // 财务: payments, deductions, outcomes
  'it-head', // 信息科主任: all of the hospital's own commands
  'vendor', // 维保商: own contracts only
  'auditor', // 审计: reads
  'administrator', // 系统管理员: accounts, tokens, the import door
  'wall', // 大屏: reads what the wall shows
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const parts = ['customer', 'user', 'vendor'] as const;
export type Part = (typeof parts)[number];

/** Who may call an operation: the roles, and the parts in the contract their organisation must have (any of them). */
export interface Allowed {
  roles: readonly Role[];
  parts: readonly Part[];
}

export const actorSchema = z.object({ account: fields.key, organisation: fields.key, role: roleSchema });
export type Actor = z.infer<typeof actorSchema>;

/** Every command and query travels in this envelope; a query's commandId is its requestId. */
export const envelopeSchema = z.object({
  commandId: fields.key,
  requestId: fields.key,
  actor: actorSchema,
  contract: fields.key,
  body: z.unknown(),
});
export interface Envelope<Body = unknown> {
  commandId: string;
  requestId: string;
  actor: Actor;
  contract: string;
  body: Body;
}

/** Position per service that an answer is made of; a service that has said nothing yet is absent. */
export const headsSchema = z.partialRecord(z.enum(['incident', 'inspection', 'billing']), z.number().int().min(0));
export type Heads = z.infer<typeof headsSchema>;

export const refusalSchema = z.object({
  code: z.string(), // stable, such as INCIDENT.STAGE_TWICE
  message: z.string(), // what happened, to which thing, what to do next (Chinese)
  messageEn: z.string().optional(),
  faults: z.array(z.object({ place: z.string(), message: z.string() })).optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export type Reply<Result = unknown> = { ok: true; result: Result; heads: Heads } | { ok: false; error: Refusal };
