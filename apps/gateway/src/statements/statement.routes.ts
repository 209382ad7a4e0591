import { statementNumber, statementParts, verdicts } from '@weibao/exchange';
import { operations, type StatementVerification, type StatementView } from '@weibao/messages';
import { z } from 'zod';
import { contractKey, contractParams } from '../contracts/contract.routes.js';
import { asked, route } from '../door/route.js';
import { commandAnswer, describes, headsView, instant, sequence } from '../openapi/answers.js';

const all = '/api/contracts/:contract/statements';
const one = `${all}/:statement`;
const params = z.object({ contract: contractKey, statement: statementNumber });
const list = operations['billing.statement.list'].body;

const statementView = describes<StatementView>()(
  z.object({
    statement: z.string().meta({ description: 'Year of issue and number in it: 2026-001' }),
    payment: z.string().nullable(),
    period: z.string().nullable(),
    issuedAt: instant,
    account: z.string(),
    status: z.enum(['not-yet', 'held', 'eligible', 'overdue', 'paid', 'suspended', 'forfeited']).nullable(),
    net: z.string().nullable(),
    sha256: z.string(),
    former: z.string().nullable(),
    differences: z.number().int(),
  }),
);
const { versions, differences } = statementParts;
const verification = describes<StatementVerification>()(
  z.object({
    statement: z.string(),
    verdict: z.enum(verdicts),
    sha256: z.string(),
    recomputed: z.string().nullable(),
    recorded: versions,
    present: versions,
    place: z.object({ service: z.string(), position: z.number() }).nullable(),
    differences,
  }),
);

export const issueStatement = route({
  method: 'POST',
  path: all,
  summaryZh: '为一笔付款或一个期间出具结算单：按现有记录冻结、编号、留存',
  summaryEn:
    'Issue a settlement statement of a payment or of a period: frozen on the record as it stands, numbered, kept',
  ...asked('billing.statement.issue'),
  status: 201,
  params: contractParams,
  body: operations['billing.statement.issue'].body,
  answer: commandAnswer,
  command: true,
});

export const listStatements = route({
  method: 'GET',
  path: all,
  summaryZh: '一份合同的结算单，最新的在前',
  summaryEn: 'The settlement statements of a contract, newest first',
  ...asked('billing.statement.list'),
  params: contractParams,
  query: list.extend({ limit: z.coerce.number().pipe(list.shape.limit.unwrap()).optional() }),
  answer: z.object({
    statements: z.array(statementView),
    next: z.string().nullable(),
    periods: z
      .array(z.object({ period: z.string(), firstOn: z.string(), lastOn: z.string(), ended: z.boolean() }))
      .meta({ description: 'Those that a statement can be issued of' }),
    heads: headsView,
    sequence,
  }),
});

const reading = { method: 'GET', ...asked('billing.statement.get'), params } as const;

export const getStatement = route({
  ...reading,
  path: one,
  summaryZh: '一份结算单：留存的内容及校验值',
  summaryEn: 'One statement: the document as it is kept, and its hash',
  answer: z.object({
    document: z.string().meta({ description: 'Canonical JSON (weibao-statement/1); its SHA-256 in UTF-8 is sha256' }),
    sha256: z.string(),
    reasons: z.record(z.string(), z.union([z.object({ text: z.string() }), z.object({ gone: z.string() })])),
  }),
});

export const verifyStatement = route({
  method: 'GET',
  path: `${one}/verify`,
  summaryZh: '重新计算一份结算单并逐字节比对',
  summaryEn: 'Compute a statement again from the facts up to its heads, and compare the bytes',
  ...asked('billing.statement.verify'),
  params,
  answer: z.object({ verification, heads: headsView, sequence }),
});

export const printStatement = route({
  ...reading,
  path: `${one}/pdf`,
  summaryZh: '结算单的 PDF，供签字盖章',
  summaryEn: 'A statement as PDF, to be signed and stamped',
  answer: 'file',
});

export const tabulateStatement = route({
  ...reading,
  path: `${one}/xlsx`,
  summaryZh: '结算单的电子表格',
  summaryEn: 'A statement as a spreadsheet',
  answer: 'file',
});
