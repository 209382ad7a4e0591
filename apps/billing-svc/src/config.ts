import { readConfig } from '@weibao/service-kit';
import { z } from 'zod';

const WHAT = 'whole days from 0 to 90';
const houseSchema = z.object({
  REPLY_DAYS: z.coerce
    .number({ error: `expected ${WHAT}` })
    .int(`expected ${WHAT}`)
    .min(0, `expected ${WHAT}`)
    .max(90, `expected ${WHAT}`)
    .default(0),
});

/** What the hospital asks of its own people, where the contracts say nothing. */
export interface HouseRules {
  /** For so many days a deduction stands before it is confirmed, so that the vendor can reply; 0: no such rule. */
  replyDays: number;
}
export const HOUSE_RULES = Symbol('HOUSE_RULES');

export const readHouseRules = (env: Record<string, string | undefined>): HouseRules =>
  Object.freeze({ replyDays: readConfig(houseSchema, env).REPLY_DAYS });
