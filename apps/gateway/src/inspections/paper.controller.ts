import { Controller } from '@nestjs/common';
import { fields } from '@weibao/exchange';
import { paperKinds, type PaperFound, type PaperView, type Refusal } from '@weibao/messages';
import { z } from 'zod';
import { contractKey } from '../contracts/contract.routes.js';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { headsView, sequence } from '../openapi/answers.js';

const foundView = z.object({
  contract: z.string(),
  kind: z.enum(paperKinds),
  subject: z.string(),
  document: z.string().meta({ description: 'What its sealed scan is filed as' }),
  code: z.string(),
});

const getPaper = route({
  method: 'GET',
  path: '/api/contracts/:contract/papers/:kind/:subject',
  summaryZh: '一张待签字盖章的单据：编码和上面的事实',
  summaryEn: 'A paper to be signed and sealed: its code, and the facts that stand on it',
  who: rolesOf('inspection.paper.get'),
  action: 'inspection.paper.get',
  params: z.object({ contract: contractKey, kind: fields.key, subject: fields.key }),
  answer: z.object({
    paper: foundView.extend({ facts: z.array(z.record(z.string(), z.unknown())) }),
    heads: headsView,
    sequence,
  }),
});

const findPaper = route({
  method: 'GET',
  path: '/api/papers/:code',
  summaryZh: '按单据上的编码查找它属于哪份合同、关于什么',
  summaryEn: 'Which contract and thing the code on a paper is of, among those of the caller',
  who: rolesOf('inspection.paper.find'),
  action: 'inspection.paper.find',
  params: z.object({ code: fields.key }),
  answer: z.object({ paper: foundView }),
});

@Controller()
export class PaperController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly merged: MergedQueries,
  ) {}

  @At(getPaper)
  get(@Through() door: Door<typeof getPaper>): Promise<Answered<unknown>> {
    const { contract, kind, subject } = door.params;
    return this.requests.one<{ paper: PaperView }, { paper: PaperView }>(
      'inspection.paper.get',
      door,
      contract,
      { kind, subject },
      ({ paper }) => ({ paper }),
    );
  }

  /** A paper of others is as unknown as one that does not exist: only the caller's own contracts are asked. */
  @At(findPaper)
  async find(@Through() door: Door<typeof findPaper>): Promise<Answered<{ paper: PaperFound }>> {
    const { code } = door.params;
    const asked = await this.merged.ask<{ paper: PaperFound | null }>('inspection.paper.find', door, { code });
    if (!asked.ok) return asked;
    for (const { result } of asked.value.results) if (result.paper) return { ok: true, value: { paper: result.paper } };
    return { ok: false, error: noSuchCode(code) };
  }
}

const noSuchCode = (code: string): Refusal => ({
  code: 'PAPER.UNKNOWN',
  message: `贵单位的合同中没有编码为 ${code} 的单据。请核对单据右上角的编码，或直接选择文件种类提交。`,
  messageEn: `No paper of your contracts has the code ${code}. Check the code at its top right, or choose the kind of document yourself.`,
});
