import { roleSchema } from '@weibao/messages';
import { z } from 'zod';
import { instant } from '../openapi/answers.js';

export const sessionView = z
  .object({
    account: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    organisation: z.string(),
    organisationNameZh: z.string(),
    organisationNameEn: z.string(),
    role: roleSchema,
    institution: z.string().optional().meta({ description: 'with department: the place of a reporter' }),
    department: z.string().optional(),
    demo: z.boolean().meta({ description: 'true: every page says 演示数据' }),
    needs: z
      .enum(['password', 'second-factor'])
      .nullable()
      .meta({ description: 'what has to be done before anything else is answered' }),
    expiresAt: instant,
    now: instant,
  })
  .meta({ id: 'Session' });
