import { Injectable } from '@nestjs/common';
import { formatInstant, type PaymentStatus, type StatementSubject } from '@weibao/exchange';
import type { StatementView } from '@weibao/messages';
import { statementName } from '@weibao/papers';
import { Database, uniqueViolation } from '@weibao/service-kit';
import { sql } from 'kysely';
import type { StatementTable } from './statement.table.js';

export interface StoredStatement {
  year: number;
  number: number;
  subject: StatementSubject;
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
  payment: string | null;
  period: string | null;
  document: string;
  sha256: string;
  previous_sha256: string | null;
  command_hash: string;
}

const columns = [
  'year',
  'number',
  'payment',
  'period',
  'document',
  'sha256',
  'previous_sha256',
  'command_hash',
] as const;
const storedOf = (row: Row | undefined): StoredStatement | null =>
  row
    ? {
        year: row.year,
        number: row.number,
        subject: row.payment === null ? { period: row.period ?? '' } : { payment: row.payment },
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

  /** The statement issued last, of anything or of one payment or period. */
  async last(contract: string, subject?: StatementSubject): Promise<StoredStatement | null> {
    const query = this.of(contract).orderBy('year', 'desc').orderBy('number', 'desc').limit(1);
    return storedOf(await (subject === undefined ? query : about(query, subject)).executeTakeFirst());
  }

  /** The one that was issued before another of the same payment or period; its differences were counted from it. */
  async formerOf(contract: string, { year, number, subject }: StoredStatement): Promise<StoredStatement | null> {
    const found = await about(this.before(this.of(contract), year, number), subject)
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
          payment: 'payment' in statement.subject ? statement.subject.payment : null,
          period: 'period' in statement.subject ? statement.subject.period : null,
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
      subject,
      after,
      limit,
    }: { subject: StatementSubject | null; after?: { year: number; number: number } | undefined; limit: number },
  ): Promise<StatementView[]> {
    const part = <T>(path: string) => sql<T>`document::jsonb #>> ${path}`;
    let query = this.database.kysely
      .selectFrom('statement')
      .select(['year', 'number', 'payment', 'period', 'issued_at', 'sha256'])
      .select([
        part<string>('{issuedBy,account}').as('account'),
        part<PaymentStatus | null>('{figures,payment,status}').as('status'),
        sql<
          string | null
        >`coalesce(document::jsonb #>> '{figures,payment,net}', document::jsonb #>> '{figures,sums,net}')`.as('net'),
        part<string | null>('{former,statement}').as('former'),
        sql<number>`jsonb_array_length(document::jsonb -> 'differences')`.as('differences'),
      ])
      .where('contract', '=', contract);
    if (subject !== null) query = about(query, subject);
    if (after !== undefined) query = this.before(query, after.year, after.number);
    const rows = await query.orderBy('year', 'desc').orderBy('number', 'desc').limit(limit).execute();
    return rows.map(({ year, number, issued_at, ...row }) => ({
      statement: statementName(year, number),
      payment: row.payment,
      period: row.period,
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

const about = <Query extends { where(condition: ReturnType<typeof sql<boolean>>): Query }>(
  query: Query,
  subject: StatementSubject,
): Query =>
  'payment' in subject
    ? query.where(sql<boolean>`payment = ${subject.payment}`)
    : query.where(sql<boolean>`period = ${subject.period}`);
