import { Injectable } from '@nestjs/common';
import { formatInstant, type PaymentStatus } from '@weibao/exchange';
import type { StatementView } from '@weibao/messages';
import { statementName } from '@weibao/papers';
import { Database, uniqueViolation } from '@weibao/service-kit';
import { sql } from 'kysely';
import type { StatementTable } from './statement.table.js';

export interface StoredStatement {
  year: number;
  number: number;
  payment: string;
  document: string;
  sha256: string;
  previousSha256: string | null;
  commandHash: string;
}

export interface NewStatement extends StoredStatement {
  contract: string;
  commandId: string;
  issuedAtMs: number;
}

interface Row {
  year: number;
  number: number;
  payment: string;
  document: string;
  sha256: string;
  previous_sha256: string | null;
  command_hash: string;
}

const columns = ['year', 'number', 'payment', 'document', 'sha256', 'previous_sha256', 'command_hash'] as const;
const storedOf = (row: Row | undefined): StoredStatement | null =>
  row
    ? {
        year: row.year,
        number: row.number,
        payment: row.payment,
        document: row.document,
        sha256: row.sha256,
        previousSha256: row.previous_sha256,
        commandHash: row.command_hash,
      }
    : null;

/** Issued statements: rows are only ever added. */
@Injectable()
export class StatementRepository {
  constructor(private readonly database: Database<StatementTable>) {}

  async byCommand(contract: string, commandId: string): Promise<StoredStatement | null> {
    return storedOf(await this.of(contract).where('command_id', '=', commandId).executeTakeFirst());
  }

  async find(contract: string, year: number, number: number): Promise<StoredStatement | null> {
    return storedOf(await this.of(contract).where('year', '=', year).where('number', '=', number).executeTakeFirst());
  }

  /** The statement issued last, of any payment or of one. */
  async last(contract: string, payment?: string): Promise<StoredStatement | null> {
    const query = this.of(contract).orderBy('year', 'desc').orderBy('number', 'desc').limit(1);
    return storedOf(await (payment === undefined ? query : query.where('payment', '=', payment)).executeTakeFirst());
  }

  /** The one that was issued before another of the same payment; its differences were counted from it. */
  async formerOf(contract: string, { year, number, payment }: StoredStatement): Promise<StoredStatement | null> {
    const found = await this.before(this.of(contract), year, number)
      .where('payment', '=', payment)
      .orderBy('year', 'desc')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return storedOf(found);
  }

  /** False when the number or the command was taken by another one meanwhile. */
  async add(statement: NewStatement): Promise<boolean> {
    try {
      await this.database.kysely
        .insertInto('statement')
        .values({
          contract: statement.contract,
          year: statement.year,
          number: statement.number,
          payment: statement.payment,
          issued_at: new Date(statement.issuedAtMs),
          document: statement.document,
          sha256: statement.sha256,
          previous_sha256: statement.previousSha256,
          command_id: statement.commandId,
          command_hash: statement.commandHash,
        })
        .execute();
      return true;
    } catch (error) {
      if (uniqueViolation(error)) return false;
      throw error;
    }
  }

  /** Newest first, after one of them. */
  async list(
    contract: string,
    {
      payment,
      after,
      limit,
    }: { payment?: string | undefined; after?: { year: number; number: number } | undefined; limit: number },
  ): Promise<StatementView[]> {
    const part = <T>(path: string) => sql<T>`document::jsonb #>> ${path}`;
    let query = this.database.kysely
      .selectFrom('statement')
      .select(['year', 'number', 'payment', 'issued_at', 'sha256'])
      .select([
        part<string>('{issuedBy,account}').as('account'),
        part<PaymentStatus>('{figures,payment,status}').as('status'),
        part<string | null>('{figures,payment,net}').as('net'),
        part<string | null>('{former,statement}').as('former'),
        sql<number>`jsonb_array_length(document::jsonb -> 'differences')`.as('differences'),
      ])
      .where('contract', '=', contract);
    if (payment !== undefined) query = query.where('payment', '=', payment);
    if (after !== undefined) query = this.before(query, after.year, after.number);
    const rows = await query.orderBy('year', 'desc').orderBy('number', 'desc').limit(limit).execute();
    return rows.map(({ year, number, issued_at, ...row }) => ({
      statement: statementName(year, number),
      payment: row.payment,
      issuedAt: formatInstant(issued_at.getTime()),
      account: row.account,
      status: row.status,
      net: row.net,
      sha256: row.sha256,
      former: row.former,
      differences: row.differences,
    }));
  }

  private of(contract: string) {
    return this.database.kysely.selectFrom('statement').select(columns).where('contract', '=', contract);
  }

  private before<Query extends { where(condition: ReturnType<typeof sql<boolean>>): Query }>(
    query: Query,
    year: number,
    number: number,
  ): Query {
    return query.where(sql<boolean>`(year, number) < (${year}::int, ${number}::int)`);
  }
}
