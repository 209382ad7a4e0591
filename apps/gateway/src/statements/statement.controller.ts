import { Controller, Res } from '@nestjs/common';
import type { Refusal, StatementDocument, StatementPage, StatementVerification } from '@weibao/messages';
import { statementPdf, statementSheets, type Paper } from '@weibao/papers';
import { Audit } from '../audit/audit.service.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door, type DoorReply } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import { printPdf } from '../papers/pdf-printer.js';
import { writeSpreadsheet } from '../papers/spreadsheet.js';
import { StatementReader } from './statement-reader.js';
import {
  getStatement,
  issueStatement,
  listStatements,
  printStatement,
  tabulateStatement,
  verifyStatement,
} from './statement.routes.js';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Reading = Omit<Door, 'params'> & { params: { contract: string; statement: string } };

@Controller()
export class StatementController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly reader: StatementReader,
    private readonly audit: Audit,
  ) {}

  @At(issueStatement)
  issue(@Through() door: Door<typeof issueStatement>): Promise<Answered<CommandAnswer>> {
    return this.requests.command('billing.statement.issue', door, door.params.contract, door.body);
  }

  @At(listStatements)
  list(@Through() door: Door<typeof listStatements>): Promise<Answered<unknown>> {
    const show = (page: StatementPage) => page;
    return this.requests.one('billing.statement.list', door, door.params.contract, door.query, show);
  }

  @At(getStatement)
  async get(@Through() door: Door<typeof getStatement>): Promise<Answered<StatementDocument>> {
    return this.reader.read(door, door.params.contract, door.params.statement);
  }

  @At(verifyStatement)
  verify(@Through() door: Door<typeof verifyStatement>): Promise<Answered<unknown>> {
    const { contract, statement } = door.params;
    const show = (verification: StatementVerification) => ({ verification });
    return this.requests.one('billing.statement.verify', door, contract, { statement }, show);
  }

  @At(printStatement)
  async pdf(@Through() door: Door<typeof printStatement>, @Res() reply: DoorReply): Promise<void> {
    const paper = await this.paper(door);
    const printed = await printPdf(statementPdf(paper));
    if (!printed.ok) throw new RefusedError(cannotPrint(printed.lacks));
    await this.hand(door, reply, { name: `${paper.name}.pdf`, type: PDF, bytes: printed.bytes });
  }

  @At(tabulateStatement)
  async xlsx(@Through() door: Door<typeof tabulateStatement>, @Res() reply: DoorReply): Promise<void> {
    const paper = await this.paper(door);
    const bytes = await writeSpreadsheet(statementSheets(paper));
    await this.hand(door, reply, { name: `${paper.name}.xlsx`, type: XLSX, bytes });
  }

  private async paper(door: Reading): Promise<Paper> {
    const paper = await this.reader.paper(door, door.params.contract, door.params.statement);
    if (!paper.ok) throw new RefusedError(paper.error);
    return paper.value;
  }

  /** The audit is written before the first byte leaves. */
  private async hand(
    door: Reading,
    reply: DoorReply,
    file: { name: string; type: string; bytes: Buffer },
  ): Promise<void> {
    const { contract, statement } = door.params;
    await this.audit.note(door, 'statement.downloaded', { contract, statement, file: file.name });
    void reply
      .header('Content-Type', file.type)
      .header('Content-Disposition', `attachment; filename="${file.name}"`)
      .header('Cache-Control', 'no-store')
      .send(file.bytes);
  }
}

const cannotPrint = (lacks: readonly string[]): Refusal => ({
  code: 'STATEMENT.UNPRINTABLE',
  message: `结算单中有字体打印不出的字：${lacks.join(' ')}，没有生成 PDF。请下载电子表格，或撤销相关决定、改写理由后重新出具。`,
  messageEn: `The statement holds characters that the printed font lacks: ${lacks.join(' ')}; no PDF was made. Take the spreadsheet, or word the reason anew and issue another statement.`,
});
