import type { ScorecardView } from '@weibao/messages';
import { z } from 'zod';
import { scoreShape } from './posture.answer.js';
import { dutyStatus } from '../inspections/duty.answer.js';
import { date, describes, instant, marks, nullable } from '../openapi/answers.js';

const scoreLine = { clause: z.string(), times: z.number(), points: z.string() };

export const scorecardView = describes<ScorecardView>()(
  z.object({
    contract: z.string(),
    lines: z.array(z.object({ clause: z.string(), points: z.string() })),
    bands: z.array(z.object({ clause: z.string(), from: z.string(), outcome: scoreShape.outcome })),
    cures: z.array(
      z.object({
        clause: z.string(),
        period: z.string().optional(),
        subject: z.string().optional(),
        dueOn: z.string().optional(),
        dueAt: z.string().optional(),
        doneAt: nullable(instant),
        status: dutyStatus,
        ...marks,
      }),
    ),
    periods: z.array(
      z.object({
        period: z.string(),
        firstOn: date,
        lastOn: date,
        score: z
          .object({
            ...scoreShape,
            lines: z.array(z.object(scoreLine)),
            proposed: z.array(z.object(scoreLine)),
            unqualified: z.literal(true).optional(),
            ...marks,
          })
          .nullable(),
        heldAt: nullable(instant),
        suggested: z.array(z.object({ ...scoreLine, noted: z.number(), refused: z.number(), open: z.number() })),
      }),
    ),
  }),
).meta({ id: 'ScorecardView' });
