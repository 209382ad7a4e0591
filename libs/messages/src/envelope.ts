import { fields } from '@weibao/exchange';
import { z } from 'zod';

/** What an account may do follows from its role and from the part its organisation has in the contract. */
export const roles = [
  'duty-desk', // 值班台: reports, records stages, looks at everything of its organisation's contracts
  'reporter', // 报修人: of an institution or department: reports, confirms, sees only what that place reported
  'inspector', // 巡检员: inspections, backups, documents
  'finance', // 财务: payments, deductions, outcomes
  'it-head', // 信息科主任: all of the hospital's own commands
  'vendor', // 维保商: own contracts only
  'auditor', // 审计: reads
  // 三员: three administrators, none of whom holds another's office. They are the platform's and have no part in contracts.
  'system-administrator', // 系统管理员: organisations, accounts, devices, registration and the import door
  'security-administrator', // 安全管理员: rights, tokens, lock-outs, the rules of signing in
  'audit-administrator', // 审计管理员: reads the audit and verifies the chains; changes nothing
  'wall', // 大屏: reads what the wall shows, no yuan and no vendor's name
  'wall-internal', // 内部大屏: a device that was paired with the internal profile; reads amounts and vendors' names, too
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const administratorRoles = ['system-administrator', 'security-administrator', 'audit-administrator'] as const;
export type AdministratorRole = (typeof administratorRoles)[number];
export const isAdministrator = (role: string): role is AdministratorRole =>
  (administratorRoles as readonly string[]).includes(role);

/** Who can stand in an envelope though no account can be it: a process of the platform, and a survey link, which answers one form once for the organisation that issued it. */
const machineRoles = ['service', 'survey-link'] as const;
/** Who can stand in an envelope: an account in its role, or one of those. */
export const actorRoles = [...roles, ...machineRoles] as const;
export type ActorRole = (typeof actorRoles)[number];
export const isRoleOfAccounts = (role: ActorRole): role is Role => (roles as readonly ActorRole[]).includes(role);

export const parts = ['customer', 'user', 'vendor'] as const;
export type Part = (typeof parts)[number];

/** Who may call an operation: the roles, and the parts in the contract their organisation must have (any of them). */
export interface Allowed {
  roles: readonly ActorRole[];
  parts: readonly Part[];
  /** These roles, too, but in trial contracts only: who may lay a trial may see what it comes to. */
  trialRoles?: readonly ActorRole[];
}

export const actorSchema = z.object({
  account: fields.key,
  organisation: fields.key,
  role: z.enum(actorRoles),
  /** Where a reporter belongs: one or both. It reports for this place and sees what was reported for it. */
  institution: fields.key.optional(),
  department: fields.key.optional(),
});
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
