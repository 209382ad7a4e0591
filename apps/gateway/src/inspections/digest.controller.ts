import { Controller } from '@nestjs/common';
import { operations, type DigestView, type WaitingDecisions } from '@weibao/messages';
import { z } from 'zod';
import { MergedQueries, type Missing } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { describes, headsByContract, instant, missing, sequence } from '../openapi/answers.js';

const text = z.string().nullable();
const date = z.string().meta({ description: 'YYYY-MM-DD' });
const item = z.object({
  clause: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  owedBy: z.enum(['vendor', 'hospital']),
  period: text,
  subject: text,
  dueOn: date,
  stricter: z
    .object({ dueOn: date, reading: z.string(), value: z.string() })
    .nullable()
    .meta({ description: 'An earlier day, by a reading that nobody has chosen or refused' }),
});
const digestView = describes<DigestView>()(
  z.object({
    contract: z.string(),
    on: date,
    since: date,
    missed: z.array(item),
    today: z.array(item),
    ahead: z.array(item),
    waiting: z.array(
      z.object({
        kind: z.enum(['signature', 'approval', 'finding']),
        clause: text,
        titleZh: text,
        titleEn: text,
        subject: z.string(),
        since: instant,
      }),
    ),
    clocks: z.array(
      z.object({
        clause: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        subject: z.string(),
        about: z.enum(['incident', 'demand']),
        dueAt: instant,
        metAt: instant.nullable(),
        status: z.enum(['running', 'overdue', 'late']),
      }),
    ),
    decisions: z
      .object({
        lines: z.array(
          z.object({
            clause: z.string(),
            subject: z.string(),
            payment: text,
            state: z.enum(['proposed', 'disputed', 'changed']),
          }),
        ),
        left: z.number(),
      })
      .optional()
      .meta({ description: 'Deductions that wait for a decision, for those alone who take it' }),
    overdue: z.number().meta({ description: 'Missed before that and still open' }),
    left: z.number().meta({ description: 'Lines that the lists leave out' }),
  }),
).meta({ id: 'DigestView' });

const getDigest = route({
  method: 'GET',
  path: '/api/digest',
  summaryZh: '每日摘要：昨日逾期、今日到期、提前提醒，以及等待本人签字或决定的事项',
  summaryEn: 'The digest of a day: missed, due, coming up, and what waits for the caller',
  who: rolesOf('inspection.digest.get'),
  action: 'inspection.digest.get',
  query: operations['inspection.digest.get'].body,
  answer: z.object({ digests: z.array(digestView), heads: headsByContract, missing, sequence }),
});

@Controller()
export class DigestController {
  constructor(private readonly merged: MergedQueries) {}

  @At(getDigest)
  async digest(@Through() door: Door<typeof getDigest>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<{ digest: DigestView }>('inspection.digest.get', door, door.query);
    if (!merged.ok) return merged;
    const decisions = await this.decisions(
      door,
      merged.value.results.map(({ contract }) => contract),
    );
    const digests = merged.value.results.map(({ contract, result: { digest } }) => {
      const waiting = decisions.of.get(contract);
      return waiting === undefined ? digest : { ...digest, decisions: waiting };
    });
    const { missing, ...rest } = merged.value.rest;
    return { ok: true, value: { digests, ...rest, missing: [...missing, ...decisions.missing] } };
  }

  /** What waits for finance, billing-svc says; of those who decide nothing it is not asked. Where it does not answer, the rest of the digest stands and the gap is named. */
  private async decisions(
    door: Door<typeof getDigest>,
    contracts: readonly string[],
  ): Promise<{ of: ReadonlyMap<string, WaitingDecisions>; missing: Missing[] }> {
    const { roles } = operations['billing.waiting.list'].allowed;
    if (!(roles as readonly string[]).includes(callerOf(door).actor.role)) return { of: new Map(), missing: [] };
    const asked = await this.merged.ask<WaitingDecisions>('billing.waiting.list', door, door.query);
    if (!asked.ok) {
      const { code, message } = asked.error;
      return { of: new Map(), missing: contracts.map((contract) => ({ contract, code, message })) };
    }
    const { results, rest } = asked.value;
    return { of: new Map(results.map(({ contract, result }) => [contract, result])), missing: rest.missing };
  }
}
