import type { ContractView } from '@weibao/messages';
import { z } from 'zod';
import { date, describes, nullable } from '../openapi/answers.js';

export const contractView = describes<ContractView>()(
  z.object({
    contract: z.string(),
    pattern: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    trial: z.boolean(),
    parties: z.array(z.object({ organisation: z.string(), part: z.string() })),
    startsOn: nullable(date),
    endsOn: nullable(date),
    systems: z.array(z.object({ name: z.string(), subsystems: z.array(z.string()), core: z.boolean() })),
    levels: z.array(
      z.object({
        level: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        definitionZh: z.string(),
        definitionEn: z.string(),
        clause: z.string(),
      }),
    ),
    workingHours: z.array(z.tuple([z.string(), z.string()])).nullable(),
    scope: z.enum(['listed', 'to-be-ruled']),
  }),
).meta({ id: 'ContractView' });
