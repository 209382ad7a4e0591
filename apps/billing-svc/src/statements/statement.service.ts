import { Injectable } from '@nestjs/common';
import { settleSubject, statementPeriods } from '@weibao/engine';
import {
  canonicalJson,
  formatInstant,
  statementSchema,
  subjectOf,
  type Statement,
  type StatementPeriod,
  type StatementSubject,
} from '@weibao/exchange';
import type { Heads, Reply } from '@weibao/messages';
import { composeStatement, statementName, statementText, type FormerStatement } from '@weibao/papers';
import { answer, FactStore, HeadsReader, type Call } from '@weibao/service-kit';
import { createHash } from 'node:crypto';
import { contractView } from '../contracts/contract.view.js';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { newestStoredMs, OutcomeService, type SettledRecord } from '../outcomes/outcome.service.js';
import { TermsFiles } from '../terms/terms-files.js';
import {
  commandReused,
  noStatementOfTrial,
  noSuchPayment,
  noSuchPeriod,
  recordBent,
  statementsBusy,
} from './statement.refusals.js';
import { StatementRepository, type StoredStatement } from './statement.repository.js';

/** How often a statement is numbered anew because another one took its number. */
const MAX_ATTEMPTS = 25;

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
export const readStatement = ({ document }: StoredStatement): Statement =>
  statementSchema.parse(JSON.parse(document) as unknown);

/** A former statement as the next one of its payment or period is compared with it. */
export const asFormer = (stored: StoredStatement | null): FormerStatement | null => {
  if (!stored) return null;
  const { statement, figures } = readStatement(stored);
  return { statement, sha256: stored.sha256, figures };
};

/** The year in which an instant lies where the contracts are. */
const yearOf = (nowMs: number): number => Number(formatInstant(nowMs).slice(0, 4));

interface Made {
  record: SettledRecord;
  heads: Statement['heads'];
  asOfMs: number;
  outcome: ReturnType<typeof settleSubject>['outcome'];
  figures: Statement['figures'];
}

/** Issues settlement statements: computed from the record up to its heads, numbered, and kept as they were issued. */
@Injectable()
export class StatementService {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly headsReader: HeadsReader,
    private readonly statements: StatementRepository,
    private readonly terms: TermsFiles,
    private readonly store: FactStore,
  ) {}

  async issue(call: Call<'billing.statement.issue'>, nowMs: number): Promise<Reply> {
    const { contract, body, envelope } = call;
    const commandHash = sha256Of(canonicalJson({ actor: call.actor, body }));
    const done = await this.issuedBy(contract, envelope.commandId, commandHash);
    if (done) return done;
    if (await this.store.priorReply(call)) return commandReused(envelope.commandId);
    const made = await this.make(contract, body, nowMs);
    if ('ok' in made) return made;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const last = await this.statements.last(contract);
      const former = await this.statements.last(contract, body);
      const year = Math.max(yearOf(nowMs), last?.year ?? 0);
      const number = last?.year === year ? last.number + 1 : 1;
      const statement = this.compose(call, made, { year, number, last, former, nowMs });
      const document = statementText(statement);
      const stored: StoredStatement = {
        year,
        number,
        subject: body,
        document,
        sha256: sha256Of(document),
        previousSha256: last?.sha256 ?? null,
        commandHash,
      };
      const { commandId } = envelope;
      if (await this.statements.add({ ...stored, contract, commandId, issuedAtMs: nowMs }))
        return issued(stored, statement);
      // Somebody took the number, or this command was sent twice at once: the next reading shows which.
      const twice = await this.issuedBy(contract, commandId, commandHash);
      if (twice) return twice;
    }
    return statementsBusy(contract);
  }

  /** Of which periods a statement can be issued now. */
  async periods(contract: string, nowMs: number): Promise<{ periods: StatementPeriod[]; heads: Heads }> {
    const record = await this.outcomes.recordOf(contract);
    if (!record) return { periods: [], heads: {} };
    const { terms, facts, heads, trial } = record;
    const asOfMs = Math.max(nowMs, newestStoredMs(facts));
    return { periods: trial ? [] : statementPeriods({ terms, facts, asOfMs }), heads };
  }

  /** The answer that the command was given when it was done; null if it was not. */
  private async issuedBy(contract: string, commandId: string, commandHash: string): Promise<Reply | null> {
    const stored = await this.statements.byCommand(contract, commandId);
    if (!stored) return null;
    return stored.commandHash === commandHash ? issued(stored, readStatement(stored)) : commandReused(commandId);
  }

  private async make(contract: string, subject: StatementSubject, nowMs: number): Promise<Made | Reply<never>> {
    const record = await this.outcomes.recordOf(contract);
    if (!record) return noSuchContract(contract);
    if (record.trial) return noStatementOfTrial(contract);
    const { facts, heads, fault } = await this.headsReader.read(contract, record.heads);
    if (fault) return recordBent(contract, fault.service, fault.position);
    const asOfMs = Math.max(nowMs, newestStoredMs(facts));
    const input = { terms: record.terms, facts, asOfMs };
    const { outcome, figures } = settleSubject(input, subject);
    if (!figures)
      return 'payment' in subject
        ? noSuchPayment(
            contract,
            subject.payment,
            outcome.payments.map((known) => known.payment),
          )
        : noSuchPeriod(
            contract,
            subject.period,
            statementPeriods(input).map(({ period }) => period),
          );
    return { record, heads, asOfMs, outcome, figures };
  }

  private compose(
    { contract, actor }: Call<'billing.statement.issue'>,
    { record, heads, asOfMs, outcome, figures }: Made,
    place: {
      year: number;
      number: number;
      last: StoredStatement | null;
      former: StoredStatement | null;
      nowMs: number;
    },
  ): Statement {
    const { nameZh, nameEn, pattern, parties } = contractView(contract, record.registered, record.terms);
    const { last } = place;
    return composeStatement(
      {
        contract,
        pattern,
        nameZh,
        nameEn,
        statement: statementName(place.year, place.number),
        issuedAt: formatInstant(place.nowMs),
        issuedBy: { account: actor.account, organisation: actor.organisation },
        parties,
        previous: last && { statement: statementName(last.year, last.number), sha256: last.sha256 },
        asOf: formatInstant(asOfMs),
        heads,
        versions: { ...outcome.versions, termsSha256: this.terms.sha256(record) },
      },
      figures,
      asFormer(place.former),
    );
  }
}

/** Heads are those that the statement is frozen on. */
function issued(stored: StoredStatement, statement: Statement): Reply {
  const { statement: name, former, differences, figures } = statement;
  const heads = Object.fromEntries(
    Object.entries(statement.heads).map(([service, { position }]) => [service, position]),
  ) as Heads;
  return answer(
    {
      statement: name,
      ...subjectOf(statement),
      net: 'payment' in figures ? figures.payment.net : figures.sums.net,
      sha256: stored.sha256,
      former: former?.statement ?? null,
      differences: differences.length,
    },
    heads,
  );
}
