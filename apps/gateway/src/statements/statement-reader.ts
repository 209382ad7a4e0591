import { Injectable } from '@nestjs/common';
import { statementSchema } from '@weibao/exchange';
import type { Refusal, StatementDocument, StatementPage, StatementPart } from '@weibao/messages';
import { statementPaper, type Paper } from '@weibao/papers';
import { OrganisationRepository } from '../accounts/organisation.repository.js';
import type { Answered } from '../door/answers.js';
import type { Door } from '../door/door.js';
import { ServiceRequests, type Queried } from '../door/service-requests.js';

const ATTEMPTS = 3;
type Asking = Pick<Door, 'caller' | 'requestId' | 'commandId'>;

/** Reads a statement part by part, since no message holds a long one, and lays it out. */
@Injectable()
export class StatementReader {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly organisations: OrganisationRepository,
  ) {}

  async read(door: Asking, contract: string, statement: string): Promise<Answered<StatementDocument>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const read = await this.inParts(door, contract, statement);
      if (read !== 'changed') return read;
    }
    return { ok: false, error: changing };
  }

  /** The numbers of all statements of a contract, oldest first. */
  async names(door: Asking, contract: string): Promise<Answered<string[]>> {
    const names: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const body = after === undefined ? {} : { after };
      const asked: Queried<StatementPage> = await this.requests.query('billing.statement.list', door, contract, body);
      if (!asked.ok) return { ok: false, error: asked.error };
      names.push(...asked.result.statements.map(({ statement }) => statement));
      after = asked.result.next;
    }
    return { ok: true, value: names.reverse() };
  }

  async paper(door: Asking, contract: string, statement: string): Promise<Answered<Paper>> {
    const read = await this.read(door, contract, statement);
    if (!read.ok) return read;
    const { document, sha256, reasons } = read.value;
    const names = (await this.organisations.list()).map(({ id, nameZh }) => [id, nameZh] as const);
    const parsed = statementSchema.parse(JSON.parse(document) as unknown);
    return {
      ok: true,
      value: statementPaper({ statement: parsed, sha256, reasons, organisations: Object.fromEntries(names) }),
    };
  }

  /** Parts of one text only: a reason that is erased in the middle makes another one. */
  private async inParts(
    door: Asking,
    contract: string,
    statement: string,
  ): Promise<Answered<StatementDocument> | 'changed'> {
    const parts: StatementPart[] = [];
    for (let after: number | null = 0; after !== null; after = parts.at(-1)?.next ?? null) {
      const asked = await this.requests.query<StatementPart>('billing.statement.get', door, contract, {
        statement,
        after,
      });
      if (!asked.ok) return { ok: false, error: asked.error };
      if (parts[0] && parts[0].whole !== asked.result.whole) return 'changed';
      parts.push(asked.result);
    }
    return { ok: true, value: JSON.parse(parts.map(({ part }) => part).join('')) as StatementDocument };
  }
}

const changing: Refusal = {
  code: 'SERVICE.STATEMENT_CHANGING',
  message: '结算单旁的理由文字正在变动，未能取全。请稍后重试。',
  messageEn: 'The reasons beside the statement were changing while it was read. Try again in a moment.',
};
