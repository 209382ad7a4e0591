import { dutyProofKinds, type DutyProof, type FactType } from '@weibao/exchange';
import type { DutyForms, DutyView } from '@weibao/messages';
import { z } from 'zod';
import { date, describes, instant, marks, nullable } from '../openapi/answers.js';

export const dutyStatus = z.enum(['upcoming', 'due', 'done', 'late', 'overdue', 'not-recorded']);

const dutyProof = describes<DutyProof>()(
  z.object({
    kind: z.enum(dutyProofKinds),
    facts: z
      .array(
        z.object({
          type: z.custom<FactType>().meta({ type: 'string' }),
          known: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
        }),
      )
      .meta({ description: 'Any one of them proves it, with the fields that follow from the duty' }),
    signatures: z.object({ asked: z.boolean(), hospitalAt: nullable(instant), vendorAt: nullable(instant) }),
  }),
);

export const dutyView = describes<DutyView>()(
  z.object({
    contract: z.string(),
    clause: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    owedBy: z.enum(['vendor', 'hospital']),
    period: z.string().optional(),
    subject: z.string().optional(),
    dueOn: date.optional(),
    dueAt: instant.optional(),
    doneAt: nullable(instant),
    status: dutyStatus,
    proof: dutyProof,
    alike: z.number().optional().meta({ description: 'So many more daily backups of the month stand alike' }),
    ...marks,
  }),
).meta({ id: 'DutyView' });

export const dutyForms = describes<DutyForms>()(
  z.object({
    plan: z.array(
      z.object({
        kind: z.string(),
        clause: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        owedBy: z.enum(['vendor', 'hospital']),
      }),
    ),
    checklists: z.array(
      z.object({
        clause: z.string(),
        inspections: z.array(z.string()),
        areas: z.array(z.object({ area: z.string(), nameZh: z.string(), nameEn: z.string() })),
      }),
    ),
  }),
);
