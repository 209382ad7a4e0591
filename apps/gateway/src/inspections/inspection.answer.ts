import type { InspectionView } from '@weibao/messages';
import { z } from 'zod';
import { describes, instant } from '../openapi/answers.js';

const text = z.string().nullable();
const moment = instant.nullable();

export const inspectionView = describes<InspectionView>()(
  z.object({
    contract: z.string(),
    inspection: z.string(),
    kind: text,
    period: text,
    startedAt: moment,
    endedAt: moment,
    by: text,
    areas: z.array(z.string()),
    report: z
      .object({
        clause: z.string(),
        dueOn: text,
        filedAt: moment,
        status: z.enum(['upcoming', 'due', 'done', 'late', 'overdue', 'not-recorded']),
      })
      .nullable(),
    findings: z.array(
      z.object({
        finding: z.string(),
        inspection: text,
        area: text,
        risk: z.enum(['high', 'medium', 'low']).nullable(),
        summary: text,
        advice: text,
        dueOn: text,
        status: z.enum(['open', 'overdue', 'closed', 'verified']),
        notedAt: instant,
        closedAt: moment,
        verifiedAt: moment,
        refusedAt: moment,
      }),
    ),
  }),
).meta({ id: 'InspectionView' });
