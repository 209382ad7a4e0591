import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import { sql, type Selectable, type Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { AccessTables } from '../database/access.tables.js';
import { newSecret, secretHash } from '../sessions/cookie.js';

export interface NewRound {
  contract: string;
  contractZh: string;
  contractEn: string;
  form: string;
  clause: string;
  titleZh: string;
  titleEn: string;
  period: string;
  event: string | null;
  items: string[];
  itemMax: number | null;
  organisation: string;
  openedBy: string;
  closesAtMs: number;
}
export type Round = NewRound & { id: string; openedAtMs: number };
export interface Link {
  id: string;
  round: string;
  department: string;
  issuedAtMs: number;
  revokedAtMs: number | null;
  answeredAtMs: number | null;
  fact: string | null;
}
/** A link as it is handed out: its secret is in no table. */
export interface Issued {
  link: string;
  department: string;
  secret: string;
}
export interface LinkOfRound {
  link: Link;
  round: Round;
  organisationZh: string;
  organisationEn: string;
  demo: boolean;
}
type Access = Transaction<AccessTables>;

const MOST_ROUNDS = 200;

@Injectable()
export class SurveyRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** A new round with a link for each department; the one that is open where a round of this form, and of this event, still runs. */
  async open(
    round: NewRound,
    departments: readonly string[],
    nowMs: number,
  ): Promise<{ opened: Round; issued: Issued[] } | { running: Round }> {
    const at = new Date(nowMs);
    const row: Selectable<AccessTables['survey_round']> = {
      id: randomUUID(),
      contract: round.contract,
      contract_zh: round.contractZh,
      contract_en: round.contractEn,
      form: round.form,
      clause: round.clause,
      title_zh: round.titleZh,
      title_en: round.titleEn,
      period: round.period,
      event: round.event,
      items: round.items,
      item_max: round.itemMax,
      organisation: round.organisation,
      opened_by: round.openedBy,
      opened_at: at,
      closes_at: new Date(round.closesAtMs),
    };
    return this.database.kysely.transaction().execute(async (transaction) => {
      // Two who open the same round at once: the second waits, and is told of the first.
      const same = JSON.stringify([round.contract, round.form, round.event]);
      await sql`select pg_advisory_xact_lock(hashtextextended(${same}, 0))`.execute(transaction);
      const running = await transaction
        .selectFrom('survey_round')
        .selectAll()
        .where('contract', '=', round.contract)
        .where('form', '=', round.form)
        .where('event', 'is not distinct from', round.event)
        .where('closes_at', '>', at)
        .executeTakeFirst();
      if (running) return { running: roundOf(running) };
      await transaction.insertInto('survey_round').values(row).execute();
      const issued = await issue(transaction, row.id, departments, round.openedBy, at);
      return { opened: roundOf(row), issued };
    });
  }

  /**
   * A new link for each department; what was out for it opens nothing from now on. Nothing is done where one of them has answered (unless the fact
   * was `withdrawn`), or where the round would have more than `most` of them.
   */
  async issue(
    { id }: Round,
    departments: readonly string[],
    { account, nowMs, most, withdrawn }: { account: string; nowMs: number; most: number; withdrawn: readonly string[] },
  ): Promise<{ issued: Issued[] } | { answered: string[] } | 'too-many'> {
    const at = new Date(nowMs);
    return this.database.kysely.transaction().execute(async (transaction) => {
      await transaction.selectFrom('survey_round').select('id').where('id', '=', id).forUpdate().execute();
      const known = await transaction
        .selectFrom('survey_link')
        .select(['department', 'fact', 'revoked_at'])
        .where('round', '=', id)
        .execute();
      const stands = known.filter(
        ({ fact, revoked_at }) => revoked_at === null && fact !== null && !withdrawn.includes(fact),
      );
      const answered = departments.filter((name) => stands.some(({ department }) => department === name));
      if (answered.length > 0) return { answered };
      if (new Set([...departments, ...known.map(({ department }) => department)]).size > most) return 'too-many';
      await transaction
        .updateTable('survey_link')
        .set({ revoked_at: at })
        .where('round', '=', id)
        .where('department', 'in', departments)
        .where('revoked_at', 'is', null)
        .execute();
      return { issued: await issue(transaction, id, departments, account, at) };
    });
  }

  async round(contract: string, id: string): Promise<Round | null> {
    const row = await this.database.kysely
      .selectFrom('survey_round')
      .selectAll()
      .where('contract', '=', contract)
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? roundOf(row) : null;
  }

  /** The rounds of some contracts, the newest first. */
  async rounds(contracts: readonly string[]): Promise<Round[]> {
    if (contracts.length === 0) return [];
    const rows = await this.database.readingOf(contracts, () =>
      this.database.kysely
        .selectFrom('survey_round')
        .selectAll()
        .where('contract', 'in', contracts)
        .orderBy('opened_at', 'desc')
        .limit(MOST_ROUNDS)
        .execute(),
    );
    return rows.map(roundOf);
  }

  /** The links of some rounds, in the order in which they were made. */
  async links(rounds: readonly string[]): Promise<Link[]> {
    if (rounds.length === 0) return [];
    const rows = await this.database.kysely
      .selectFrom('survey_link')
      .select(linkColumns)
      .where('round', 'in', rounds)
      .orderBy('place')
      .execute();
    return rows.map(linkOf);
  }

  /** false: it is closed already. */
  async close(id: string, nowMs: number): Promise<boolean> {
    const { numUpdatedRows } = await this.database.kysely
      .updateTable('survey_round')
      .set({ closes_at: new Date(nowMs) })
      .where('id', '=', id)
      .where('closes_at', '>', new Date(nowMs))
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** The department whose link it was; null when there was none to revoke. */
  async revoke(round: string, id: string, nowMs: number): Promise<string | null> {
    const row = await this.database.kysely
      .updateTable('survey_link')
      .set({ revoked_at: new Date(nowMs) })
      .where('round', '=', round)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('answered_at', 'is', null)
      .returning('department')
      .executeTakeFirst();
    return row?.department ?? null;
  }

  async bySecret(secret: string): Promise<LinkOfRound | null> {
    const link = await this.database.kysely
      .selectFrom('survey_link')
      .select(linkColumns)
      .where('secret_hash', '=', secretHash(secret))
      .executeTakeFirst();
    if (!link) return null;
    const row = await this.database.kysely
      .selectFrom('survey_round as r')
      .innerJoin('organisation as o', 'o.id', 'r.organisation')
      .selectAll('r')
      .select(['o.name_zh as organisation_zh', 'o.name_en as organisation_en', 'o.demo'])
      .where('r.id', '=', link.round)
      .executeTakeFirstOrThrow();
    return {
      link: linkOf(link),
      round: roundOf(row),
      organisationZh: row.organisation_zh,
      organisationEn: row.organisation_en,
      demo: row.demo,
    };
  }

  /** Notes the fact that came of it; noted once. */
  async answered(id: string, fact: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('survey_link')
      .set({ answered_at: new Date(nowMs), fact })
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .execute();
  }
}

async function issue(
  transaction: Access,
  round: string,
  departments: readonly string[],
  account: string,
  at: Date,
): Promise<Issued[]> {
  const issued = departments.map((department) => ({ link: randomUUID(), department, secret: newSecret() }));
  await transaction
    .insertInto('survey_link')
    .values(
      issued.map(({ link, department, secret }) => ({
        id: link,
        round,
        department,
        secret_hash: secretHash(secret),
        issued_by: account,
        issued_at: at,
        revoked_at: null,
        answered_at: null,
        fact: null,
      })),
    )
    .execute();
  return issued;
}

const linkColumns = ['id', 'round', 'department', 'issued_at', 'revoked_at', 'answered_at', 'fact'] as const;
const linkOf = (row: Pick<AccessTables['survey_link'], (typeof linkColumns)[number]>): Link => ({
  id: row.id,
  round: row.round,
  department: row.department,
  issuedAtMs: row.issued_at.getTime(),
  revokedAtMs: row.revoked_at?.getTime() ?? null,
  answeredAtMs: row.answered_at?.getTime() ?? null,
  fact: row.fact,
});
const roundOf = (row: AccessTables['survey_round']): Round => ({
  id: row.id,
  contract: row.contract,
  contractZh: row.contract_zh,
  contractEn: row.contract_en,
  form: row.form,
  clause: row.clause,
  titleZh: row.title_zh,
  titleEn: row.title_en,
  period: row.period,
  event: row.event,
  items: row.items,
  itemMax: row.item_max,
  organisation: row.organisation,
  openedBy: row.opened_by,
  openedAtMs: row.opened_at.getTime(),
  closesAtMs: row.closes_at.getTime(),
});
