import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import {
  sideOf,
  type Reply,
  type StatementPage,
  type StatementPart,
  type StatementVerification,
} from '@weibao/messages';
import { answer, ContractRecords, type Call } from '@weibao/service-kit';
import { partOf, reasonsOf } from './statement-parts.js';
import { noSuchStatement, partBeyondEnd } from './statement.refusals.js';
import { StatementRepository } from './statement.repository.js';
import { readStatement, StatementService } from './statement.service.js';
import { StatementVerificationService } from './statement-verification.service.js';

/** Settlement statements: issued, listed, read and verified. */
@Controller()
export class StatementController {
  constructor(
    private readonly service: StatementService,
    private readonly verification: StatementVerificationService,
    private readonly statements: StatementRepository,
    private readonly records: ContractRecords,
  ) {}

  @MessagePattern('billing.statement.issue')
  issue(call: Call<'billing.statement.issue'>): Promise<Reply> {
    return this.service.issue(call, Date.now());
  }

  @MessagePattern('billing.statement.list')
  async list({ contract, body }: Call<'billing.statement.list'>): Promise<Reply<StatementPage>> {
    const { payment, period, after, limit } = body;
    const found = await this.statements.list(contract, {
      subject: payment !== undefined ? { payment } : period !== undefined ? { period } : null,
      after: after === undefined ? undefined : placeOf(after),
      limit: limit + 1,
    });
    const statements = found.slice(0, limit);
    const next = found.length > limit ? (statements.at(-1)?.statement ?? null) : null;
    const { periods, heads } = await this.service.periods(contract, Date.now());
    return answer({ statements, next, periods }, heads);
  }

  @MessagePattern('billing.statement.get')
  async get({ contract, actor, body }: Call<'billing.statement.get'>): Promise<Reply<StatementPart>> {
    const stored = await this.find(contract, body.statement);
    if (!stored) return noSuchStatement(contract, body.statement);
    const { facts, parties, heads } = await this.records.get(contract);
    const isParty = sideOf(actor, parties) !== null;
    const { document, sha256 } = stored;
    const part = partOf({ document, sha256, reasons: reasonsOf(readStatement(stored), facts, isParty) }, body.after);
    return part ? answer(part, heads) : partBeyondEnd();
  }

  @MessagePattern('billing.statement.verify')
  async verify({ contract, body }: Call<'billing.statement.verify'>): Promise<Reply<StatementVerification>> {
    const stored = await this.find(contract, body.statement);
    return stored ? this.verification.verify(contract, stored) : noSuchStatement(contract, body.statement);
  }

  private find(contract: string, statement: string) {
    const { year, number } = placeOf(statement);
    return this.statements.find(contract, year, number);
  }
}

/** `2026-001` → year and number. */
function placeOf(statement: string): { year: number; number: number } {
  const [year, number] = statement.split('-').map(Number);
  return { year: year ?? 0, number: number ?? 0 };
}
