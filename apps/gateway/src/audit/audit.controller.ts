import { Controller, Inject, Res } from '@nestjs/common';
import { AUDIT_FORMAT, fields, formatInstant, parseInstant } from '@weibao/exchange';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { CLOCK, type Clock } from '../config.js';
import { auditInstant, AuditRepository, type AuditFilter, type StoredEntry } from '../database/audit.repository.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door, type DoorReply } from '../door/door.js';
import { At, route } from '../door/route.js';
import { instant, nullable } from '../openapi/answers.js';
import { Audit } from './audit.service.js';
import { ChainSurvey } from './chain-survey.service.js';
import { csvLine } from './csv.js';

/** One of the three offices: whoever makes tokens holds another one, and sees their secrets. */
const auditor = { who: ['audit-administrator'], sessionOnly: true } as const;
const PAGE = 1000;

const filter = z.strictObject({
  from: fields.instant.optional(),
  to: fields.instant.optional(),
  account: fields.key.optional().meta({ description: 'Who did it, or whom it was done to' }),
  action: fields.key.optional().meta({ description: 'An act, or the beginning of some: session.' }),
  contract: fields.key.optional(),
});
const entryView = z.object({
  position: z.number(),
  at: instant,
  action: z.string(),
  account: nullable(z.string()),
  organisation: nullable(z.string()),
  address: nullable(z.string()),
  requestId: nullable(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
const chainView = z.object({
  chain: z.string().meta({ description: '`audit`, or `service/contract`' }),
  entries: z.number(),
  fault: nullable(
    z.object({
      position: z.number(),
      kind: z.enum(['bent', 'missing', 'inserted', 'cut', 'rewritten']),
      seenBy: z.string().optional(),
    }),
  ),
});

const searchAudit = route({
  method: 'GET',
  path: '/api/audit',
  summaryZh: '审计记录，最新的在前，可按时间、账号、行为、合同查询',
  summaryEn: 'The audit, newest first, by time, account, act and contract',
  ...auditor,
  query: filter.extend({
    before: z.coerce.number().int().min(1).optional().meta({ description: 'The `next` of the page before' }),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({ entries: z.array(entryView), next: nullable(z.number()) }),
});
const exportAudit = route({
  method: 'GET',
  path: '/api/audit/export',
  summaryZh: '导出审计记录：jsonl 为整条链，可离线核验；csv 供表格软件查看，可筛选',
  summaryEn: 'The audit as a file: the whole chain as jsonl, to be checked offline; or csv for spreadsheets, filtered',
  ...auditor,
  query: filter.extend({ format: z.enum(['jsonl', 'csv']).default('jsonl') }),
  answer: 'json-lines',
});
const verifyChains = route({
  method: 'POST',
  path: '/api/audit/verification',
  summaryZh: '立即核验全部链：每份合同的事实与审计记录',
  summaryEn: 'Verify all chains now: the facts of every contract, and the audit',
  ...auditor,
  body: z.strictObject({}),
  answer: z.object({ verifiedAt: instant, holds: z.boolean(), chains: z.array(chainView) }),
});

@Controller()
export class AuditController {
  constructor(
    private readonly entries: AuditRepository,
    private readonly survey: ChainSurvey,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(searchAudit)
  async search(@Through() door: Door<typeof searchAudit>): Promise<Answered<unknown>> {
    const { limit, ...query } = door.query;
    const found = await this.entries.search(filterOf(query), limit);
    const next = found.length === limit ? (found.at(-1)?.position ?? null) : null;
    return { ok: true, value: { entries: found.map(shown), next } };
  }

  @At(exportAudit)
  async export(@Through() door: Door<typeof exportAudit>, @Res() reply: DoorReply): Promise<void> {
    const { format, ...query } = door.query;
    await this.audit.note(door, 'audit.exported', { format, ...query });
    const lines = format === 'csv' ? this.csv(filterOf(query)) : this.jsonLines();
    const day = formatInstant(this.clock()).slice(0, 10);
    void reply
      .header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="weibao-audit-${day}.${format}"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(lines, { highWaterMark: 1 }));
  }

  @At(verifyChains)
  async verify(@Through() door: Door<typeof verifyChains>): Promise<Answered<unknown>> {
    const surveyed = await this.survey.run(door);
    if (!surveyed.ok) return surveyed;
    const faults = surveyed.value.filter(({ fault }) => fault !== null);
    const holds = faults.length === 0;
    await this.audit.note(door, 'chains.verified', { holds, chains: surveyed.value.length, faults });
    return { ok: true, value: { verifiedAt: formatInstant(this.clock()), holds, chains: surveyed.value } };
  }

  /** The head first, as in the export of a contract, then the chain up to it. */
  private async *jsonLines(): AsyncGenerator<string> {
    const head = await this.entries.head();
    yield `${JSON.stringify({ format: AUDIT_FORMAT, exportedAt: formatInstant(this.clock()), head })}\n`;
    for (let after = 0; after < head.position;) {
      const page = (await this.entries.chain(after, PAGE)).filter(({ position }) => position <= head.position);
      const last = page.at(-1);
      if (!last) break; // fewer than the head says: the file shows it
      yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      after = last.position;
    }
  }

  private async *csv(query: AuditFilter): AsyncGenerator<string> {
    // The mark tells spreadsheets that it is UTF-8.
    yield `\ufeff${csvLine(['position', 'at', 'action', 'account', 'organisation', 'address', 'requestId', 'detail'])}`;
    for (let before: number | undefined; ;) {
      const page = await this.entries.search({ ...query, before }, PAGE);
      const cells = page
        .map(shown)
        .map(({ position, at, action, account, organisation, address, requestId, detail }) =>
          csvLine([position, at, action, account, organisation, address, requestId, JSON.stringify(detail)]),
        );
      if (cells.length > 0) yield cells.join('');
      before = page.at(-1)?.position;
      if (before === undefined || page.length < PAGE) break;
    }
  }
}

function shown({ position, body }: StoredEntry) {
  const said = JSON.parse(body) as Partial<z.infer<typeof entryView>>;
  const { at = '', action = '', account = null, organisation = null, address = null, requestId = null } = said;
  return { position, at, action, account, organisation, address, requestId, detail: said.detail ?? {} };
}

function filterOf(query: z.infer<typeof filter> & { before?: number | undefined }): AuditFilter {
  const sortable = (text: string | undefined) => {
    const ms = text === undefined ? null : parseInstant(text);
    return ms === null ? undefined : auditInstant(ms);
  };
  return { ...query, from: sortable(query.from), to: sortable(query.to) };
}
